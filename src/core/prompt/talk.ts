import type { ConversationSettings } from '../config.ts';
import { laneOf, type Message, type Place } from '../message.ts';
import type { Transcript, TranscriptEntry, TranscriptReader } from '../ports/transcript.ts';
import { begunOn } from '../thread.ts';
import { talkReasons as reasons } from './reasons.ts';
import type { Steadinesses } from './steady-start.ts';

/** A line of the talk as a turn sees it. */
export interface TalkLine extends TranscriptEntry {
  /** Why it is told, in one sentence; never words of people. */
  because?: string | undefined;
  /** It is answered in this turn, so it is never left out. */
  stays?: boolean | undefined;
  /** How long nobody had spoken, where that was long enough for another talk to begin. */
  pauseMs?: number | undefined;
}

/** The talk of a turn. */
export interface Talk {
  lines: TalkLine[];
  /** What was said before a long silence and is left to summaries and memories. */
  earlier: TranscriptEntry[];
}

interface TalkNeeds {
  settings: ConversationSettings;
  transcript: Pick<Transcript, 'recent' | 'find'> & Pick<TranscriptReader, 'upTo'>;
  steady: Steadinesses;
}

/** The messages that a turn answers: the newest, and earlier ones of the same person. */
interface Asked {
  message: Message;
  joined: readonly Message[];
}

/**
 * The talk as a turn sees it: what its thread was begun on, with what led to that, and what was said before, then what
 * the messages it answers reply to, if that is longer ago, then these messages, then what other characters have already answered to them. What others said meanwhile
 * waits for a turn of its own.
 */
export async function talkFor(needs: TalkNeeds, asked: Asked): Promise<Talk> {
  const { transcript, settings, steady } = needs;
  const { message, joined } = asked;
  const limits = limitsIn(message.place, settings);
  const heard = await transcript.recent(message.place, limits.historyMessages);
  const told = heard.length < limits.historyMessages ? heard : withoutOldest(heard, steady);
  const start = startAfterPause(told, limits);
  const [earlier, recent] = [told.slice(0, start), told.slice(start)];
  const isWhole = recent.length === heard.length;
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
  const begun = isWhole ? await beginningOf(message.place, known, needs, limits) : [];
  const lines = [
    ...begun,
    ...linesOf(before, reasons.lately),
    ...linesOf(quoted.flat(), reasons.quoted),
    ...linesOf(joined.map(entryOf), reasons.joined, true),
    ...linesOf([entryOf(message)], reasons.asked, true),
    ...linesOf(answers, reasons.answered),
  ];
  return { lines: withPauses(lines, limits), earlier };
}

/** How much of a talk is told in a place of this kind. */
interface Limits {
  historyMessages: number;
  /** 0 where no silence ends a talk. */
  pauseMs: number;
  beforePause: number;
}

/** A thread is about one thing for as long as it lasts, and two go on where they stopped: there a silence leaves nothing out. */
function limitsIn({ kind }: Place, settings: ConversationSettings): Limits {
  const { pause: pauseMs, beforePause, threads, direct } = settings;
  if (kind === 'text') return { historyMessages: settings.historyMessages, pauseMs, beforePause };
  const own = kind === 'thread' ? threads : direct;
  const historyMessages = own.historyMessages ?? settings.historyMessages;
  return { historyMessages, pauseMs, beforePause: own.beforePause ?? historyMessages };
}

/** How many lines of a place a prompt tells at most, and how many at least, where so many were said and fit. */
export function linesToldIn(place: Place, settings: ConversationSettings): { most: number; least: number } {
  const { historyMessages: most, pauseMs, beforePause } = limitsIn(place, settings);
  const half = Math.floor(most / 2);
  return { most, least: pauseMs === 0 ? half : Math.min(half, beforePause) };
}

/**
 * Where what is told begins, when somebody was silent for long: so many messages before the silence, whatever has been said
 * since, so that it stays there.
 */
function startAfterPause(lines: readonly TranscriptEntry[], limits: Limits): number {
  const next = lines.findLastIndex((line, index) => pauseBefore(line, lines[index - 1], limits) > 0);
  return Math.max(0, next - limits.beforePause);
}

/** How long nobody had spoken before a line; 0 when that is no pause. */
function pauseBefore(
  { at }: TranscriptEntry,
  before: TranscriptEntry | undefined,
  { pauseMs }: Pick<Limits, 'pauseMs'>,
): number {
  const silent = before === undefined ? 0 : at - before.at;
  return pauseMs > 0 && silent >= pauseMs ? silent : 0;
}

function withPauses(lines: readonly TalkLine[], limits: Limits): TalkLine[] {
  return lines.map((line, index) => {
    const pauseMs = pauseBefore(line, lines[index - 1], limits);
    return pauseMs === 0 ? line : { ...line, pauseMs };
  });
}

/** What a thread was begun on, and what had been said of it in the channel, which everybody in a thread may read. */
async function beginningOf(
  place: Place,
  known: ReadonlySet<string>,
  { transcript, settings }: TalkNeeds,
  limits: Limits,
): Promise<TalkLine[]> {
  const begun = await begunOn(place, transcript);
  if (begun === undefined || known.has(begun.messageId)) return [];
  const { fromChannel } = settings.threads;
  const led = fromChannel === 0 ? [] : await transcript.upTo(begun.messageId, fromChannel + 1);
  const sameTalk = led.slice(startAfterPause(led, { ...limits, beforePause: 0 }));
  return [
    ...linesOf(
      sameTalk.filter(({ messageId }) => messageId !== begun.messageId),
      reasons.inChannel,
    ),
    ...linesOf([begun], reasons.begunOn),
  ];
}

function linesOf(entries: readonly TranscriptEntry[], because: string, stays = false): TalkLine[] {
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
    ...(message.mentions.length > 0 && { mentions: message.mentions }),
    attachments: message.attachments,
    ...(message.replyTo !== undefined && { replyTo: message.replyTo.messageId }),
    ...(message.offTheRecord !== undefined && { offTheRecord: message.offTheRecord }),
  };
}
