import { type FSWatcher, statSync, watch } from 'node:fs';

interface Watching {
  /** Called when something in the folder may have changed, once for a burst of changes. */
  onChange(): void;
  /** How long a burst may pause. */
  settleMs?: number | undefined;
  /** How often a folder is looked at that cannot be watched, or is not there. */
  pollMs?: number | undefined;
}

/**
 * Watches the files of a folder, which need not be there yet. Where the system tells of no changes, the caller is told to
 * look now and then. Returns what ends it; it keeps no process alive.
 */
export function watchFolder(
  folder: string,
  { onChange, settleMs = 300, pollMs = 3_000 }: Watching,
): () => void {
  let watcher: FSWatcher | undefined;
  let settling: NodeJS.Timeout | undefined;
  let known = identityOf(folder);

  function changed(): void {
    clearTimeout(settling);
    settling = setTimeout(onChange, settleMs).unref();
  }

  function give(): void {
    watcher?.close();
    watcher = undefined;
  }

  function begin(): void {
    try {
      watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', give);
    } catch {
      watcher = undefined;
    }
  }

  const polling = setInterval(() => {
    const identity = identityOf(folder);
    const isOther = identity !== known;
    known = identity;
    if (isOther) give();
    if (identity !== undefined && watcher === undefined) begin();
    if (isOther || (identity !== undefined && watcher === undefined)) changed();
  }, pollMs).unref();
  if (known !== undefined) begin();

  return () => {
    clearInterval(polling);
    clearTimeout(settling);
    give();
  };
}

/** Tells a folder from another one of the same name that took its place; undefined when there is none. */
function identityOf(folder: string): string | undefined {
  try {
    const { ino, birthtimeMs } = statSync(folder);
    return `${ino} ${birthtimeMs}`;
  } catch {
    return undefined;
  }
}
