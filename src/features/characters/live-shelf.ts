import type { Log } from '../../core/ports/log.ts';
import { readShelf, type Shelf, type ShelfMemory } from './shelf.ts';
import { texts } from './texts.ts';

/** The cards as they lie in their folders now. */
export interface LiveShelf {
  now(): Shelf;
  /** Looks at the folders again; a character whose file did not change stays the same object. Says what changed. */
  reload(): string | undefined;
}

/** Reads the cards at once, and tells of bad ones once. */
export function createLiveShelf({ folders, log }: { folders: readonly string[]; log: Log }): LiveShelf {
  const memory: ShelfMemory = new Map();
  let told = new Set<string>();
  let shelf = read();

  function read(): Shelf {
    const found = readShelf(folders, memory);
    const problems = new Map(
      found.problems.map((problem) => [`${problem.file}\n${problem.reason}`, problem]),
    );
    for (const [key, { file, reason }] of problems)
      if (!told.has(key)) log.warn(texts.badCard(file, reason), { file, reason });
    told = new Set(problems.keys());
    return found;
  }

  function reload(): string | undefined {
    const before = shelf;
    try {
      shelf = read();
    } catch (error) {
      log.warn(texts.folderUnreadable, { error });
      return texts.folderUnreadable;
    }
    const { came, went } = changes(before, shelf);
    if (came.length + went.length === 0) return undefined;
    const says = texts.castChanged(came, went);
    log.info(says);
    return says;
  }

  return { now: () => shelf, reload };
}

/** Names of those who are new or changed, and of those who are no longer there. */
function changes(before: Shelf, after: Shelf): { came: string[]; went: string[] } {
  const known = new Set(before.characters);
  const ids = new Set(after.characters.map(({ id }) => id));
  return {
    came: after.characters.filter((character) => !known.has(character)).map(({ displayName }) => displayName),
    went: before.characters.filter(({ id }) => !ids.has(id)).map(({ displayName }) => displayName),
  };
}
