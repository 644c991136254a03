import type { ConversationSettings } from './config.ts';
import { laneOf, type Message } from './message.ts';
import type { Transcript, TranscriptEntry } from './ports.ts';
import { talkReasons as reasons } from './prompt-reasons.ts';
import type { Steadinesses } from './steady-start.ts';
import { begunOn } from './thread.ts';

/** A line of the talk as a turn sees it. */
export interface TalkLine extends TranscriptEntry {
  /** Why it is told, in one sentence; never words of people. */
  because?: string | undefined;
  /** It is answered in this turn, so it is never left out. */
  stays?: boolean | undefined;
}

interface TalkNeeds {
  settings: Pick<ConversationSettings, 'historyMessages'>;
  transcript: Pick<Transcript, 'recent' | 'find'>;
  steady: Steadinesses;
}

/** The messages that a turn answers: the newest, and earlier ones of the same person. */
interface Asked {
  message: Message;
  joined: readonly Message[];
}

/**
 * The talk as a turn sees it: what its thread was begun on and what was said before, then what the messages it answers reply to, if that is longer
 * ago, then these messages, then what other characters have already answered to them. What others said meanwhile
 * waits for a turn of its own.
 */
export async function talkFor(
  { transcript, settings, steady }: TalkNeeds,
  asked: Asked,
): Promise<TalkLine[]> {
  const { message, joined } = asked;
  const heard = await transcript.recent(message.place, settings.historyMessages);
  const isWhole = heard.length < settings.historyMessages;
  const recent = isWhole ? heard : withoutOldest(heard, steady);
  const askedIds = new Set([...joined.map(({ id }) => id), message.id]);
  const answers = recent.filter(({ kind, replyTo }) => kind === 'character' && replyTo === message.id);
  const before = recent.filter(
    (entry) =>
      !askedIds.has(entry.messageId) &&
      !answers.includes(entry) &&
      (entry.kind === 'character' || entry.at <= message.at),
  );
  const known = new Set([...before.map(({ messageId }) => messageId), ...askedIds]);
  const quoted = await Promise.all([...joined, message].map((one) => quotedBy(one, known, transcript)));
  const begun = isWhole ? await begunOn(message.place, transcript) : undefined;
  const first = begun === undefined || known.has(begun.messageId) ? [] : [begun];
  return [
    ...told(first, reasons.begunOn),
    ...told(before, reasons.lately),
    ...told(quoted.flat(), reasons.quoted),
    ...told(joined.map(entryOf), reasons.joined, true),
    ...told([entryOf(message)], reasons.asked, true),
    ...told(answers, reasons.answered),
  ];
}

function told(entries: readonly TranscriptEntry[], because: string, stays = false): TalkLine[] {
  return entries.map((entry) => ({ ...entry, because, stays }));
}

/** A talk of which older parts are not told begins at the same message for some turns; half of it is told at least. */
function withoutOldest(heard: readonly TranscriptEntry[], steady: Steadinesses): TranscriptEntry[] {
  const [first] = heard;
  if (first === undefined) return [];
  const ids = heard.map(({ messageId }) => messageId);
  return heard.slice(steady.of(laneOf(first.place)).startOf(ids, 0, Math.floor(heard.length / 2)));
}

/** What a message replies to, when the talk does not hold it already. */
async function quotedBy(
  { replyTo, place, at }: Message,
  known: ReadonlySet<string>,
  transcript: Pick<Transcript, 'find'>,
): Promise<TranscriptEntry[]> {
  if (replyTo === undefined || known.has(replyTo.messageId)) return [];
  const { messageId, quoted } = replyTo;
  const kept = await transcript.find(messageId);
  if (kept !== undefined || quoted === undefined) return kept === undefined ? [] : [kept];
  const { author, text } = quoted;
  const { id: authorId, name: authorName, kind } = author;
  return [{ messageId, place, authorId, authorName, kind, text, at, attachments: [] }];
}

/** A message as a line of the transcript. */
export function entryOf(message: Message): TranscriptEntry {
  return {
    messageId: message.id,
    place: message.place,
    authorId: message.author.id,
    authorName: message.author.name,
    kind: message.author.kind,
    text: message.text,
    at: message.at,
    attachments: message.attachments,
    ...(message.replyTo !== undefined && { replyTo: message.replyTo.messageId }),
    ...(message.offTheRecord !== undefined && { offTheRecord: message.offTheRecord }),
  };
}
