import type { Consents } from '../../../core/consent.ts';
import type { TurnView } from '../../../core/feature.ts';
import type { Clock, Log } from '../../../core/ports.ts';
import { questionIn } from '../../../core/question.ts';
import type { Recall } from '../../../core/recall.ts';
import { toThePoint } from '../../../core/to-the-point.ts';
import { createDeadline, untilAborted } from '../../../lib/deadline.ts';
import type { LoreSettings } from '../config.ts';
import type { Nearness } from '../engine/input.ts';
import type { OpenBooks } from '../library.ts';
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

const usualPatienceMs = 300;
/** As a share of the entries that may be called: others may be in the way of those that are to the point. */
const askFor = 4;

/** The entries of a turn's books that are to the point by their meaning; a search that fails or is slow finds none. */
export async function meantIn(
  books: OpenBooks,
  turn: TurnView,
  needs: AskingNeeds,
): Promise<Record<string, Nearness> | undefined> {
  const text = questionIn(turn);
  if (needs.settings.meaning.entries === 0 || text === '') return undefined;
  if (books.books.every(({ book }) => passagesOf(book).size === 0)) return undefined;
  using deadline = createDeadline(needs.patienceMs ?? usualPatienceMs, turn.signal);
  try {
    return await untilAborted(deadline.signal, search(text, books, turn, needs, deadline.signal));
  } catch (error) {
    turn.signal.throwIfAborted();
    needs.log.warn(texts.notMeant, { error });
    return undefined;
  }
}

async function search(
  text: string,
  { books: active }: OpenBooks,
  { message: { author, place } }: TurnView,
  { recall, shelves, consents, settings: { meaning }, clock, timeZone }: AskingNeeds,
  signal: AbortSignal,
): Promise<Record<string, Nearness>> {
  const books = active.filter(({ book }) => passagesOf(book).size > 0);
  await shelves.settle(books.map(({ book, version }) => ({ id: book.id, version, open: async () => book })));
  const { tier } = await consents.of(place.host, author.id);
  const found = await recall.search(
    {
      text,
      shelves: books.map(({ book }) => shelfOf(book.id)),
      asker: { id: author.id, name: author.name },
      now: clock.now(),
      timeZone,
      limit: meaning.entries * askFor,
      confined: tier === 'local-only',
    },
    signal,
  );
  const entries = new Map(
    books.flatMap(({ book }) => [...passagesOf(book)].map(([id, passage]) => [passage.id, id] as const)),
  );
  const near = toThePoint(found, meaning).flatMap(({ id, coverage, similarity }) => {
    const entry = entries.get(id);
    return entry === undefined
      ? []
      : [[entry, { coverage, ...(similarity !== undefined && { similarity }) }] as const];
  });
  return Object.fromEntries(near.slice(0, meaning.entries));
}
