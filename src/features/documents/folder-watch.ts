import type { Clock } from '../../core/ports/clock.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import type { DocumentDesk } from './desk.ts';
import type { DocumentFolder, FolderFile } from './folder.ts';
import type { Indexing } from './indexing.ts';
import { type DocumentHead, type DocumentStore, everywhere } from './store.ts';

interface WatchNeeds {
  store: Pick<DocumentStore, 'inFolder' | 'add' | 'wait'>;
  folder: Pick<DocumentFolder, 'look' | 'watch'>;
  desk: Pick<DocumentDesk, 'forget'>;
  indexing: Pick<Indexing, 'wake'>;
  clock: Clock;
  failed(error: unknown): void;
}

/** Takes up what is new, changed or gone in the owner's folder. */
export function createFolderWatch({ store, folder, desk, indexing, clock, failed }: WatchNeeds) {
  const newId = createIdentifiers(() => clock.now());
  let looking: Promise<void> | undefined;
  let again = false;

  async function takeUp(): Promise<void> {
    const [files, known] = await Promise.all([folder.look(), store.inFolder()]);
    const byPath = new Map(known.map((head) => [head.path, head]));
    for (const file of files) await takeOne(file, byPath.get(file.path));
    const there = new Set(files.map(({ path }) => path));
    for (const { id, path } of known) if (path !== undefined && !there.has(path)) await desk.forget(id);
    indexing.wake();
  }

  async function takeOne(
    { path, category, name, size, version }: FolderFile,
    known: DocumentHead | undefined,
  ): Promise<void> {
    if (known === undefined)
      await store.add({ id: newId(), home: everywhere, category, name, path, version, size }, clock.now());
    else if (known.version !== version) await store.wait(known.id, { version, size });
  }

  /** Looks once more when something changes meanwhile; never twice at once. */
  async function look(): Promise<void> {
    again = true;
    looking ??= (async () => {
      while (again) {
        again = false;
        await takeUp().catch(failed);
      }
      looking = undefined;
    })();
    await looking;
  }

  return {
    look,
    /** Looks, and goes on looking; returns what ends it. */
    begin(): () => Promise<void> {
      const stop = folder.watch(() => void look());
      void look();
      return async () => {
        stop();
        again = false;
        await looking;
      };
    },
  };
}

export type FolderWatch = ReturnType<typeof createFolderWatch>;
