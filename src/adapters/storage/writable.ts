import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Knows whether the database takes what is said, from the writes that happen anyway. */
export interface WriteWatch {
  succeeded(): void;
  failed(error: unknown): void;
  /** Why nothing can be kept just now. Writes nothing itself, save for a try now and then after a failure. */
  obstacle(): string | undefined;
}

const noSpace = 'There is no space left for the database.';
/** Enough for a message and its receipt. */
const leastBytes = 256 * 1024;
const tryAgainAfterMs = 10_000;
const sqliteReadOnly = 8;
const sqliteIoError = 10;
const sqliteFull = 13;

/** Whether something failed because the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return codeOf(error) === sqliteFull || codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
}

export function createWriteWatch(needs: {
  file: string;
  now(): number;
  /** Writes something and takes it back. */
  tryToWrite(): Promise<void>;
}): WriteWatch {
  let failure: string | undefined;
  let triedAt = 0;

  function tryAgain(): void {
    if (needs.now() - triedAt < tryAgainAfterMs) return;
    triedAt = needs.now();
    needs.tryToWrite().then(watch.succeeded, watch.failed);
  }

  const watch: WriteWatch = {
    succeeded() {
      failure = undefined;
    },
    failed(error) {
      const says = sentenceFor(error);
      if (says === undefined) return;
      if (failure === undefined) triedAt = needs.now();
      failure = says;
    },
    obstacle() {
      if (failure !== undefined) tryAgain();
      return failure ?? (hasSpace(needs.file) ? undefined : noSpace);
    },
  };
  return watch;
}

/** What a failed write says of the disk; undefined when it was about what was written. */
function sentenceFor(error: unknown): string | undefined {
  if (isDiskFull(error)) return noSpace;
  const code = codeOf(error);
  if (code === sqliteReadOnly || code === 'EROFS') return 'The database is read-only.';
  if (code === sqliteIoError || code === 'EIO') return 'The disk under the database fails.';
  return undefined;
}

function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const sqlite: unknown = Reflect.get(error, 'errcode');
  // The lowest byte is the kind; above it SQLite says where it happened.
  return typeof sqlite === 'number' ? sqlite & 0xff : Reflect.get(error, 'code');
}

/** Some file systems do not say how large they are: they are taken to have space. */
function hasSpace(file: string): boolean {
  try {
    const { blocks, bfree, bavail, bsize } = statfsSync(dirname(file));
    const free = process.getuid?.() === 0 ? bfree : bavail;
    return blocks === 0 || free * bsize >= leastBytes;
  } catch {
    return true;
  }
}
