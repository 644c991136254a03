import type { Place } from '../../core/message.ts';
import { createCache } from '../../lib/cache.ts';
import type { Database, Migrations } from '../../lib/sql.ts';

export interface FrameworkTables {
  framework_choices: {
    host: string;
    channel_id: string;
    /** Empty for everybody. */
    character_id: string;
    framework: string;
  };
}

export const migrations: Migrations = {
  slice: 'frameworks',
  steps: {
    '001-framework-choices': {
      async up(db) {
        await db.schema
          .createTable('framework_choices')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('channel_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('framework', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('framework_choices_key', ['host', 'channel_id', 'character_id'])
          .execute();
      },
    },
  },
};

type Channel = Pick<Place, 'host' | 'channelId'>;

/** As a character's id: everybody. */
export const everybody = '';

/** Which framework was chosen in a channel, by the id of the character or `everybody`. */
export interface ChoiceStore {
  of(channel: Channel): Promise<ReadonlyMap<string, string>>;
  choose(channel: Channel, characterId: string, framework: string): Promise<void>;
  /** Forgets the choice for one character, or with `everybody` all of the channel. */
  clear(channel: Channel, characterId: string): Promise<void>;
}

const keptChannels = 5_000;
const separator = '\n';

export function createChoiceStore(db: Database<FrameworkTables>): ChoiceStore {
  const cache = createCache(keptChannels, async (key) => {
    const [host = '', channelId = ''] = key.split(separator);
    const rows = await db
      .selectFrom('framework_choices')
      .select(['character_id', 'framework'])
      .where('host', '=', host)
      .where('channel_id', '=', channelId)
      .execute();
    return new Map(rows.map((row) => [row.character_id, row.framework]));
  });
  return {
    of: (channel) => cache.get(keyOf(channel)),
    async choose(channel, characterId, framework) {
      const { host, channelId } = channel;
      await db
        .insertInto('framework_choices')
        .values({ host, channel_id: channelId, character_id: characterId, framework })
        .onConflict((conflict) =>
          conflict.columns(['host', 'channel_id', 'character_id']).doUpdateSet({ framework }),
        )
        .execute();
      cache.forget(keyOf(channel));
    },
    async clear(channel, characterId) {
      let rows = db
        .deleteFrom('framework_choices')
        .where('host', '=', channel.host)
        .where('channel_id', '=', channel.channelId);
      if (characterId !== everybody) rows = rows.where('character_id', '=', characterId);
      await rows.execute();
      cache.forget(keyOf(channel));
    },
  };
}

function keyOf({ host, channelId }: Channel): string {
  return `${host}${separator}${channelId}`;
}
