import { type Consent, type Consents, mayBeLearned, tiersOf } from '../../core/consent.ts';
import type { FinishedTurn, ToldText } from '../../core/feature.ts';
import { homeOf, isImported, laneOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type {
  KnownNames,
  PlacedEntry,
  TranscriptEntry,
  TranscriptReader,
} from '../../core/ports/transcript.ts';
import { whoseWords } from '../../core/whose-words.ts';
import { acquaintances } from './acquaintances.ts';
import { extractInBackground, type SaidLine } from './extract/index.ts';
import { type FactDraft, isOfAlone } from './fact.ts';
import { type LaneStore, listenerFrom } from './lane-store.ts';
import type { Learned, Reading, Stretch, Writing } from './writing.ts';

export interface LearningNeeds {
  writing: Writing;
  transcript: TranscriptReader & KnownNames;
  lanes: LaneStore;
  consents: Consents;
  cast: Pick<Cast, 'knownIn'>;
  timeZone: string;
  /** Everything ends. */
  signal?: AbortSignal | undefined;
}

/** Learns from talks: makes their lines findable, and reads facts out of them. */
export interface Learning {
  learn(turn: FinishedTurn): Promise<Learned[]>;
}

const batchSize = 100;
const contextLines = 8;
/** Lines may come in late, and what was said just before says whom the next line is about. In positions. */
const overlap = 120_000 * 1_000;

export function createLearning(needs: LearningNeeds): Learning {
  const { writing, transcript, lanes } = needs;
  return {
    async learn({ message: { place }, character, told }) {
      const { learnsSince } = await lanes.rules(homeOf(place));
      if (learnsSince === undefined) return [];
      // What was said before it was allowed, or while it was not, is no line to learn from or to understand others by.
      const start = learnsSince * 1_000;
      const learned = await learnAgain(place, told, start);
      const known = (await lanes.listener(place, character.id)) ?? listenerFrom(place, character.id, start);
      let listener = {
        ...known,
        learnedTo: Math.max(known.learnedTo, start),
        readTo: Math.max(known.readTo, start),
      };
      for (;;) {
        const fresh = await transcript.after(place, listener.learnedTo, batchSize);
        const last = fresh.at(-1);
        if (last === undefined) return learned;
        const next = { ...listener, learnedTo: last.position };
        const lines = [...(await linesBefore(fresh, listener.learnedTo, start)), ...fresh];
        learned.push(await learnStretch({ place, listener: next, lines, from: listener.learnedTo, told }));
        listener = next;
        if (fresh.length < batchSize) return learned;
      }
    },
  };

  /** The lines right before: of a busy channel the last of them. */
  async function linesBefore([first]: readonly PlacedEntry[], to: number, start: number) {
    if (first === undefined) return [];
    const before = await transcript.upTo(first.messageId, batchSize);
    const from = Math.max(to - overlap, start);
    return before.filter(({ position }) => position <= to && position > from);
  }

  /** Messages that say something else now are read once more, for everybody who listened; those that are gone are not. */
  async function learnAgain(place: Place, told: readonly ToldText[], start: number): Promise<Learned[]> {
    const learned: Learned[] = [];
    const revised = await lanes.revised(laneOf(place));
    for (let begin = 0; begin < revised.length; begin += batchSize) {
      const gone: string[] = [];
      for (const again of revised.slice(begin, begin + batchSize)) {
        const before = await transcript.upTo(again, contextLines);
        if (before.length === 0) gone.push(again);
        else learned.push(...(await learnRevised(place, again, before, { told, start })));
      }
      if (gone.length > 0) await lanes.settleRevised(gone);
    }
    return learned;
  }

  async function learnRevised(
    place: Place,
    again: string,
    before: readonly PlacedEntry[],
    { told, start }: { told: readonly ToldText[]; start: number },
  ): Promise<Learned[]> {
    const learned: Learned[] = [];
    const lines = before.filter(({ messageId, position }) => messageId === again || position > start);
    for (const listener of await lanes.listenersOf(place))
      learned.push(await learnStretch({ place, listener, lines, again, told }));
    await lanes.settleRevised([again]);
    return learned;
  }

  async function learnStretch(stretch: Stretch): Promise<Learned> {
    return writing.write(stretch, () => read(needs, stretch));
  }
}

async function read(
  { consents, lanes, cast, transcript, timeZone, signal }: LearningNeeds,
  { place, lines, from, again, told }: Stretch,
): Promise<Reading> {
  const { open, isConfined } = await openLines({ consents }, lines);
  const kept = await lanes.keptAmong(open.map(({ messageId }) => messageId));
  const unknown = open.filter(({ messageId }) => !kept.has(messageId));
  const isFresh = ({ position, messageId }: PlacedEntry) =>
    again === messageId ||
    (from !== undefined && !isImported(messageId) && (position > from || !kept.has(messageId)));
  const fresh = new Set(open.filter(isFresh).map(({ messageId }) => messageId));
  const said = open.map(asSaid);
  const people = await acquaintances({ cast, transcript }, place, textsOf(said));
  const drafts = await newsIn(told, (texts) =>
    extractInBackground(said, people, { timeZone, told: texts, signal }),
  );
  const news = drafts.filter(({ sources }) => sources.some((id) => fresh.has(id)));
  return { unknown, drafts: await aboutWillingIn({ consents }, place, news), isConfined };
}

/**
 * What is no echo of what a character was told. Lore and documents that come back are never news; what was recalled of
 * the talk is none about others, but what people say of themselves they may say as somebody did before.
 */
export async function newsIn(
  told: readonly ToldText[],
  read: (told: string[]) => Promise<FactDraft[]>,
): Promise<FactDraft[]> {
  const recalled = told.filter(({ wordsOf }) => wordsOf.length > 0);
  const drafts = await read(told.filter((one) => !recalled.includes(one)).map(({ text }) => text));
  if (recalled.length === 0 || drafts.every(isOwn)) return drafts;
  const news = new Set((await read(told.map(({ text }) => text))).map(({ statement }) => statement));
  return drafts.filter((draft) => isOwn(draft) || news.has(draft.statement));
}

/** Their animals and things are theirs as well. */
function isOwn({ about, saidBy }: FactDraft): boolean {
  return isOfAlone(saidBy.id, about);
}

/** The lines of those who allow that something is learned from them, and whose words must not leave this machine. */
export async function openLines<Line extends TranscriptEntry>(
  { consents }: Pick<LearningNeeds, 'consents'>,
  lines: readonly Line[],
): Promise<{ open: Line[]; isConfined(personId: string): boolean }> {
  const allowed = await consentsOf(consents, lines);
  return {
    open: lines.filter((line) => whoseWords(line).every((id) => mayBeLearned(allowed.get(id), line))),
    isConfined: (personId) => allowed.get(personId)?.tier === 'local-only',
  };
}

async function consentsOf(
  consents: Consents,
  stretch: readonly TranscriptEntry[],
): Promise<ReadonlyMap<string, Consent>> {
  const people = new Map(
    stretch.flatMap((line) => whoseWords(line).map((id) => [id, line.place.host] as const)),
  );
  const entries = [...people].map(async ([id, host]) => [id, await consents.of(host, id)] as const);
  return new Map(await Promise.all(entries));
}

/** What is told of others, without whoever is off the record: nothing of them is kept, whoever says it. */
export async function aboutWillingIn(
  { consents }: Pick<LearningNeeds, 'consents'>,
  { host }: Place,
  drafts: readonly FactDraft[],
): Promise<FactDraft[]> {
  const ids = drafts.flatMap(({ about }) => about.map(({ id }) => id));
  const tiers = await tiersOf(consents, host, ids);
  return drafts.filter(({ about }) => about.every(({ id }) => tiers.get(id) !== 'off-the-record'));
}

/** Everything in which somebody may be named. */
export function textsOf(lines: readonly SaidLine[]): string[] {
  return lines.flatMap(({ text, author }) => [author.name, text]);
}

/** A line of the transcript as learning reads it. */
export function asSaid(line: PlacedEntry): SaidLine {
  const { messageId, authorId, authorName, kind, text, at, replyTo, mentions = [] } = line;
  return {
    messageId,
    author: { id: authorId, name: authorName, kind },
    text,
    at,
    ...(replyTo !== undefined && { replyTo: { messageId: replyTo } }),
    mentions,
  };
}
