import type { Json } from '../http.ts';
import { intents } from './flags.ts';
import { isReadableWithoutIntent, messageView, type Reads } from './message-view.ts';
import type { Channel, Message } from './model.ts';
import type { Realm } from './realm.ts';
import { hasIntent, type Session } from './session.ts';
import { memberPart } from './views.ts';

/** Where an event happens; it decides the intent and the listeners. */
export interface Scene {
  guildId: string | undefined;
  channelId: string;
}

/** Tells everyone in a channel about something, given the intents for guilds and for direct conversations. */
export function announce(
  realm: Realm,
  type: string,
  scene: Scene,
  data: Json,
  inGuild: number,
  inDirects: number,
): void {
  const text = JSON.stringify(data);
  realm.gateway.emit({
    type,
    intent: scene.guildId === undefined ? inDirects : inGuild,
    render: () => text,
    guildId: scene.guildId,
    channelId: scene.channelId,
  });
}

/** Tells the members of a guild about something. */
export function announceInGuild(
  realm: Realm,
  type: string,
  guildId: string,
  data: Json,
  intent: number,
): void {
  const text = JSON.stringify(data);
  realm.gateway.emit({ type, intent, render: () => text, guildId });
}

/** Tells single accounts about something, whatever their intents. */
export function announceTo(realm: Realm, type: string, userIds: string[], data: Json): void {
  const text = JSON.stringify(data);
  realm.gateway.emit({ type, intent: 0, render: () => text, userIds });
}

/** Tells about a new or changed message; listeners without the Message Content intent get it without text. */
export function announceMessage(
  realm: Realm,
  type: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  message: Message,
): void {
  if (realm.gateway.sessions.size === 0) return;
  const texts = new Map<string, string>();
  const target = realm.state.messages.get(message.referenceId ?? '');
  realm.gateway.emit({
    type,
    intent: message.guildId === undefined ? intents.directMessages : intents.guildMessages,
    guildId: message.guildId,
    channelId: message.channelId,
    ...(message.onlyFor === undefined ? {} : { userIds: [message.onlyFor] }),
    render(session) {
      const reads: Reads = (each) => canRead(session, each);
      const key = `${reads(message)}:${target ? reads(target) : true}`;
      const text = texts.get(key) ?? JSON.stringify(eventView(realm, message, reads));
      texts.set(key, text);
      return text;
    },
  });
}

function canRead(session: Session, message: Message): boolean {
  return (
    hasIntent(session, intents.messageContent) || isReadableWithoutIntent(message, session.caller.user.id)
  );
}

function eventView(realm: Realm, message: Message, reads: Reads): Json {
  const { state } = realm;
  const channel = state.channels.get(message.channelId);
  const member = state.guilds.get(message.guildId ?? '')?.members.get(message.authorId);
  return {
    ...messageView(state, realm.base(), message, reads),
    channel_type: channel?.type ?? 0,
    ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
    ...(member && message.webhookId === undefined ? { member: memberPart(member) } : {}),
  };
}

/** The scene of a channel. */
export function sceneOf(channel: Channel): Scene {
  return { guildId: channel.guildId, channelId: channel.id };
}
