import { type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Piece } from './cutting.ts';
import type { DocumentRow, DocumentState, DocumentTables, PieceRow } from './tables.ts';

export type { DocumentTables } from './tables.ts';

/** What is known of a document beside its text. */
export interface DocumentHead {
  id: string;
  home: string;
  category: string;
  name: string;
  path: string | undefined;
  version: string;
  digest: string;
  size: number;
  state: DocumentState;
  /** Why it could not be read. */
  problem: string | undefined;
  pieces: number;
  pages: number | undefined;
  revision: number;
}

/** A piece that is kept. */
export interface KeptPiece extends Piece {
  id: string;
  documentId: string;
  number: number;
}

/** The home of what is known everywhere. */
export const everywhere = 'everywhere';

export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** What documents there are, and the pieces that they were cut into. */
export function createDocumentStore(db: Database<DocumentTables>) {
  const heads = () => db.selectFrom('documents').selectAll();

  return {
    /** The one that people brought into a home under this name, unless it was taken away. */
    async named(home: string, category: string, name: string): Promise<DocumentHead | undefined> {
      const row = await heads()
        .where('home', '=', home)
        .where('category', '=', category)
        .where('name', '=', name)
        .where('path', 'is', null)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      return row && headOf(row);
    },
    /** The documents of some homes, those that were taken away left out. */
    async in(homes: readonly string[]): Promise<DocumentHead[]> {
      const rows = await heads()
        .where('home', 'in', homes)
        .where('removed_at', 'is', null)
        .orderBy('category')
        .orderBy('name')
        .execute();
      return rows.map(headOf);
    },
    /** Those of a home that were taken away and are not forgotten yet. */
    async removedIn(home: string): Promise<DocumentHead[]> {
      const rows = await heads()
        .where('home', '=', home)
        .where('removed_at', 'is not', null)
        .orderBy('name')
        .execute();
      return rows.map(headOf);
    },
    /** Those that lie in the owner's folder. */
    async inFolder(): Promise<DocumentHead[]> {
      return (await heads().where('path', 'is not', null).execute()).map(headOf);
    },
    async find(id: string): Promise<DocumentHead | undefined> {
      const row = await heads().where('id', '=', id).executeTakeFirst();
      return row && headOf(row);
    },
    /** The one that has waited longest to be read, some left out. */
    async nextWaiting(except: readonly string[]): Promise<DocumentHead | undefined> {
      const row = await heads()
        .where('id', 'not in', except)
        .where('state', '=', 'waiting')
        .where('removed_at', 'is', null)
        .orderBy('added_at')
        .orderBy('id')
        .executeTakeFirst();
      return row && headOf(row);
    },
    async countWaiting(): Promise<number> {
      const { count } = await db
        .selectFrom('documents')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('state', '=', 'waiting')
        .where('removed_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** Whether its tables are there. */
    async isMade(): Promise<boolean> {
      return (await db.introspection.getTables()).some(({ name }) => name === 'documents');
    },
    async countAll(): Promise<Record<DocumentState, number>> {
      const rows = await db
        .selectFrom('documents')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('removed_at', 'is', null)
        .groupBy('state')
        .execute();
      const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
      const of = (state: DocumentState) => counts.get(state) ?? 0;
      return { waiting: of('waiting'), ready: of('ready'), failed: of('failed') };
    },
    async failed(limit: number): Promise<DocumentHead[]> {
      const rows = await heads()
        .where('state', '=', 'failed')
        .where('removed_at', 'is', null)
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(headOf);
    },
    /** How many bytes people brought into a home, also those taken away but not forgotten. */
    async bytesIn(home: string): Promise<number> {
      const { sum } = await db
        .selectFrom('documents')
        .select(({ fn }) => fn.sum<number | null>('size').as('sum'))
        .where('home', '=', home)
        .where('path', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(sum ?? 0);
    },
    async bytesOf(documentId: string): Promise<Uint8Array | undefined> {
      const row = await db
        .selectFrom('document_files')
        .select('bytes')
        .where('document_id', '=', documentId)
        .executeTakeFirst();
      return row?.bytes;
    },
    async pieces(ids: readonly string[]): Promise<KeptPiece[]> {
      if (ids.length === 0) return [];
      return (await db.selectFrom('document_pieces').selectAll().where('id', 'in', ids).execute()).map(
        pieceOf,
      );
    },
    /** The pieces of a document from one number on, in their order. */
    async piecesOf(documentId: string, from: number, limit: number): Promise<KeptPiece[]> {
      const rows = await db
        .selectFrom('document_pieces')
        .selectAll()
        .where('document_id', '=', documentId)
        .where('number', '>=', from)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(pieceOf);
    },
    async add(head: NewDocument, at: number, bytes?: Uint8Array): Promise<void> {
      await db.transaction().execute(async (all) => {
        await all
          .insertInto('documents')
          .values({
            ...head,
            path: head.path ?? null,
            digest: '',
            state: 'waiting',
            problem: null,
            pieces: 0,
            pages: null,
            revision: 1,
            added_at: at,
            removed_at: null,
          })
          .execute();
        if (bytes !== undefined)
          await all.insertInto('document_files').values({ document_id: head.id, bytes }).execute();
      });
    },
    /** Its file is another now, or is to be read anew. */
    async wait(id: string, change: { version?: string; size?: number; digest?: string; bytes?: Uint8Array }) {
      const { bytes, ...columns } = change;
      await db.transaction().execute(async (all) => {
        await all
          .updateTable('documents')
          .set((row) => ({
            ...columns,
            state: 'waiting',
            revision: row('revision', '+', 1),
            removed_at: null,
          }))
          .where('id', '=', id)
          .execute();
        if (bytes !== undefined)
          await all.updateTable('document_files').set({ bytes }).where('document_id', '=', id).execute();
      });
    },
    /** Those that were cut as an earlier Acore did wait to be read again; returns how many. */
    async waitUnlessCut(version: string): Promise<number> {
      const { numUpdatedRows } = await db
        .updateTable('documents')
        .set((row) => ({ state: 'waiting', digest: '', revision: row('revision', '+', 1) }))
        .where('state', '=', 'ready')
        .where('removed_at', 'is', null)
        .where('digest', 'not like', `${version}:%`)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    /** Whether a document is still as it was seen, for work that took a while. */
    async isAsSeen(transaction: Transaction, { id, revision }: SeenDocument): Promise<boolean> {
      const row = await inside<DocumentTables>(transaction)
        .selectFrom('documents')
        .select('revision')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.revision === revision;
    },
    async settle(transaction: Transaction, id: string, reading: Reading): Promise<void> {
      const { state, problem = null, pages = null, pieces, digest } = reading;
      await inside<DocumentTables>(transaction)
        .updateTable('documents')
        .set({ state, problem, pieces, pages, digest })
        .where('id', '=', id)
        .execute();
    },
    async putPieces(transaction: Transaction, pieces: readonly KeptPiece[]): Promise<void> {
      const inner = inside<DocumentTables>(transaction);
      for (const { id, documentId, number, headings, page, start, text } of pieces) {
        const values = { headings: JSON.stringify(headings), page: page ?? null, start, text };
        await inner
          .insertInto('document_pieces')
          .values({ id, document_id: documentId, number, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute();
      }
    },
    /** Forgets the pieces of a document from one number on; returns their ids. */
    async dropPieces(transaction: Transaction, documentId: string, from = 0): Promise<string[]> {
      const rows = await inside<DocumentTables>(transaction)
        .deleteFrom('document_pieces')
        .where('document_id', '=', documentId)
        .where('number', '>=', from)
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    /** Takes a document away, so that it can be brought back for a while. */
    async remove(transaction: Transaction, id: string, at: number): Promise<void> {
      await inside<DocumentTables>(transaction)
        .updateTable('documents')
        .set((row) => ({ removed_at: at, revision: row('revision', '+', 1), digest: '', pieces: 0 }))
        .where('id', '=', id)
        .execute();
    },
    /** Forgets a document for good. */
    async forget(transaction: Transaction, id: string): Promise<void> {
      const inner = inside<DocumentTables>(transaction);
      await inner.deleteFrom('document_files').where('document_id', '=', id).execute();
      await inner.deleteFrom('documents').where('id', '=', id).execute();
    },
    /** Those that were taken away before then. */
    async removedBefore(at: number): Promise<string[]> {
      const rows = await db.selectFrom('documents').select('id').where('removed_at', '<', at).execute();
      return rows.map(({ id }) => id);
    },
  };
}

export type NewDocument = Pick<
  DocumentHead,
  'id' | 'home' | 'category' | 'name' | 'path' | 'version' | 'size'
>;

type SeenDocument = Pick<DocumentHead, 'id' | 'revision'>;

/** What came of reading a document. */
export interface Reading {
  state: DocumentState;
  problem?: string | undefined;
  pages?: number | undefined;
  pieces: number;
  digest: string;
}

function headOf({ removed_at: _, added_at: __, path, problem, pages, ...same }: DocumentRow): DocumentHead {
  return { ...same, path: path ?? undefined, problem: problem ?? undefined, pages: pages ?? undefined };
}

function pieceOf({ id, document_id, number, headings, page, start, text }: PieceRow): KeptPiece {
  return {
    id,
    documentId: document_id,
    number,
    headings: JSON.parse(headings) as string[],
    page: page ?? undefined,
    start,
    text,
  };
}
