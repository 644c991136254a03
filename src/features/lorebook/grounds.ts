import type { BookEntry, Profile } from './book.ts';
import type { Candidate } from './engine/candidate.ts';
import type { BudgetUse, Decision } from './engine/decision.ts';
import type { Nearness } from './engine/input.ts';
import type { BookScope } from './engine/prepare.ts';
import type { ScanResult } from './engine/scan.ts';
import type { OpenBooks } from './library.ts';
import type { TurnRecord } from './record.ts';

/** An entry as it is named to people. */
export interface NamedEntry {
  /** `Book.uid` of the engine. */
  id: string;
  book: string;
  /** Its title, or its first key. */
  entry: string;
  profile: Profile;
}

/** What the lore of a turn came from, as it is kept with the turn's receipt. */
export interface LoreGrounds {
  books: { id: string; name: string; profile: Profile; scope: BookScope; version: string; entries: number }[];
  fired: (NamedEntry & { decision: Extract<Decision, { kind: 'fired' }> })[];
  /** Those that found a key and were kept back all the same; not all where there are many. */
  keptBack: (NamedEntry & { decision: Decision })[];
  /** Those that did not fire and were nearly near enough by their meaning. */
  nearlyMeant?: (NamedEntry & { nearness: Nearness })[];
  budget: BudgetUse;
  passes: number;
  windowTokens: number;
  record: TurnRecord;
}

const mostKeptBack = 30;

/** Takes down how a scan came to what it found. */
export function groundsOf(
  { books, prepared: { byId } }: OpenBooks,
  { noted, budget, passes, fired }: ScanResult,
  windowTokens: number,
  record: TurnRecord,
  nearly: Readonly<Record<string, Nearness>> = {},
): LoreGrounds {
  const all = [...noted].map(([candidate, decision]) => ({ ...named(candidate), decision }));
  return {
    books: books.map(({ book: { id, name, profile, entries }, scope, version }) => ({
      ...{ id, name, profile, scope, version },
      entries: entries.length,
    })),
    fired: fired.flatMap(({ candidate }) => {
      const decision = noted.get(candidate);
      return decision?.kind === 'fired' ? [{ ...named(candidate), decision }] : [];
    }),
    nearlyMeant: Object.entries(nearly).flatMap(([id, nearness]) => {
      const candidate = byId.get(id);
      const isSilent = candidate !== undefined && noted.get(candidate)?.kind !== 'fired';
      return isSilent ? [{ ...named(candidate), nearness }] : [];
    }),
    keptBack: all.filter(({ decision }) => foundAKey.has(decision.kind)).slice(0, mostKeptBack),
    budget,
    passes,
    windowTokens,
    record,
  };
}

const foundAKey = new Set<Decision['kind']>(['secondary', 'group', 'removed-twice', 'probability', 'budget']);

/** An entry by the names that people know. */
export function named({ id, book, entry }: Candidate): NamedEntry {
  return { id, book: book.name, entry: titleOf(entry), profile: book.profile };
}

/** What people know an entry by: its title, its first key, or else its number. */
export function titleOf({ name, keys, uid }: BookEntry): string {
  return name.trim() || keys.find((key) => key.trim() !== '') || `#${uid}`;
}
