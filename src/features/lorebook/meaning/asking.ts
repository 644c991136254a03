import { type Consents, leaveOf } from '../../../core/consent.ts';
import type { TurnView } from '../../../core/feature.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Found, Recall } from '../../../core/ports/recall.ts';
import type { Tryout } from '../../../core/ports/tryout.ts';
import { questionIn, questionOf, type TurnQuestion } from '../../../core/prompt/question.ts';
import { toThePoint } from '../../../core/prompt/to-the-point.ts';
import { createDeadline, untilAborted } from '../../../lib/deadline.ts';
import type { Book } from '../book.ts';
import type { LoreSettings } from '../config.ts';
import type { Nearness, ScanMessage } from '../engine/input.ts';
import type { ActiveBook, OpenBooks } from '../library.ts';
import { texts } from '../texts.ts';
import { passagesOf, shelfOf } from './passages.ts';
import type { LoreShelves } from './shelves.ts';

export interface AskingNeeds {
  recall: Pick<Recall, 'search'>;
  shelves: Pick<LoreShelves, 'settle'>;
  /** What people allow to be done with their words. */
  consents: Pick<Consents, 'of'>;
  settings: Pick<LoreSettings, 'meaning'>;
  clock: Clock;
  timeZone: string;
  log: Log;
  /** So long a turn waits for what is found by meaning; keys call without it. */
  patienceMs?: number | undefined;
}

/** What a turn's books have to say to it by their meaning, by the entries' ids in the engine. */
export interface Meant {
  meant: Record<string, Nearness>;
  /** What was nearly near enough, or is one too many; for those who ask why. */
  nearly: Record<string, Nearness>;
}

const usualPatienceMs = 300;
/** So much nearer, and it would have been told. */
const nearlyBy = 0.1;
/** As a share of the entries that may be called: others may be in the way of those that are to the point. */
const askFor = 4;

/** The entries of a turn's books that are to the point by their meaning; a search that fails or is slow finds none. */
export async function meantIn(
  { books: active }: OpenBooks,
  turn: TurnView,
  needs: AskingNeeds,
): Promise<Meant | undefined> {
  const meaning = { ...needs.settings.meaning };
  const question = questionIn(turn);
  const books = active.filter(({ book }) => passagesOf(book).size > 0);
  if (meaning.entries === 0 || question.text === '' || books.length === 0) return undefined;
  using deadline = createDeadline(needs.patienceMs ?? usualPatienceMs, turn.signal);
  const { signal } = deadline;
  const asking = { ...question, books, limit: meaning.entries * askFor, signal };
  try {
    const found = await untilAborted(signal, search(asking, turn, needs));
    return meantAmong(found, books, meaning);
  } catch (error) {
    turn.signal.throwIfAborted();
    needs.log.warn(texts.notMeant, { error });
    return undefined;
  }
}

/** What of that was found is to the point, and what nearly is. */
function meantAmong(
  found: readonly Found[],
  books: readonly { book: Book }[],
  meaning: LoreSettings['meaning'],
): Meant {
  const meant = nearnessOf(toThePoint(found, meaning), books).slice(0, meaning.entries);
  const looser = { ...meaning, similarity: meaning.similarity - nearlyBy };
  const told = new Set(meant.map(([id]) => id));
  const nearly = nearnessOf(toThePoint(found, looser), books).filter(([id]) => !told.has(id));
  return { meant: Object.fromEntries(meant), nearly: Object.fromEntries(nearly) };
}

/** What is needed to try out what a talk means to books. */
export interface TryingNeeds {
  tryout: Tryout;
  meaning: LoreSettings['meaning'];
  timeZone: string;
  clock: Clock;
}

/** What a trial came to by meaning, and what is to be known about that. */
export interface TriedMeaning extends Meant {
  remark?: string | undefined;
}

/** The same for books and a talk that somebody tries out; undefined where no entry is to be found by its meaning. */
export async function meantInTrial(
  books: readonly Book[],
  { messages, names }: { messages: readonly ScanMessage[]; names: readonly string[] },
  { tryout, meaning, timeZone, clock }: TryingNeeds,
): Promise<TriedMeaning | undefined> {
  const passages = books.flatMap((book) => [...passagesOf(book).values()]);
  if (passages.length === 0) return undefined;
  if (meaning.entries === 0) return { meant: {}, nearly: {}, remark: texts.meaningOff };
  const [before, newest] = messages.filter(({ byCharacter }) => !byCharacter).slice(-2);
  const [said, earlier] = newest === undefined ? [before, undefined] : [newest, before];
  const { text } = questionOf(said?.text ?? '', earlier?.text ?? '', names);
  if (text === '') return undefined;
  const question = { text, now: clock.now(), timeZone, limit: meaning.entries * askFor };
  const found = await tryout.search(passages, question);
  const active = books.map((book) => ({ book }));
  return { ...meantAmong(found, active, meaning), remark: texts.triedBy[tryout.embedder] };
}

interface Asking extends TurnQuestion {
  books: readonly ActiveBook[];
  limit: number;
  signal: AbortSignal;
}

async function search(
  { text, wordsOf, books, limit, signal }: Asking,
  { message: { author } }: TurnView,
  { recall, shelves, consents, clock, timeZone }: AskingNeeds,
): Promise<Found[]> {
  await shelves.settle(books.map(({ book, version }) => ({ id: book.id, version, open: async () => book })));
  return await recall.search(
    {
      text,
      shelves: books.map(({ book }) => shelfOf(book.id)),
      asker: { id: author.id, name: author.name },
      now: clock.now(),
      timeZone,
      limit,
      mayLeave: leaveOf(consents, wordsOf),
    },
    signal,
  );
}

/** By the entries' ids in the engine, best first; what stands on a shelf and in no book any more is passed over. */
function nearnessOf(found: readonly Found[], books: readonly { book: Book }[]): [string, Nearness][] {
  const entries = new Map(
    books.flatMap(({ book }) => [...passagesOf(book)].map(([id, passage]) => [passage.id, id] as const)),
  );
  return found.flatMap(({ id, coverage, similarity }): [string, Nearness][] => {
    const entry = entries.get(id);
    return entry === undefined
      ? []
      : [[entry, { coverage, ...(similarity !== undefined && { similarity }) }]];
  });
}
