import { applicationFlags, channelTypes, permissionSet } from './flags.ts';
import type { App, Guild, User } from './model.ts';
import { addApp, addChannel, addGuild, addMember, addRole, addUser, type State } from './state.ts';

/** The channels every fake guild begins with. */
export interface GuildChannels {
  cat: string;
  text: string;
  second: string;
  voice: string;
  forum: string;
}

/** The privileged intents that are enabled for an application. */
export interface PrivilegedIntents {
  messageContent?: boolean;
  members?: boolean;
  presence?: boolean;
}

/** The application flags for a choice of privileged intents; what is not named is enabled. */
export function flagsFor({
  messageContent = true,
  members = true,
  presence = true,
}: PrivilegedIntents = {}): number {
  return (
    (messageContent ? applicationFlags.messageContent : 0) |
    (members ? applicationFlags.members : 0) |
    (presence ? applicationFlags.presence : 0)
  );
}

/** What members may do without any role, about as in a new Discord server. */
export const everyonePermissions = permissionSet(
  'CREATE_INSTANT_INVITE',
  'ADD_REACTIONS',
  'STREAM',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'USE_EXTERNAL_EMOJIS',
  'CONNECT',
  'SPEAK',
  'USE_VAD',
  'CHANGE_NICKNAME',
  'USE_APPLICATION_COMMANDS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'USE_EXTERNAL_STICKERS',
  'SEND_MESSAGES_IN_THREADS',
  'SEND_VOICE_MESSAGES',
  'SEND_POLLS',
  'USE_EXTERNAL_APPS',
);

/** What the bot's own role adds by default. */
export const botPermissions =
  everyonePermissions | permissionSet('MANAGE_WEBHOOKS', 'MANAGE_MESSAGES', 'MANAGE_THREADS');

/** A guild with a category, two text channels, a voice channel and a forum. */
export function furnishGuild(
  state: State,
  name: string,
  ownerId: string,
): { guild: Guild; channels: GuildChannels } {
  const guild = addGuild(state, name, ownerId, everyonePermissions);
  const { id: guildId } = guild;
  const cat = addChannel(state, channelTypes.category, 'Rooms', { guildId });
  const inside = (type: number, channelName: string, position: number) =>
    addChannel(state, type, channelName, { guildId, parentId: cat.id, position }).id;
  return {
    guild,
    channels: {
      cat: cat.id,
      text: inside(channelTypes.text, 'general', 0),
      second: inside(channelTypes.text, 'second', 1),
      voice: inside(channelTypes.voice, 'voice', 2),
      forum: inside(channelTypes.forum, 'forum', 3),
    },
  };
}

/** Makes a bot a member of a guild, with a role of its own. */
export function inviteBot(state: State, guild: Guild, bot: User, permissions: bigint): void {
  const role = addRole(state, guild, bot.username, permissions, { managed: true, botId: bot.id });
  addMember(state, guild, bot.id, [role.id]);
}

/** The world every test begins with: alice owns a guild, bob is a member, one bot is invited. */
export interface FirstWorld {
  alice: User;
  bob: User;
  app: App;
  bot: User;
  guild: Guild;
  channels: GuildChannels;
}

/** Fills an empty state with the first world. */
export function furnish(state: State, flags: number, permissions: bigint): FirstWorld {
  const alice = addUser(state, 'alice', { globalName: 'Alice' });
  const bob = addUser(state, 'bob', { globalName: 'Bob' });
  const { app, bot } = addApp(state, 'Acore', alice.id, flags);
  const { guild, channels } = furnishGuild(state, 'The Test Guild', alice.id);
  addMember(state, guild, bob.id);
  inviteBot(state, guild, bot, permissions);
  return { alice, bob, app, bot, guild, channels };
}
