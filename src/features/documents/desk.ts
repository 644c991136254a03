import { documentEndings } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import { createLimit } from '../../lib/limit.ts';
import { oneLine } from '../../lib/one-line.ts';
import { categoryOf, generalCategory, isCategory } from './category.ts';
import type { DocumentsSettings } from './config.ts';
import type { Indexing } from './indexing.ts';
import { takeOff } from './shelf.ts';
import { type DocumentHead, type DocumentStore, everywhere } from './store.ts';
import { texts } from './texts.ts';

interface DeskNeeds {
  store: DocumentStore;
  storage: Pick<Storage, 'transaction'>;
  recall: Pick<Recall, 'remove'>;
  indexing: Pick<Indexing, 'wake'>;
  settings: Pick<DocumentsSettings, 'uploadMegabytes'>;
  clock: Clock;
  changed(): void;
}

/** A file that somebody brings. */
export interface Brought {
  home: string;
  fileName: string;
  category: string | undefined;
  bytes: Uint8Array;
}

const mega = 1024 * 1024;
const longestName = 120;
/** Its ending is looked for in so much of a name. */
const longestRead = 1_000;

/** What people do with documents, on the page as by command. */
export function createDesk({ store, storage, recall, indexing, settings, clock, changed }: DeskNeeds) {
  const newId = createIdentifiers(() => clock.now());
  /** One file after another, so that none is there twice, and all together are no more than a home may bring. */
  const bringing = createLimit(1);

  async function refuseTooMuch({ home, bytes }: Brought, before: DocumentHead | undefined): Promise<void> {
    // What the owner makes known everywhere is the owner's own disk.
    if (home === everywhere) return;
    if (settings.uploadMegabytes === 0) throw new UserError(texts.noUploads);
    const all = (await store.bytesIn(home)) - (before?.size ?? 0) + bytes.length;
    if (all > settings.uploadMegabytes * mega) throw new UserError(texts.full(settings.uploadMegabytes));
  }

  /** Takes its pieces off the shelf; whoever searches from now on does not find them. */
  async function clear(id: string, then: Parameters<typeof storage.transaction<void>>[0]): Promise<void> {
    await storage.transaction(async (transaction) => {
      await takeOff(recall, transaction, await store.dropPieces(transaction, id));
      await then(transaction);
    });
    changed();
  }

  async function forget(id: string): Promise<void> {
    await clear(id, (transaction) => store.forget(transaction, id));
  }

  return {
    /** The documents that are known in a home. */
    in: (home: string) => store.in([home, everywhere]),
    removedIn: (home: string) => store.removedIn(home),
    /** Takes a file in, in the place of one with the same name and category. */
    async bring(brought: Brought): Promise<{ id: string; category: string; as: 'new' | 'replaced' }> {
      const { home, bytes } = brought;
      const name = nameOf(brought.fileName);
      if (brought.category !== undefined && !isCategory(brought.category))
        throw new UserError(texts.noCategory(brought.category));
      const category = brought.category === undefined ? generalCategory : categoryOf(brought.category);
      await bringing.enter();
      try {
        const before = await store.named(home, category, name);
        await refuseTooMuch(brought, before);
        const size = bytes.length;
        const id = before?.id ?? newId();
        const head = { id, home, category, name, path: undefined, version: '', size };
        if (before === undefined) await store.add(head, clock.now(), bytes);
        else await store.wait(id, { size, bytes });
        indexing.wake();
        return { id, category, as: before === undefined ? 'new' : 'replaced' };
      } finally {
        bringing.leave();
      }
    },
    /** Takes a document away that somebody brought. */
    async remove({ id, path, name }: DocumentHead): Promise<void> {
      if (path !== undefined) throw new UserError(texts.inFolder(name));
      await clear(id, (transaction) => store.remove(transaction, id, clock.now()));
    },
    /** Brings back what was taken away; returns what it is. */
    async bringBack(home: string, id: string): Promise<DocumentHead> {
      const head = (await store.removedIn(home)).find((one) => one.id === id);
      if (head === undefined) throw new UserError(texts.notBroughtBack);
      if ((await store.named(home, head.category, head.name)) !== undefined)
        throw new UserError(texts.takenMeanwhile(head.name));
      await store.wait(id, {});
      indexing.wake();
      return head;
    },
    /** Reads documents again from the beginning. */
    async readAgain(heads: readonly DocumentHead[]): Promise<void> {
      for (const { id } of heads) {
        await clear(id, async () => {});
        await store.wait(id, { digest: '' });
      }
      indexing.wake();
    },
    forget,
    /** Forgets for good what was taken away before then; says how many that were. */
    async forgetRemoved(before: number): Promise<number> {
      const ids = await store.removedBefore(before);
      for (const id of ids) await forget(id);
      return ids.length;
    },
  };
}

export type DocumentDesk = ReturnType<typeof createDesk>;

/** The file's name as one harmless line; throws UserError for a kind that is not read. */
function nameOf(fileName: string): string {
  const name = oneLine(fileName.split(/[\\/]/).at(-1) ?? '', longestRead);
  const ending = /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (name === '') throw new UserError(texts.noName);
  if (!(documentEndings as readonly string[]).includes(ending))
    throw new UserError(texts.badEnding(documentEndings.map((one) => `.${one}`).join(', ')));
  if (name.length <= longestName) return name;
  return `${Array.from(name.slice(0, longestName - ending.length - 2)).join('')}….${ending}`;
}
