import type { Character } from '../../core/character.ts';
import { type Consents, tiersOf } from '../../core/consent.ts';
import { importedId, laneOf, type Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Transcript, TranscriptEntry, TranscriptReader } from '../../core/ports/transcript.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { FiledLine } from './file.ts';

export interface IntakeNeeds {
  storage: Storage;
  transcript: Pick<Transcript, 'append' | 'find'> & Pick<TranscriptReader, 'after'>;
  consents: Consents;
  clock: Clock;
  /** Told of the stretch of the talk into which lines came, by positions. */
  cameIn(transaction: Transaction, place: Place, range: { after: number; to: number }): Promise<void>;
}

/** What came of taking a file in. */
export interface Intake {
  taken: number;
  /** They were there already. */
  known: number;
  /** Of people who are off the record. */
  refused: number;
}

/** Lines of which nobody knows when they were said stand this far apart, before what is there. */
const apartMs = 1_000;
const batch = 200;

/** Lines of a file as they would stand in a talk. */
export interface Sifted {
  /** All of them but those of people who are off the record. */
  entries: TranscriptEntry[];
  /** Those of them that the talk does not hold yet. */
  fresh: TranscriptEntry[];
  refused: number;
}

/**
 * Takes a file's lines into a talk. They get ids of their own that no host gives, and the same ones each time, so that
 * a file that comes twice is taken in once.
 */
export async function takeIn(
  needs: IntakeNeeds,
  place: Place,
  source: string,
  lines: readonly FiledLine[],
  character: Character | undefined,
): Promise<Intake> {
  const { entries, fresh, refused } = await sift(needs, place, source, lines, character);
  await keep(needs, place, fresh);
  return { taken: fresh.length, known: entries.length - fresh.length, refused };
}

/** Looks at a file's lines without taking them in. */
export async function sift(
  needs: IntakeNeeds,
  place: Place,
  source: string,
  lines: readonly FiledLine[],
  character: Character | undefined,
): Promise<Sifted> {
  const dated = await withTimes(needs, place, lines);
  const open = await allowed(needs.consents, place, dated);
  const key = await keyOf(`${laneOf(place)}\n${source}`);
  const ids = new Map(dated.map((line, index) => [line.id ?? `#${index}`, importedId(key, index)]));
  const entries = open.map((line) => {
    const wordsOf = whomItAnswers(line, dated);
    return entryOf({ ...line, wordsOf }, place, character, key, dated.indexOf(line), ids);
  });
  const fresh = await newOnes(needs, place, open, entries);
  return { entries, fresh, refused: dated.length - open.length };
}

/** Takes lines into a talk that it does not hold yet. */
export async function keep(
  { storage, transcript, cameIn }: IntakeNeeds,
  place: Place,
  fresh: readonly TranscriptEntry[],
): Promise<void> {
  for (let begin = 0; begin < fresh.length; begin += batch) {
    const some = fresh.slice(begin, begin + batch);
    await storage.transaction(async (transaction) => {
      await transcript.append(transaction, some);
      await cameIn(transaction, place, rangeOf(some));
    });
  }
}

type DatedLine = FiledLine & { at: number };

async function withTimes(
  { transcript, clock }: IntakeNeeds,
  place: Place,
  lines: readonly FiledLine[],
): Promise<DatedLine[]> {
  const [oldest] = await transcript.after(place, 0, 1);
  const end = oldest?.at ?? clock.now();
  return lines.map((line, index) => ({
    ...line,
    // Nothing was said in the future.
    at: Math.min(line.at ?? end - (lines.length - index) * apartMs, clock.now()),
  }));
}

async function allowed(
  consents: Consents,
  { host }: Place,
  lines: readonly DatedLine[],
): Promise<DatedLine[]> {
  const people = lines.filter(({ author }) => author.kind !== 'character').map(({ author }) => author.id);
  const tiers = await tiersOf(consents, host, people);
  return lines.filter(({ author }) => tiers.get(author.id) !== 'off-the-record');
}

/** What a character says may hold words of whoever it answers: by the file, or else of whoever spoke before it. */
function whomItAnswers(line: DatedLine, all: readonly DatedLine[]): string[] {
  if (line.author.kind !== 'character') return [];
  const answered =
    all.find(({ id }) => id !== undefined && id === line.replyTo) ??
    all.slice(0, all.indexOf(line)).findLast(({ author }) => author.kind !== 'character');
  return answered === undefined || answered.author.kind === 'character' ? [] : [answered.author.id];
}

function entryOf(
  line: DatedLine & { wordsOf: string[] },
  place: Place,
  character: Character | undefined,
  key: string,
  index: number,
  ids: ReadonlyMap<string, string>,
): TranscriptEntry {
  const isCharacter = line.author.kind === 'character';
  const nameless = isCharacter && line.characterId === undefined ? character : undefined;
  return {
    messageId: line.lastingId ?? importedId(key, index),
    place,
    authorId: nameless?.id ?? line.author.id,
    authorName: nameless?.displayName ?? line.author.name,
    kind: line.author.kind,
    ...(isCharacter && { characterId: nameless?.id ?? line.characterId, wordsOf: line.wordsOf }),
    text: line.text,
    at: line.at,
    attachments: [],
    ...(line.replyTo !== undefined && { replyTo: ids.get(line.replyTo) ?? line.replyTo }),
    ...(line.editedAt !== undefined && { editedAt: line.editedAt }),
  };
}

/** Those that the talk does not hold yet, under their own id or under the one they had where they come from. */
async function newOnes(
  { transcript }: IntakeNeeds,
  place: Place,
  lines: readonly DatedLine[],
  entries: readonly TranscriptEntry[],
): Promise<TranscriptEntry[]> {
  const lane = laneOf(place);
  const isThere = async (id: string | undefined) => {
    const kept = id === undefined ? undefined : await transcript.find(id);
    return kept !== undefined && laneOf(kept.place) === lane;
  };
  const fresh: TranscriptEntry[] = [];
  for (const [index, entry] of entries.entries())
    if (!(await isThere(lines[index]?.id)) && !(await isThere(entry.messageId))) fresh.push(entry);
  return fresh;
}

function rangeOf(entries: readonly TranscriptEntry[]): { after: number; to: number } {
  const times = entries.map(({ at }) => at);
  return { after: Math.min(...times) * 1_000 - 1, to: (Math.max(...times) + 1) * 1_000 };
}

/** A short text that is the same for the same text and else another one. */
export async function keyOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest.slice(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
