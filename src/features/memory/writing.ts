import type { ToldText } from '../../core/feature.ts';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { whoseWords } from '../../core/whose-words.ts';
import { createBreath } from '../../lib/breath.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { FactBook } from './book.ts';
import type { Fact, FactDraft } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import { changesInTheirTime } from './in-their-time.ts';
import type { LaneStore, Listener } from './lane-store.ts';
import { lineAsPassage } from './passages.ts';
import { learnsIn } from './scope.ts';
import { changesOf } from './told.ts';

export interface WritingNeeds {
  storage: Storage;
  lanes: LaneStore;
  facts: FactStore;
  recall: Recall;
  book: Pick<FactBook, 'writeIn'>;
  clock: Clock;
  newId(): string;
}

/** Others are not to wait for longer, however much is learned at once. */
const longestHoldMs = 5;

/** What was learned from a stretch of talk. */
export interface Learned {
  facts: Fact[];
  batch: string;
}

/** Lines of one talk that somebody is about to learn from. */
export interface Stretch {
  place: Place;
  /** As it stands afterwards. */
  listener: Listener;
  /** Oldest first, with some that are known already. */
  lines: readonly PlacedEntry[];
  /** Up to where they were learned from before. */
  from?: number | undefined;
  /** The one message to be learned from, since it says something else now, or came in late. */
  again?: string | undefined;
  told: readonly ToldText[];
  /** It came in from a file: it may have been said long before what is known. */
  isBrought?: boolean | undefined;
  /** It was learned from long ago, and is read once more. */
  rebuilding?: Rebuilding | undefined;
}

/** What holds for lines that were learned from before and are read once more. */
export interface Rebuilding {
  /** What of these drafts may be kept, beside what is known. */
  admit(
    transaction: Transaction,
    drafts: readonly FactDraft[],
    known: readonly Fact[],
  ): Promise<readonly FactDraft[]>;
  /** Notes in the same transaction how far it came, in place of how far the listener did. */
  note(transaction: Transaction, newFacts: number): Promise<void>;
}

/** What stands in a stretch. */
export interface Reading {
  /** Lines that cannot be found yet. */
  unknown: PlacedEntry[];
  drafts: FactDraft[];
  isConfined(personId: string): boolean;
}

/** Writes down what was read, unless it was taken back meanwhile. */
export interface Writing {
  write(stretch: Stretch, read: () => Promise<Reading>): Promise<Learned>;
  /** These messages are gone or changed: what is under way must not bring them back. */
  retract(messageIds: readonly string[]): void;
}

export function createWriting({ storage, lanes, facts, recall, book, clock, newId }: WritingNeeds): Writing {
  /** For each stretch under way, what was taken back meanwhile. */
  const underWay = new Set<Set<string>>();
  return {
    async write(stretch, read) {
      const gone = new Set<string>();
      underWay.add(gone);
      try {
        const reading = await read();
        // It may have been switched off while a model read.
        if (!(await learnsIn(lanes, stretch.place))) return { facts: [], batch: '' };
        return await storage.transaction((transaction) =>
          writeIn(transaction, stretch, reading, (id) => !gone.has(id)),
        );
      } finally {
        underWay.delete(gone);
      }
    },
    retract(messageIds) {
      for (const gone of underWay) for (const id of messageIds) gone.add(id);
    },
  };

  async function writeIn(
    transaction: Transaction,
    { place, listener, lines, again, isBrought = false, rebuilding }: Stretch,
    { unknown, drafts, isConfined }: Reading,
    isThere: (messageId: string) => boolean,
  ): Promise<Learned> {
    const { characterId, lane } = listener;
    const breath = createBreath(longestHoldMs);
    await breath();
    const lineOf = (messageId: string) => lines.find((line) => line.messageId === messageId);
    const kept = unknown.filter(({ messageId }) => isThere(messageId));
    await recall.shelve(
      transaction,
      kept.map((line) => lineAsPassage(line, whoseWords(line).some(isConfined))),
    );
    await lanes.keep(
      transaction,
      kept.map(({ messageId, authorId, at }) => ({ messageId, authorId, at, lane })),
    );
    if (rebuilding === undefined) await lanes.advance(transaction, place, listener);
    // Others may have said something since, which holds.
    const isLate = isBrought || again !== undefined || rebuilding !== undefined;
    const changesFrom = isLate ? changesInTheirTime : changesOf;
    const read = drafts.filter(({ sources }) => sources.every(isThere));
    const known = await facts.beside(transaction, characterId, lane, read);
    const there = rebuilding === undefined ? read : await rebuilding.admit(transaction, read, known);
    const said = [...new Set(there.flatMap(({ sources }) => sources))];
    const withdrawn = await facts.withdrawn(transaction, characterId, lane, said);
    await breath();
    const changes = changesFrom(
      there,
      known,
      {
        characterId,
        lane,
        now: clock.now(),
        newId,
        isConfined,
        saidAt: (messageId) => lineOf(messageId)?.at,
        answered(messageId) {
          const line = lineOf(messageId);
          return line?.kind === 'character' ? whoseWords(line) : undefined;
        },
      },
      withdrawn,
    );
    const news = changes.flatMap(({ kind, after }) => (kind === 'learned' && after ? [after] : []));
    await rebuilding?.note(transaction, news.length);
    if (changes.length === 0) return { facts: [], batch: '' };
    await breath();
    return { facts: news, batch: await book.writeIn(transaction, changes) };
  }
}
