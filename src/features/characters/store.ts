import type { Place } from '../../core/message.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { createCache } from '../../lib/cache.ts';
import { type Database, inside, type Migrations } from '../../lib/sql.ts';

/** `lead`: answers when nobody is named. `here`: was sent away in the channel above, but not here. */
export type Presence = 'lead' | 'here' | 'off';

interface PresenceRow {
  host: string;
  channel_id: string;
  character_id: string;
  presence: Presence;
}

export interface CharacterTables {
  character_rooms: PresenceRow;
  imported_characters: {
    id: string;
    /** The server whose own it is: `discord:42`. */
    server: string;
    version: number;
    created_at: number;
    changed_at: number;
    deleted_at: number | null;
  };
  character_versions: {
    character_id: string;
    version: number;
    /** JSON of the card; the file may hold it as it was before it was edited. */
    card: string;
    name: string;
    file_digest: string;
    /** The file's name without its ending, for a card without a name. */
    file_stem: string;
    has_portrait: number;
    made_at: number;
    made_by: string;
    /** The person's id; null where nobody in particular is named. */
    made_by_id: string | null;
    change: string;
  };
  character_files: {
    digest: string;
    bytes: Uint8Array;
  };
  character_names: {
    server: string;
    character_id: string;
    name: string;
  };
}

/** Stands where somebody's name was. */
export const somebody = 'somebody';

export const migrations: Migrations = {
  slice: 'characters',
  steps: {
    '001-character-rooms': {
      async up(db) {
        await db.schema
          .createTable('character_rooms')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('presence', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('character_rooms_key', ['host', 'channel_id', 'character_id'])
          .execute();
      },
    },
    '002-imported-characters': {
      async up(db) {
        await db.schema
          .createTable('imported_characters')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('server', 'text', (column) => column.notNull())
          .addColumn('version', 'integer', (column) => column.notNull())
          .addColumn('created_at', 'bigint', (column) => column.notNull())
          .addColumn('changed_at', 'bigint', (column) => column.notNull())
          .addColumn('deleted_at', 'bigint')
          .execute();
        await db.schema
          .createTable('character_versions')
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('version', 'integer', (column) => column.notNull())
          .addColumn('card', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addColumn('file_digest', 'text', (column) => column.notNull())
          .addColumn('file_stem', 'text', (column) => column.notNull())
          .addColumn('has_portrait', 'integer', (column) => column.notNull())
          .addColumn('made_at', 'bigint', (column) => column.notNull())
          .addColumn('made_by', 'text', (column) => column.notNull())
          .addColumn('change', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('character_versions_key', ['character_id', 'version'])
          .execute();
        await db.schema
          .createTable('character_files')
          .addColumn('digest', 'text', (column) => column.primaryKey())
          .addColumn('bytes', 'blob', (column) => column.notNull())
          .execute();
        await db.schema
          .createTable('character_names')
          .addColumn('server', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('name', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('character_names_key', ['server', 'character_id'])
          .execute();
      },
    },
    '003-made-by': {
      async up(db) {
        await db.schema.alterTable('character_versions').addColumn('made_by_id', 'text').execute();
        // Whose name it was is not known, so nobody could have it taken out.
        await db.updateTable('character_versions').set({ made_by: somebody }).execute();
      },
    },
  },
};

type Channel = Pick<Place, 'host' | 'channelId'>;

/** Where choices for a whole server are kept; a server's id may be that of one of its channels. */
export function wholeServer({ host, guildId }: Place): Channel {
  return { host, channelId: `server:${guildId ?? ''}` };
}

/** Who was chosen or sent away, channel by channel. */
export interface PresenceStore {
  of(channel: Channel): Promise<ReadonlyMap<string, Presence>>;
  lead(channel: Channel, characterId: string): Promise<void>;
  sendAway(channel: Channel, characterId: string): Promise<void>;
  /** As one of those who are here; who leads stays the lead. */
  bringBack(channel: Channel, characterId: string): Promise<void>;
}

const keptChannels = 5_000;
const separator = '\n';

export function createPresenceStore(db: Database<CharacterTables>, storage: Storage): PresenceStore {
  const cache = createCache(keptChannels, async (key) => {
    const [host = '', channelId = ''] = key.split(separator);
    const rows = await db
      .selectFrom('character_rooms')
      .select(['character_id', 'presence'])
      .where('host', '=', host)
      .where('channel_id', '=', channelId)
      .execute();
    return new Map(rows.map((row) => [row.character_id, row.presence]));
  });

  async function change(
    channel: Channel,
    work: (db: Database<CharacterTables>) => Promise<void>,
  ): Promise<void> {
    await storage.transaction((transaction) => work(inside<CharacterTables>(transaction)));
    cache.forget(keyOf(channel));
  }

  return {
    of: (channel) => cache.get(keyOf(channel)),
    lead: (channel, characterId) =>
      change(channel, async (tables) => {
        await stepBack(tables, channel);
        await put(tables, channel, characterId, 'lead');
      }),
    sendAway: (channel, characterId) => change(channel, (tables) => put(tables, channel, characterId, 'off')),
    bringBack: (channel, characterId) =>
      change(channel, (tables) => put(tables, channel, characterId, 'here')),
  };
}

function keyOf({ host, channelId }: Channel): string {
  return `${host}${separator}${channelId}`;
}

/** Who led so far stays, as one of the others. */
async function stepBack(tables: Database<CharacterTables>, { host, channelId }: Channel): Promise<void> {
  await tables
    .updateTable('character_rooms')
    .set({ presence: 'here' })
    .where('host', '=', host)
    .where('channel_id', '=', channelId)
    .where('presence', '=', 'lead')
    .execute();
}

async function put(
  tables: Database<CharacterTables>,
  { host, channelId }: Channel,
  characterId: string,
  presence: Presence,
): Promise<void> {
  await tables
    .insertInto('character_rooms')
    .values({ host, channel_id: channelId, character_id: characterId, presence })
    .onConflict((conflict) =>
      conflict.columns(['host', 'channel_id', 'character_id']).doUpdateSet({ presence }),
    )
    .execute();
}
