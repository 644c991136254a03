import type { Database, Migrations } from '../../lib/sql.ts';

export interface WelcomeTables {
  welcomed_guilds: { guild_id: string; welcomed_at: number };
}

export const migrations: Migrations = {
  slice: 'welcome',
  steps: {
    '001-welcomed-guilds': {
      async up(db) {
        await db.schema
          .createTable('welcomed_guilds')
          .addColumn('guild_id', 'text', (column) => column.primaryKey())
          .addColumn('welcomed_at', 'bigint', (column) => column.notNull())
          .execute();
      },
    },
  },
};

/** Which guilds have been told what is kept. */
export interface WelcomeStore {
  welcomed(guildId: string): Promise<boolean>;
  markWelcomed(guildId: string): Promise<void>;
}

export function createWelcomeStore(db: Database<WelcomeTables>, now: () => number): WelcomeStore {
  return {
    async welcomed(guildId) {
      const row = await db
        .selectFrom('welcomed_guilds')
        .select('guild_id')
        .where('guild_id', '=', guildId)
        .executeTakeFirst();
      return row !== undefined;
    },
    async markWelcomed(guildId) {
      await db
        .insertInto('welcomed_guilds')
        .values({ guild_id: guildId, welcomed_at: now() })
        .onConflict((conflict) => conflict.column('guild_id').doNothing())
        .execute();
    },
  };
}
