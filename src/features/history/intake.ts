import { characterIn } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import { type Consents, wasUnkept } from '../../core/consent.ts';
import { importedId, isImported, laneOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { FindableLines, LineIntake } from '../../core/ports/line-intake.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Transcript, TranscriptEntry, TranscriptReader } from '../../core/ports/transcript.ts';
import { shortDigest } from '../../lib/short-digest.ts';
import type { Transaction } from '../../lib/sql.ts';
import { type FiledLine, unknownAuthor } from './file.ts';
import { type NamingNeeds, withIds } from './naming.ts';

export interface IntakeNeeds {
  storage: Storage;
  transcript: Pick<Transcript, 'append'> & NamingNeeds['transcript'] & Pick<TranscriptReader, 'after'>;
  consents: Consents;
  cast: Pick<Cast, 'presentIn' | 'knownIn'>;
  clock: Clock;
  /** How long lines stand in a talk, and how long they are put away after that, in milliseconds. */
  keeps: { keep: number; archive: number };
  findable: LineIntake['findable'];
  /** Told of the stretch of the talk into which lines came, or where they become findable, by positions. */
  cameIn(transaction: Transaction, place: Place, range: { after: number; to: number }): Promise<void>;
}

/** What came of taking a file in. */
export interface Intake {
  taken: number;
  /** They were there already. */
  known: number;
  /** Of people who are off the record, or were so then. */
  refused: number;
  /** They are older than anything that is kept. */
  outdated: number;
  /** How many of all these can be recalled from now on. */
  findable: number;
  /** Whether anything is remembered there. */
  isLearning: boolean;
}

/** Who brings a file, and who said the bot's lines where it does not say. */
export interface Bringing {
  character: Character | undefined;
  by?: string | undefined;
}

/** Lines of which nobody knows when they were said stand this far apart, before what is there. */
const apartMs = 1_000;
const batch = 100;

/** Lines of a file as they would stand in a talk. */
export interface Sifted {
  /** All of them but those that stay out. */
  entries: TranscriptEntry[];
  /** Those of them that the talk does not hold yet. */
  fresh: TranscriptEntry[];
  /** Those that came in from a file before, as they stand there. */
  there: TranscriptEntry[];
  refused: number;
  outdated: number;
  /** Which are to be found again, and cannot be yet. */
  toFind: FindableLines;
  /** By messages: those of which is known who said them and when. */
  learnable: ReadonlySet<string>;
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
  { character, by }: Bringing,
): Promise<Intake> {
  const sifted = await sift(needs, place, source, lines, { character, by });
  await keep(needs, place, sifted);
  return intakeOf(sifted);
}

/** What comes of it, in numbers. */
export function intakeOf({ entries, fresh, refused, outdated, toFind }: Sifted): Intake {
  const { ids, isLearning } = toFind;
  return {
    taken: fresh.length,
    known: entries.length - fresh.length,
    ...{ refused, outdated, findable: ids.size, isLearning },
  };
}

/** Looks at a file's lines without taking them in. */
export async function sift(
  needs: IntakeNeeds,
  place: Place,
  source: string,
  lines: readonly FiledLine[],
  bringing: Bringing,
): Promise<Sifted> {
  const { keeps, clock } = needs;
  const key = await shortDigest(`${laneOf(place)}\n${source}`);
  const dated = await withTimes(needs, place, lines, key);
  const whomItAnswers = answeredIn(dated);
  const answering = dated.map((line, index) => ({ ...line, index, wordsOf: whomItAnswers(line, index) }));
  const oldest = clock.now() - keeps.keep - keeps.archive;
  const young = answering.filter(({ at }) => at >= oldest);
  const open = await allowed(needs.consents, place, young);
  const named = await withIds(needs, place, open, key);
  const ids = new Map(named.map(({ line, messageId }) => [line.id, messageId]));
  const held = named.map((one) => one.held);
  const entries = named.map(({ line, messageId }) => entryOf(line, messageId, place, bringing, ids));
  const fresh = entries.filter((_, index) => held[index] === undefined);
  const there = held.filter((line) => line !== undefined).filter(({ messageId }) => isImported(messageId));
  const recent = [...fresh, ...there].filter(({ at }) => at >= clock.now() - keeps.keep);
  return {
    entries,
    fresh,
    there,
    refused: young.length - open.length,
    outdated: answering.length - young.length,
    toFind: await needs.findable(place, recent),
    learnable: new Set(named.filter(({ line }) => isVouchedFor(line)).map(({ messageId }) => messageId)),
  };
}

/** Takes lines into a talk that it does not hold yet, and makes those findable that are to be found. */
export async function keep(
  needs: IntakeNeeds,
  place: Place,
  { entries, fresh, there, toFind, learnable }: Sifted,
): Promise<void> {
  const { storage, transcript, cameIn } = needs;
  const characterIds = toFind.ids.size === 0 ? [] : await whoTookPart(needs, place, entries);
  const isNew = new Set(fresh);
  const lines = [...there.filter(({ messageId }) => toFind.ids.has(messageId)), ...fresh];
  for (let begin = 0; begin < lines.length; begin += batch) {
    const some = lines.slice(begin, begin + batch);
    const added = some.filter((line) => isNew.has(line));
    await storage.transaction(async (transaction) => {
      if (added.length > 0) await transcript.append(transaction, added);
      // Also what was there becomes findable only now, and so does what is made of it.
      await cameIn(transaction, place, rangeOf(some));
      await toFind.shelve(transaction, some, { characterIds, isToLearn: (id) => learnable.has(id) });
    });
  }
}

/** The characters that speak in it, and whoever leads where it comes in. */
async function whoTookPart(
  { cast }: Pick<IntakeNeeds, 'cast'>,
  place: Place,
  entries: readonly TranscriptEntry[],
): Promise<string[]> {
  const [lead] = await cast.presentIn(place);
  const spoke = [...new Set(entries.map(({ characterId }) => characterId))];
  const known = spoke.flatMap((id) => characterIn(cast, place, id) ?? []);
  return [...new Set([...known, ...(lead === undefined ? [] : [lead])].map(({ id }) => id))];
}

type DatedLine = FiledLine & { at: number };

async function withTimes(
  { transcript, clock }: IntakeNeeds,
  place: Place,
  lines: readonly FiledLine[],
  key: string,
): Promise<DatedLine[]> {
  const end = (await oldestBeside({ transcript }, place, key))?.at ?? clock.now();
  return lines.map((line, index) => ({
    ...line,
    isDated: line.isDated ?? line.at !== undefined,
    // Nothing was said in the future.
    at: Math.min(line.at ?? end - (lines.length - index) * apartMs, clock.now()),
  }));
}

/** The oldest line there that did not come from this file: a part of it may be there already. */
async function oldestBeside(
  { transcript }: Pick<IntakeNeeds, 'transcript'>,
  place: Place,
  key: string,
): Promise<TranscriptEntry | undefined> {
  for (let position = 0; ; ) {
    const some = await transcript.after(place, position, batch);
    const other = some.find(({ messageId }) => !messageId.startsWith(importedId(key, 0).slice(0, -1)));
    const last = some.at(-1);
    if (other !== undefined || last === undefined) return other;
    position = last.position;
  }
}

/** With its place in the file, counted from 0. */
type AnsweringLine = DatedLine & { index: number; wordsOf: string[] };

/** The lines of those whose words may be kept now, and might when they were said. */
async function allowed(
  consents: Consents,
  { host }: Place,
  lines: readonly AnsweringLine[],
): Promise<AnsweringLine[]> {
  const people = new Set(lines.flatMap(wordsIn));
  const asked = [...people].map(async (id) => [id, await consents.of(host, id)] as const);
  const wishes = new Map(await Promise.all(asked));
  return lines.filter((line) =>
    wordsIn(line).every((id) => {
      const wish = wishes.get(id);
      return wish === undefined || !wasUnkept(wish, line.isDated === true ? line.at : undefined);
    }),
  );
}

function wordsIn({ author, wordsOf }: AnsweringLine): string[] {
  return author.kind === 'character' ? wordsOf : [author.id];
}

/** Whether it can be learned from: it is known who said it and when. */
function isVouchedFor(line: FiledLine | undefined): boolean {
  return line?.isDated === true && line.imported !== true && line.author.id !== unknownAuthor;
}

/** What a character says may hold words of whoever it answers: by the file, or else of whoever spoke before it. */
function answeredIn(all: readonly FiledLine[]): (line: FiledLine, index: number) => string[] {
  const byId = new Map(all.map((line) => [line.id, line]));
  return ({ author, replyTo }, index) => {
    if (author.kind !== 'character') return [];
    let before = index - 1;
    while (all[before]?.author.kind === 'character') before -= 1;
    const answered = (replyTo === undefined ? undefined : byId.get(replyTo)) ?? all[before];
    return answered === undefined || answered.author.kind === 'character' ? [] : [answered.author.id];
  };
}

function entryOf(
  line: AnsweringLine,
  messageId: string,
  place: Place,
  { character, by }: Bringing,
  ids: ReadonlyMap<string | undefined, string>,
): TranscriptEntry {
  const origin = originOf(line, place);
  const isCharacter = line.author.kind === 'character';
  const nameless = isCharacter && line.characterId === undefined ? character : undefined;
  return {
    messageId,
    place,
    authorId: nameless?.id ?? line.author.id,
    authorName: nameless?.displayName ?? line.author.name,
    kind: line.author.kind,
    ...(isCharacter && { characterId: nameless?.id ?? line.characterId, wordsOf: line.wordsOf }),
    text: line.text,
    at: line.at,
    attachments: [],
    brought: { ...(by !== undefined && { by }), ...(origin !== undefined && { origin }) },
    ...(line.replyTo !== undefined && { replyTo: ids.get(line.replyTo) ?? line.replyTo }),
    ...(line.editedAt !== undefined && { editedAt: line.editedAt }),
  };
}

/** The message that a line is a copy of, where it was said in the very place into which it comes. */
function originOf({ id, origin, saidIn, imported }: FiledLine, place: Place): string | undefined {
  if (saidIn === undefined || laneOf(saidIn) !== laneOf(place)) return undefined;
  return imported === true ? origin : (origin ?? id);
}

function rangeOf(entries: readonly TranscriptEntry[]): { after: number; to: number } {
  const times = entries.map(({ at }) => at);
  return { after: Math.min(...times) * 1_000 - 1, to: (Math.max(...times) + 1) * 1_000 };
}
