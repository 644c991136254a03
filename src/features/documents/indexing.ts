import type { DocumentBlock, DocumentReader } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { createBreath } from '../../lib/breath.ts';
import { cut, cutVersion, type Piece } from './cutting.ts';
import type { DocumentFolder } from './folder.ts';
import { asPassage, pieceId, takeOff } from './shelf.ts';
import type { DocumentHead, DocumentStore, KeptPiece, Reading } from './store.ts';
import { texts } from './texts.ts';

export interface IndexingNeeds {
  store: DocumentStore;
  storage: Pick<Storage, 'transaction'>;
  recall: Pick<Recall, 'shelve' | 'remove'>;
  reader: DocumentReader;
  folder: Pick<DocumentFolder, 'bytesOf'>;
  log: Log;
  /** Something is known now that was not, or the other way round. */
  changed(): void;
}

/** How far the reading of documents has come. */
export interface Progress {
  done: number;
  total: number;
  /** The one that is read now. */
  name: string | undefined;
}

/** Reads what waits to be read, one document after the other, and shelves its pieces. */
export interface Indexing {
  /** There may be something to read. */
  wake(): void;
  /** Undefined when nothing is left to read. */
  progress(): Progress | undefined;
  /** Resolves when a document that waits has been read, or is not waiting any more. */
  settled(documentId: string): Promise<void>;
  stop(): Promise<void>;
}

const piecesAtOnce = 50;
/** A document of as many letters as are read has fewer, unless it is nothing but headings with a word below each. */
const mostPieces = 30_000;
const breathMs = 5;

export function createIndexing(needs: IndexingNeeds): Indexing {
  const { store, log, changed } = needs;
  const stopped = new AbortController();
  const awaited = new Map<string, PromiseWithResolvers<void>>();
  let working: Promise<void> | undefined;
  let again = false;
  let progress: Progress | undefined;

  async function work(): Promise<void> {
    /** Those that met a bug or a full disk: they are tried again with the next change, and hold nobody up. */
    const skipped: string[] = [];
    let toldTenths = 0;
    let done = 0;
    let failed = 0;
    for (;;) {
      const next = await store.nextWaiting(skipped);
      if (next === undefined || stopped.signal.aborted) break;
      const total = done + (await store.countWaiting());
      progress = { done, total, name: next.name };
      if (!(await readOrSkip(next, skipped))) failed += 1;
      changed();
      awaited.get(next.id)?.resolve();
      awaited.delete(next.id);
      done += 1;
      const tenths = Math.floor((done / total) * 10);
      if (tenths > toldTenths && done < total) log.info(texts.progress(done, total));
      toldTenths = tenths;
    }
    if (done > 0) log.info(texts.allRead(done - failed, failed));
  }

  /** Whether it could be read. */
  async function readOrSkip(head: DocumentHead, skipped: string[]): Promise<boolean> {
    try {
      return await readOne(needs, head, stopped.signal);
    } catch (error) {
      skipped.push(head.id);
      if (!stopped.signal.aborted) log.error(texts.indexingFailed, { error, document: head.id });
      return false;
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      await work().catch((error: unknown) => log.error(texts.indexingFailed, { error }));
    } while (again && !stopped.signal.aborted);
    progress = undefined;
    working = undefined;
    for (const { resolve } of awaited.values()) resolve();
    awaited.clear();
  }

  return {
    wake() {
      if (stopped.signal.aborted) return;
      again = true;
      working ??= run();
    },
    progress: () => progress,
    async settled(documentId) {
      if (working === undefined) return;
      const waiting = awaited.get(documentId) ?? Promise.withResolvers<void>();
      awaited.set(documentId, waiting);
      await waiting.promise;
    },
    async stop() {
      stopped.abort(new Error(texts.stopping));
      await working;
    },
  };
}

/** Whether it could be read. Throws what is no fault of the file. */
async function readOne(needs: IndexingNeeds, head: DocumentHead, signal: AbortSignal): Promise<boolean> {
  const { store, storage, folder, log } = needs;
  try {
    const bytes = await (head.path === undefined ? store.bytesOf(head.id) : folder.bytesOf(head.path));
    if (bytes === undefined) throw new UserError(texts.gone);
    const digest = await digestOf(bytes);
    if (digest === head.digest) {
      // The file was only touched.
      await settled(needs, head, { state: 'ready', pieces: head.pieces, pages: head.pages, digest });
      return true;
    }
    const blocks = await needs.reader.read({ name: head.name, bytes }, signal);
    const pieces = await cut(blocks, createBreath(breathMs));
    if (pieces.length > mostPieces) throw new UserError(texts.tooManyPieces(mostPieces));
    await shelve(needs, head, pieces, { digest, pages: pagesOf(blocks) });
    return true;
  } catch (error) {
    if (!(error instanceof UserError) || signal.aborted) throw error;
    log.warn(texts.notRead(head.name, error.message), { document: head.id });
    await storage.transaction(async (transaction) => {
      if (!(await store.isAsSeen(transaction, head))) return;
      await takeOff(needs.recall, transaction, await store.dropPieces(transaction, head.id));
      await store.settle(transaction, head.id, failure(error.message));
    });
    return false;
  }
}

/** Large files are reckoned beside the event loop. */
async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return `${cutVersion}:${Buffer.from(digest).toString('base64url')}`;
}

function failure(problem: string): Reading {
  return { state: 'failed', problem, pieces: 0, digest: '' };
}

async function settled(
  { store, storage }: Pick<IndexingNeeds, 'store' | 'storage'>,
  head: DocumentHead,
  reading: Reading,
): Promise<void> {
  await storage.transaction(async (transaction) => {
    if (await store.isAsSeen(transaction, head)) await store.settle(transaction, head.id, reading);
  });
}

function pagesOf(blocks: readonly DocumentBlock[]): number | undefined {
  return blocks.findLast(({ page }) => page !== undefined)?.page;
}

/** Puts the pieces on the document's shelf, as many at once as nobody waits for; those that did not change stay. */
async function shelve(
  { store, storage, recall }: IndexingNeeds,
  head: DocumentHead,
  pieces: readonly Piece[],
  about: Pick<Reading, 'digest' | 'pages'>,
): Promise<void> {
  // Until the last piece stands there, what is kept is of no one file.
  await settled({ store, storage }, head, {
    state: 'waiting',
    pieces: head.pieces,
    pages: head.pages,
    digest: '',
  });
  for (let from = 0; from < pieces.length; from += piecesAtOnce) {
    const fresh = pieces
      .slice(from, from + piecesAtOnce)
      .map((piece, index) => kept(piece, head.id, from + index));
    const known = new Map((await store.piecesOf(head.id, from, piecesAtOnce)).map((one) => [one.id, one]));
    const other = fresh.filter((one) => !isSame(one, known.get(one.id)));
    const isWanted = await storage.transaction(async (transaction) => {
      if (!(await store.isAsSeen(transaction, head))) return false;
      await store.putPieces(transaction, fresh);
      await recall.shelve(transaction, other.map(asPassage));
      return true;
    });
    if (!isWanted) return;
  }
  await storage.transaction(async (transaction) => {
    if (!(await store.isAsSeen(transaction, head))) return;
    await takeOff(recall, transaction, await store.dropPieces(transaction, head.id, pieces.length));
    await store.settle(transaction, head.id, { state: 'ready', pieces: pieces.length, ...about });
  });
}

function kept(piece: Piece, documentId: string, number: number): KeptPiece {
  return { ...piece, id: pieceId(documentId, number), documentId, number };
}

function isSame(one: KeptPiece, other: KeptPiece | undefined): boolean {
  return (
    other !== undefined && one.text === other.text && one.headings.join('\n') === other.headings.join('\n')
  );
}
