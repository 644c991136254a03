import type { Migrations } from '../../lib/sql.ts';

/** `waiting`: its file has to be read yet. */
export type DocumentState = 'waiting' | 'ready' | 'failed';

export interface DocumentRow {
  id: string;
  /** The server, direct talk or host that it belongs to, or `everywhere`. */
  home: string;
  category: string;
  name: string;
  /** Where it lies in the owner's folder; null for one that somebody brought. */
  path: string | null;
  /** Changes whenever the file in the folder does. */
  version: string;
  /** Of the bytes that its pieces were cut from, and of how they were cut. */
  digest: string;
  size: number;
  state: DocumentState;
  problem: string | null;
  pieces: number;
  pages: number | null;
  /** Counts everything that makes a reading of it out of date. */
  revision: number;
  added_at: number;
  removed_at: number | null;
}

interface FileRow {
  document_id: string;
  bytes: Uint8Array;
}

export interface PieceRow {
  id: string;
  document_id: string;
  number: number;
  /** JSON. */
  headings: string;
  page: number | null;
  start: number;
  text: string;
}

export interface DocumentTables {
  documents: DocumentRow;
  document_files: FileRow;
  document_pieces: PieceRow;
}

export const migrations: Migrations = {
  slice: 'documents',
  steps: {
    '001-documents': {
      async up(db) {
        await db.schema
          .createTable('documents')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('home', 'text', (column) => column.notNull())
          .addColumn('category', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('path', 'text')
          .addColumn('version', 'text', (column) => column.notNull())
          .addColumn('digest', 'text', (column) => column.notNull())
          .addColumn('size', 'bigint', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('problem', 'text')
          .addColumn('pieces', 'bigint', (column) => column.notNull())
          .addColumn('pages', 'bigint')
          .addColumn('revision', 'bigint', (column) => column.notNull())
          .addColumn('added_at', 'bigint', (column) => column.notNull())
          .addColumn('removed_at', 'bigint')
          .execute();
        await db.schema.createIndex('documents_home').on('documents').columns(['home']).execute();
        await db.schema.createIndex('documents_state').on('documents').columns(['state']).execute();
        await db.schema
          .createTable('document_files')
          .addColumn('document_id', 'text', (column) => column.primaryKey())
          .addColumn('bytes', 'blob', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('document_pieces')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('document_id', 'text', (column) => column.notNull())
          .addColumn('number', 'bigint', (column) => column.notNull())
          .addColumn('headings', 'text', (column) => column.notNull())
          .addColumn('page', 'bigint')
          .addColumn('start', 'bigint', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('document_pieces_of')
          .on('document_pieces')
          .columns(['document_id', 'number'])
          .execute();
      },
    },
  },
};
