import type { Place } from '../../core/message.ts';
import type { Database, Migrations } from '../../lib/sql.ts';
import { noTimedState, type TimedState } from './engine/timed.ts';

interface ChannelRow {
  host: string;
  channel_id: string;
  length: number;
  heard_until: number;
  /** JSON. */
  timed: string;
}

export interface LorebookTables {
  lore_channels: ChannelRow;
}

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
  };
}

function timedIn(json: string): TimedState {
  return { ...noTimedState, ...(JSON.parse(json) as Partial<TimedState>) };
}
