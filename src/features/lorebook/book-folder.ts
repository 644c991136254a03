import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { largestFileBytes } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Book } from './book.ts';
import { openBookFile } from './book-file.ts';
import { texts } from './texts.ts';

/** A book that lies in the owner's folder. */
export interface FolderBook {
  book: Book;
  /** Its name in the folder. */
  file: string;
  /** Changes whenever the file does. */
  version: string;
}

interface FolderProblem {
  file: string;
  reason: string;
}

/** The books of the owner's folder, which count everywhere. */
export interface BookFolder {
  books(): readonly FolderBook[];
  problems(): readonly FolderProblem[];
  /** Looks at the folder again; only files that changed are read. */
  reload(): void;
  /** Where a file of the folder lies. */
  pathOf(file: string): string;
}

export function createBookFolder(folder: string, log: Log): BookFolder {
  let kept = new Map<string, { version: string; found: FolderBook | FolderProblem }>();

  function read(file: string) {
    const path = join(folder, file);
    try {
      const { mtimeMs, size } = statSync(path);
      const version = `${mtimeMs} ${size}`;
      const known = kept.get(file);
      return known?.version === version ? known : { version, found: opened(path, version, size) };
    } catch (error) {
      return { version: '', found: { file, reason: error instanceof Error ? error.message : String(error) } };
    }
  }

  function reload(): void {
    const fresh = new Map(filesIn(folder).map((file) => [file, read(file)]));
    for (const [file, { found }] of fresh)
      if ('reason' in found && kept.get(file)?.found !== found)
        log.warn(texts.badFile(file, found.reason), { file });
    kept = fresh;
  }

  reload();
  const found = () => [...kept.values()].map((one) => one.found);
  return {
    books: () => found().filter((one) => 'book' in one),
    problems: () => found().filter((one) => 'reason' in one),
    reload,
    pathOf: (file) => join(folder, basename(file)),
  };
}

function opened(path: string, version: string, size: number): FolderBook | FolderProblem {
  const file = basename(path);
  const name = basename(path, extname(path));
  if (size > largestFileBytes) return { file, reason: texts.tooLarge };
  try {
    const { book } = openBookFile(readFileSync(path), { id: `file-${name}`, name });
    return { book, file, version };
  } catch (error) {
    if (error instanceof UserError) return { file, reason: error.message };
    throw error;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => extname(file).toLowerCase() === '.json')
      .sort();
  } catch {
    return [];
  }
}
