import type { Place } from '../../core/message.ts';
import type { Database, Migrations } from '../../lib/sql.ts';
import type { Profile } from './book.ts';
import { noTimedState, type TimedState } from './engine/timed.ts';
import type { FrozenNote } from './frozen.ts';

interface ChannelRow {
  host: string;
  channel_id: string;
  length: number;
  heard_until: number;
  /** JSON. */
  timed: string;
}

export interface BookRow {
  id: string;
  /** The server, direct talk or host that the book belongs to; nobody else sees it. */
  home: string;
  name: string;
  profile: Profile;
  /** The book's file as JSON, with everything that came with it. */
  document: string;
  /** JSON of what the last change changed, to take it back. */
  before: string | null;
  /** Counts the changes. */
  revision: number;
  /** 1: taken away, but not yet forgotten. */
  removed: number;
  changed_at: number;
}

export interface BindingRow {
  book_id: string;
  kind: BindingKind;
  target: string;
}

interface FrozenRow {
  host: string;
  channel_id: string;
  character_id: string;
  /** JSON. */
  notes: string;
}

interface ShelfRow {
  book_id: string;
  /** Of the book, as it is shelved; empty while it is being shelved. */
  version: string;
  /** The ids of what stands on its shelf, as JSON. */
  passages: string;
}

export interface LorebookTables {
  lore_channels: ChannelRow;
  lore_books: BookRow;
  lore_bindings: BindingRow;
  lore_frozen: FrozenRow;
  lore_shelves: ShelfRow;
}

/** To what a book can be bound. */
export const bindingKinds = ['character', 'server', 'channel', 'thread', 'person'] as const;
export type BindingKind = (typeof bindingKinds)[number];

export const migrations: Migrations = {
  slice: 'lorebook',
  steps: {
    '001-lore-channels': {
      async up(db) {
        await db.schema
          .createTable('lore_channels')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('length', 'bigint', (column) => column.notNull())
          .addColumn('heard_until', 'bigint', (column) => column.notNull())
          .addColumn('timed', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('lore_channels_key', ['host', 'channel_id'])
          .execute();
      },
    },
    '002-lore-books': {
      async up(db) {
        await db.schema
          .createTable('lore_books')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('home', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('profile', 'text', (column) => column.notNull())
          .addColumn('document', 'text', (column) => column.notNull())
          .addColumn('before', 'text')
          .addColumn('revision', 'bigint', (column) => column.notNull())
          .addColumn('removed', 'bigint', (column) => column.notNull())
          .addColumn('changed_at', 'bigint', (column) => column.notNull())
          .execute();
        await db.schema.createIndex('lore_books_home').on('lore_books').columns(['home']).execute();
        await db.schema
          .createTable('lore_bindings')
          .addColumn('book_id', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('target', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('lore_bindings_key', ['book_id', 'kind', 'target'])
          .execute();
      },
    },
    '003-lore-frozen': {
      async up(db) {
        await db.schema
          .createTable('lore_frozen')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('notes', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('lore_frozen_key', ['host', 'channel_id', 'character_id'])
          .execute();
      },
    },
    '004-lore-shelves': {
      async up(db) {
        await db.schema
          .createTable('lore_shelves')
          .addColumn('book_id', 'text', (column) => column.primaryKey())
          .addColumn('version', 'text', (column) => column.notNull())
          .addColumn('passages', 'text', (column) => column.notNull())
          .execute();
      },
    },
  },
};

/** What has to be remembered of a channel for entries that last or rest. */
export interface ChannelMemory {
  /** How many messages the talk had at the last scan. */
  length: number;
  /** When the newest of them was said. */
  heardUntil: number;
  timed: TimedState;
}

type Channel = Pick<Place, 'host' | 'channelId'>;

export interface LorebookStore {
  of(channel: Channel): Promise<ChannelMemory | undefined>;
  keep(channel: Channel, memory: ChannelMemory): Promise<void>;
  /** What stays in a character's view of the channel's talk. */
  frozenIn(channel: Channel, characterId: string): Promise<FrozenNote[]>;
  keepFrozen(channel: Channel, characterId: string, notes: readonly FrozenNote[]): Promise<void>;
}

export function createLorebookStore(db: Database<LorebookTables>): LorebookStore {
  return {
    async of({ host, channelId }) {
      const row = await db
        .selectFrom('lore_channels')
        .select(['length', 'heard_until', 'timed'])
        .where('host', '=', host)
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      return row && { length: row.length, heardUntil: row.heard_until, timed: timedIn(row.timed) };
    },
    async keep({ host, channelId }, { length, heardUntil, timed }) {
      const values = { length, heard_until: heardUntil, timed: JSON.stringify(timed) };
      await db
        .insertInto('lore_channels')
        .values({ host, channel_id: channelId, ...values })
        .onConflict((conflict) => conflict.columns(['host', 'channel_id']).doUpdateSet(values))
        .execute();
    },
    async frozenIn({ host, channelId }, characterId) {
      const row = await db
        .selectFrom('lore_frozen')
        .select('notes')
        .where('host', '=', host)
        .where('channel_id', '=', channelId)
        .where('character_id', '=', characterId)
        .executeTakeFirst();
      return row === undefined ? [] : (JSON.parse(row.notes) as FrozenNote[]);
    },
    async keepFrozen({ host, channelId }, characterId, kept) {
      const notes = JSON.stringify(kept);
      await db
        .insertInto('lore_frozen')
        .values({ host, channel_id: channelId, character_id: characterId, notes })
        .onConflict((conflict) =>
          conflict.columns(['host', 'channel_id', 'character_id']).doUpdateSet({ notes }),
        )
        .execute();
    },
  };
}

function timedIn(json: string): TimedState {
  return { ...noTimedState, ...(JSON.parse(json) as Partial<TimedState>) };
}
