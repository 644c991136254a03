import type { ConversationSettings } from './config.ts';
import type { Message } from './message.ts';
import type { ChannelMode, RoomRules } from './ports/rooms.ts';
import { channelModes } from './ports/rooms.ts';
import type { AddressReason, Ending, Remedy } from './receipt.ts';

/** Everything the decision rests on: the same view always gives the same verdict. */
export interface AddressingView {
  message: Message;
  rules: RoomRules;
  /** Ids of the characters present; the first one leads. */
  present: readonly string[];
  /** Ids of those whose name stands in the text, in order of mention. */
  named: readonly string[];
  /** Who said what the message replies to, when it was one of ours. */
  repliedTo?: { characterId: string | undefined } | undefined;
  /** The character that spoke to this person last, and when. */
  lastAnswer?: { characterId: string; at: number } | undefined;
  /** Whom the same person's message just before is about to be answered by. */
  joins?: readonly string[] | undefined;
  /** How many answers this person asked for in the last minute. */
  askedLately: number;
  /** How old the message was when it was taken in. */
  delayMs: number;
  settings: ConversationSettings;
}

export interface Speaker {
  characterId: string;
  because: AddressReason;
}

export type Verdict =
  | { kind: 'answer'; speakers: [Speaker, ...Speaker[]] }
  | { kind: 'silent'; ending: Ending };

/** Decides who answers a message, or which single reason there is for silence. */
export function address(view: AddressingView): Verdict {
  const ending = barred(view);
  if (ending !== undefined) return { kind: 'silent', ending };
  const [first, ...others] = speakersIn(view);
  if (first === undefined) return { kind: 'silent', ending: notAddressed(view) };
  const asked = view.askedLately + 1 + others.length;
  if (asked > view.settings.perPersonPerMinute) return { kind: 'silent', ending: rateLimited(asked) };
  return { kind: 'answer', speakers: [first, ...others] };
}

/** Reasons that hold whoever is addressed, most general first. */
function barred(view: AddressingView): Ending | undefined {
  const { message, rules, settings } = view;
  const { author } = message;
  if ((author.kind === 'bot' || author.kind === 'webhook') && !settings.answerBots) {
    return silent(
      'bot-author',
      `${quoted(author.name)} is ${author.kind === 'bot' ? 'a bot' : 'a webhook'}.`,
      {
        setting: 'conversation.answerBots',
        instead: true,
        how: 'Set conversation.answerBots to true to answer other bots and webhooks.',
      },
    );
  }
  if (settings.ignoredPeople.includes(author.id)) {
    return silent('ignored-author', `${quoted(author.name)} is on the list of people who are not answered.`, {
      setting: 'conversation.ignoredPeople',
      instead: settings.ignoredPeople.filter((id) => id !== author.id),
      how: `Take ${author.id} off conversation.ignoredPeople.`,
    });
  }
  if (rules.mode === 'off')
    return silent('channel-off', 'Characters are switched off in this channel.', modeRemedy(view));
  if (rules.muted) {
    return silent('muted', 'Characters are muted in this channel.', {
      setting: 'channel.muted',
      instead: false,
      how: 'Use /unmute in this channel.',
    });
  }
  return barredByContent(view);
}

function barredByContent({ message, settings, delayMs, present }: AddressingView): Ending | undefined {
  if (delayMs > settings.catchUp) {
    const minutes = Math.floor(delayMs / 60_000) + 1;
    return silent(
      'missed',
      `It arrived while Acore was not running, ${minutes} minutes before Acore saw it.`,
      {
        setting: 'conversation.catchUp',
        instead: `${minutes}m`,
        how: `Raise conversation.catchUp to ${minutes}m or more.`,
      },
    );
  }
  if (message.textWithheld) {
    return silent('intent-missing', 'Discord withheld its text: the Message Content intent is not enabled.', {
      setting: 'discord.messageContentIntent',
      instead: true,
      how: 'Enable "Message Content Intent" under Bot in the Discord developer portal, then restart.',
    });
  }
  if (message.text.trim() === '' && message.attachments.length === 0 && !message.mentionsSelf) {
    return silent('empty', 'It holds no text that could be answered.');
  }
  if (message.text.length > settings.maxMessageCharacters) {
    return silent(
      'over-length',
      `It has ${message.text.length} characters; ${settings.maxMessageCharacters} are answered.`,
      {
        setting: 'conversation.maxMessageCharacters',
        instead: message.text.length,
        how: `Raise conversation.maxMessageCharacters to ${message.text.length}.`,
      },
    );
  }
  if (present.length === 0) {
    return silent('no-character', 'No character lives in this channel.', {
      setting: 'channel.characters',
      instead: true,
      how: 'Bring one here with /character use.',
    });
  }
  return undefined;
}

/** Who is spoken to, in the order in which they answer. */
function speakersIn(view: AddressingView): Speaker[] {
  const { message, rules } = view;
  const lead = view.present[0];
  const here = (ids: readonly string[]) => ids.filter((id) => view.present.includes(id));
  const named = here(view.named);
  if (message.summons !== undefined) {
    const summoned = message.summons.characterId ?? lead;
    return summoned === undefined ? [] : speak([summoned], 'summoned');
  }
  if (view.repliedTo !== undefined) {
    const partner = here([view.repliedTo.characterId ?? lead ?? '']);
    const also = rules.mode === 'mentioned' ? [] : named;
    if (partner.length > 0) return distinct([...speak(partner, 'replied-to'), ...speak(also, 'named')]);
  }
  if (message.mentionsSelf) return speak(named.length > 0 ? named : here([lead ?? '']), 'mentioned');
  if (message.place.kind === 'direct')
    return speak(named.length > 0 ? named : here([partnerOf(view) ?? lead ?? '']), 'direct');
  if (rules.mode !== 'mentioned' && named.length > 0) return speak(named, 'named');
  if (view.joins !== undefined && view.joins.length > 0) return speak(here(view.joins), 'burst');
  if (rules.mode === 'mentioned') return [];
  if (rules.mode === 'named') return [];
  if (isContinuation(view)) return speak(here([partnerOf(view) ?? '']), 'continuation');
  return rules.mode === 'always' ? speak(here([lead ?? '']), 'always') : [];
}

/** Whom this person talks with here, if that is still present. */
function partnerOf(view: AddressingView): string | undefined {
  const partner = isContinuation(view) ? view.lastAnswer?.characterId : undefined;
  return partner !== undefined && view.present.includes(partner) ? partner : undefined;
}

/** Whether a message is spoken to nobody in particular, so that it depends on the talk so far who answers it. */
export function turnsToNobody({ summons, replyTo, mentions, mentionsSelf }: Message): boolean {
  return summons === undefined && replyTo === undefined && mentions.length === 0 && !mentionsSelf;
}

/** The same person goes on talking to whoever answered them last, and turns to nobody else. */
function isContinuation({ message, lastAnswer, settings }: AddressingView): boolean {
  if (lastAnswer === undefined || !turnsToNobody(message)) return false;
  return message.at - lastAnswer.at <= settings.continuation;
}

function notAddressed(view: AddressingView): Ending {
  return silent('not-addressed', notAddressedBecause[view.rules.mode], modeRemedy(view));
}

const notAddressedBecause: Record<ChannelMode, string> = {
  off: 'Characters are switched off in this channel.',
  mentioned: 'Nobody was mentioned or replied to, and this channel answers only that.',
  named: 'No character was mentioned, named or replied to.',
  conversational:
    'No character was mentioned, named or replied to, and no conversation with this person was going on.',
  always: 'No character here could take the message.',
};

/** The first mode, from quiet to talkative, in which this very message would be answered. */
function modeRemedy(view: AddressingView): Remedy | undefined {
  const instead = channelModes.find(
    (mode) => mode !== 'off' && speakersIn({ ...view, rules: { mode, muted: false } }).length > 0,
  );
  if (instead === undefined) return undefined;
  const orElse = view.rules.mode === 'off' ? '' : ', or mention a character';
  return { setting: 'channel.mode', instead, how: `Use /channel mode ${instead} here${orElse}.` };
}

function rateLimited(asked: number): Ending {
  return silent('rate-limited', 'This person has asked for more answers in a minute than are allowed.', {
    setting: 'conversation.perPersonPerMinute',
    instead: asked,
    how: `Wait a minute, or raise conversation.perPersonPerMinute to ${asked}.`,
  });
}

function silent(outcome: Ending['outcome'], why: string, remedy?: Remedy): Ending {
  return { outcome, why, ...(remedy && { remedy }) };
}

function speak(ids: readonly string[], because: AddressReason): Speaker[] {
  return ids.map((characterId) => ({ characterId, because }));
}

function distinct(speakers: Speaker[]): Speaker[] {
  return speakers.filter(
    ({ characterId }, index) => speakers.findIndex((other) => other.characterId === characterId) === index,
  );
}

function quoted(name: string): string {
  return `“${name}”`;
}
