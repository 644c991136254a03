import type { LoreEntry } from '../../core/character.ts';
import { createNameFinder } from '../../lib/words.ts';

/** What of a book belongs into a prompt, each in the book's order. */
export interface LoreFound {
  constant: LoreEntry[];
  /** Those whose keys the talk touches. */
  keyed: LoreEntry[];
}

/** Makes a book ready to be searched: returns what looks through a piece of talk. */
export function openBook(entries: readonly LoreEntry[]): (talk: string) => LoreFound {
  const ordered = entries.toSorted((a, b) => a.order - b.order);
  const constant = ordered.filter((entry) => entry.constant);
  // A finder for each entry, because keys of different entries may overlap and both count.
  const keyed = ordered
    .filter((entry) => !entry.constant)
    .map((entry) => ({ entry, find: createNameFinder(entry.keys, entry) }));
  return (talk) => ({
    constant,
    keyed: keyed.filter(({ find }) => find(talk).length > 0).map(({ entry }) => entry),
  });
}

/** The texts that fit into a budget of characters, in order; one too long for what is left makes room for shorter ones. */
export function fitting(texts: readonly string[], budget: number): string[] {
  let left = budget;
  return texts.filter((text) => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  });
}
