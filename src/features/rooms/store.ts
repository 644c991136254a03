import type { Place } from '../../core/message.ts';
import type { ChannelMode } from '../../core/ports/rooms.ts';
import { createCache } from '../../lib/cache.ts';
import type { Database, Migrations } from '../../lib/sql.ts';

interface RoomRow {
  host: string;
  channel_id: string;
  mode: ChannelMode | null;
  muted_until: number | null;
}

export interface RoomTables {
  rooms: RoomRow;
}

export const migrations: Migrations = {
  slice: 'rooms',
  steps: {
    '001-rooms': {
      async up(db) {
        await db.schema
          .createTable('rooms')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('mode', 'text')
          .addColumn('muted_until', 'bigint')
          .addPrimaryKeyConstraint('rooms_key', ['host', 'channel_id'])
          .execute();
      },
    },
  },
};

/** What was chosen for one channel; what was not is inherited. */
export interface RoomSettings {
  mode: ChannelMode | undefined;
  /** Milliseconds since 1970. `unmuted` in a thread counts for more than a mute of its channel. */
  mutedUntil: number | undefined;
}

/** As a time: nobody may speak until somebody says otherwise. The last moment that dates know. */
export const untilFurtherNotice = 8_640_000_000_000_000;
/** As a time: long past, and unlike no time at all not inherited. */
export const unmuted = 0;

type Channel = Pick<Place, 'host' | 'channelId'>;

export interface RoomStore {
  of(channel: Channel): Promise<RoomSettings>;
  setMode(channel: Channel, mode: ChannelMode | undefined): Promise<void>;
  mute(channel: Channel, until: number): Promise<void>;
}

const keptRooms = 5_000;
const separator = '\n';
const nothingChosen: RoomSettings = { mode: undefined, mutedUntil: undefined };

export function createRoomStore(db: Database<RoomTables>): RoomStore {
  const cache = createCache(keptRooms, async (key): Promise<RoomSettings> => {
    const [host = '', channelId = ''] = key.split(separator);
    const row = await db
      .selectFrom('rooms')
      .select(['mode', 'muted_until'])
      .where('host', '=', host)
      .where('channel_id', '=', channelId)
      .executeTakeFirst();
    return row === undefined
      ? nothingChosen
      : { mode: row.mode ?? undefined, mutedUntil: row.muted_until ?? undefined };
  });

  async function change({ host, channelId }: Channel, values: Partial<RoomRow>): Promise<void> {
    await db
      .insertInto('rooms')
      .values({ host, channel_id: channelId, mode: null, muted_until: null, ...values })
      .onConflict((conflict) => conflict.columns(['host', 'channel_id']).doUpdateSet(values))
      .execute();
    cache.forget(keyOf({ host, channelId }));
  }

  return {
    of: (channel) => cache.get(keyOf(channel)),
    setMode: (channel, mode) => change(channel, { mode: mode ?? null }),
    mute: (channel, until) => change(channel, { muted_until: until }),
  };
}

function keyOf({ host, channelId }: Channel): string {
  return `${host}${separator}${channelId}`;
}
