import { sql } from 'kysely';
import type { Place } from '../../core/message.ts';
import {
  type Database,
  type Given,
  inside,
  type Migrations,
  prepared,
  type Transaction,
} from '../../lib/sql.ts';
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

/** A message that frozen lore rests on: below which it stands, or which called it. */
interface FrozenMessageRow {
  message_id: string;
  host: string;
  channel_id: string;
  character_id: string;
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
  lore_frozen_messages: FrozenMessageRow;
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
    '005-lore-frozen-messages': {
      async up(db) {
        await db.schema
          .createTable('lore_frozen_messages')
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('lore_frozen_messages_key', [
            'host',
            'channel_id',
            'character_id',
            'message_id',
          ])
          .execute();
        await db.schema
          .createIndex('lore_frozen_messages_message')
          .on('lore_frozen_messages')
          .columns(['message_id'])
          .execute();
        for (const member of ['$.after', '$.calledBy'])
          await sql`insert or ignore into lore_frozen_messages (message_id, host, channel_id, character_id)
            select json_extract(note.value, ${member}), host, channel_id, character_id
            from lore_frozen, json_each(lore_frozen.notes) as note`.execute(db);
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
  keep(transaction: Transaction, channel: Channel, memory: ChannelMemory): Promise<void>;
  /** What stays in a character's view of the channel's talk. */
  frozenIn(channel: Channel, characterId: string): Promise<FrozenNote[]>;
  keepFrozen(
    transaction: Transaction,
    channel: Channel,
    characterId: string,
    notes: readonly FrozenNote[],
  ): Promise<void>;
  /** What rests on these messages goes: they are gone, or say something else now. */
  thaw(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
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
    async keep(transaction, { host, channelId }, { length, heardUntil, timed }) {
      const values = { length, heard_until: heardUntil, timed: JSON.stringify(timed) };
      await inside<LorebookTables>(transaction)
        .insertInto('lore_channels')
        .values({ host, channel_id: channelId, ...values })
        .onConflict((conflict) => conflict.columns(['host', 'channel_id']).doUpdateSet(values))
        .execute();
    },
    frozenIn: ({ host, channelId }, characterId) =>
      notesIn(db, { host, channel_id: channelId, character_id: characterId }),
    keepFrozen: (transaction, { host, channelId }, characterId, kept) =>
      putFrozen(inside(transaction), { host, channel_id: channelId, character_id: characterId }, kept),
    async thaw(transaction, messageIds) {
      const tables = inside<LorebookTables>(transaction);
      const gone = new Set(messageIds);
      const views = await tables
        .selectFrom('lore_frozen_messages')
        .select(['host', 'channel_id', 'character_id'])
        .distinct()
        .where('message_id', 'in', [...gone])
        .execute();
      for (const view of views) {
        const notes = await notesIn(tables, view);
        const kept = notes.filter(({ after, calledBy }) => !gone.has(after) && !gone.has(calledBy));
        await putFrozen(tables, view, kept);
      }
    },
  };
}

/** A character's view of a channel. */
type View = Pick<FrozenRow, 'host' | 'channel_id' | 'character_id'>;

const rowsOf = prepared((tables: Database<LorebookTables>, given: Given<View>) =>
  tables
    .selectFrom('lore_frozen')
    .select('notes')
    .where('host', '=', given('host'))
    .where('channel_id', '=', given('channel_id'))
    .where('character_id', '=', given('character_id')),
);

async function notesIn(tables: Database<LorebookTables>, view: View): Promise<FrozenNote[]> {
  const [row] = (await rowsOf(tables, view)).rows;
  return row === undefined ? [] : (JSON.parse(row.notes) as FrozenNote[]);
}

async function putFrozen(
  tables: Database<LorebookTables>,
  view: View,
  kept: readonly FrozenNote[],
): Promise<void> {
  const notes = JSON.stringify(kept);
  await tables
    .insertInto('lore_frozen')
    .values({ ...view, notes })
    .onConflict((conflict) => conflict.columns(['host', 'channel_id', 'character_id']).doUpdateSet({ notes }))
    .execute();
  await tables
    .deleteFrom('lore_frozen_messages')
    .where('host', '=', view.host)
    .where('channel_id', '=', view.channel_id)
    .where('character_id', '=', view.character_id)
    .execute();
  const messages = new Set(kept.flatMap(({ after, calledBy }) => [after, calledBy]));
  if (messages.size === 0) return;
  await tables
    .insertInto('lore_frozen_messages')
    .values([...messages].map((message_id) => ({ ...view, message_id })))
    .execute();
}

function timedIn(json: string): TimedState {
  return { ...noTimedState, ...(JSON.parse(json) as Partial<TimedState>) };
}
