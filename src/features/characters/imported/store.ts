import type { Storage } from '../../../core/ports/storage.ts';
import { type Database, inside } from '../../../lib/sql.ts';
import type { CharacterTables } from '../store.ts';

/** Who made something of a card: a person, or what stands in the place of one. */
export interface Maker {
  id?: string | undefined;
  /** As people read it. */
  name: string;
}

/** One state of an imported card. */
export interface CardVersion {
  version: number;
  /** JSON of the card. */
  card: string;
  name: string;
  /** The file that it came in, by what its bytes are. */
  digest: string;
  stem: string;
  hasPortrait: boolean;
  madeAt: number;
  madeBy: Maker;
  /** What was done, in a few words. */
  change: string;
}

/** An imported character as it stands now. */
export interface ImportedRow {
  id: string;
  server: string;
  deletedAt: number | undefined;
  current: CardVersion;
}

/** What is new in a version; its number and time are given by the store. */
export type NewVersion = Omit<CardVersion, 'version' | 'madeAt'>;

/** The imported cards with all their versions and files, and the names characters have in a server. */
export interface ImportedStore {
  /** Whether there are tables for them. */
  isThere(): Promise<boolean>;
  all(): Promise<ImportedRow[]>;
  names(): Promise<{ server: string; characterId: string; name: string }[]>;
  create(id: string, server: string, made: NewVersion, bytes: Uint8Array): Promise<CardVersion>;
  /** A further version, of a file that is there already or comes along. */
  add(id: string, made: NewVersion, bytes?: Uint8Array): Promise<CardVersion>;
  versions(id: string): Promise<CardVersion[]>;
  file(digest: string): Promise<Uint8Array | undefined>;
  /** Away, but not forgotten; undefined brings it back. */
  markDeleted(id: string, at: number | undefined): Promise<void>;
  /** Forgets for good those that were deleted before then. */
  forgetDeleted(before: number): Promise<string[]>;
  /** Undefined: the card's own name again. */
  rename(server: string, characterId: string, name: string | undefined): Promise<void>;
}

/** Older versions than so many are forgotten. */
const keptVersions = 50;

type Tables = Database<CharacterTables>;

export function createImportedStore(db: Tables, storage: Storage, now: () => number): ImportedStore {
  const change = <T>(work: (tables: Tables) => Promise<T>) =>
    storage.transaction((transaction) => work(inside<CharacterTables>(transaction)));

  return {
    async isThere() {
      const tables = await db.introspection.getTables();
      return tables.some(({ name }) => name === 'imported_characters');
    },
    async all() {
      const rows = await db
        .selectFrom('imported_characters as imported')
        .innerJoin('character_versions as one', (join) =>
          join.onRef('one.character_id', '=', 'imported.id').onRef('one.version', '=', 'imported.version'),
        )
        .selectAll('one')
        .select(['imported.id', 'imported.server', 'imported.deleted_at'])
        .orderBy('imported.created_at')
        .orderBy('imported.id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        server: row.server,
        deletedAt: row.deleted_at ?? undefined,
        current: versionOf(row),
      }));
    },
    async names() {
      const rows = await db.selectFrom('character_names').selectAll().execute();
      return rows.map(({ server, character_id, name }) => ({ server, characterId: character_id, name }));
    },
    create: (id, server, made, bytes) =>
      change(async (tables) => {
        const at = now();
        await tables
          .insertInto('imported_characters')
          .values({ id, server, version: 1, created_at: at, changed_at: at, deleted_at: null })
          .execute();
        await keepFile(tables, made.digest, bytes);
        return put(tables, id, { ...made, version: 1, madeAt: at });
      }),
    add: (id, made, bytes) =>
      change(async (tables) => {
        const madeAt = now();
        const version = (await newestVersion(tables, id)) + 1;
        if (bytes !== undefined) await keepFile(tables, made.digest, bytes);
        const added = await put(tables, id, { ...made, version, madeAt });
        await tables
          .updateTable('imported_characters')
          .set({ version, changed_at: madeAt })
          .where('id', '=', id)
          .execute();
        await tables
          .deleteFrom('character_versions')
          .where('character_id', '=', id)
          .where('version', '<=', version - keptVersions)
          .execute();
        await dropFiles(tables);
        return added;
      }),
    async versions(id) {
      const rows = await db
        .selectFrom('character_versions')
        .selectAll()
        .where('character_id', '=', id)
        .orderBy('version', 'desc')
        .execute();
      return rows.map(versionOf);
    },
    async file(digest) {
      const row = await db
        .selectFrom('character_files')
        .select('bytes')
        .where('digest', '=', digest)
        .executeTakeFirst();
      return row?.bytes;
    },
    async markDeleted(id, at) {
      await change((tables) =>
        tables
          .updateTable('imported_characters')
          .set({ deleted_at: at ?? null })
          .where('id', '=', id)
          .execute(),
      );
    },
    async forgetDeleted(before) {
      const rows = await db
        .selectFrom('imported_characters')
        .select('id')
        .where('deleted_at', '<', before)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await change((tables) => forget(tables, ids));
      return ids;
    },
    async rename(server, characterId, name) {
      await change(async (tables) => {
        await tables
          .deleteFrom('character_names')
          .where('server', '=', server)
          .where('character_id', '=', characterId)
          .execute();
        if (name === undefined) return;
        await tables
          .insertInto('character_names')
          .values({ server, character_id: characterId, name })
          .execute();
      });
    },
  };
}

function versionOf(row: CharacterTables['character_versions']): CardVersion {
  return {
    version: row.version,
    card: row.card,
    name: row.name,
    digest: row.file_digest,
    stem: row.file_stem,
    hasPortrait: row.has_portrait === 1,
    madeAt: row.made_at,
    madeBy: { id: row.made_by_id ?? undefined, name: row.made_by },
    change: row.change,
  };
}

async function put(tables: Tables, characterId: string, made: CardVersion): Promise<CardVersion> {
  await tables
    .insertInto('character_versions')
    .values({
      character_id: characterId,
      version: made.version,
      card: made.card,
      name: made.name,
      file_digest: made.digest,
      file_stem: made.stem,
      has_portrait: made.hasPortrait ? 1 : 0,
      made_at: made.madeAt,
      made_by: made.madeBy.name,
      made_by_id: made.madeBy.id ?? null,
      change: made.change,
    })
    .execute();
  return made;
}

async function newestVersion(tables: Tables, characterId: string): Promise<number> {
  const { version } = await tables
    .selectFrom('character_versions')
    .select((select) => select.fn.max('version').as('version'))
    .where('character_id', '=', characterId)
    .executeTakeFirstOrThrow();
  return Number(version ?? 0);
}

async function keepFile(tables: Tables, digest: string, bytes: Uint8Array): Promise<void> {
  await tables
    .insertInto('character_files')
    .values({ digest, bytes })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
}

/** Files of which no version is left. */
async function dropFiles(tables: Tables): Promise<void> {
  await tables
    .deleteFrom('character_files')
    .where('digest', 'not in', tables.selectFrom('character_versions').select('file_digest'))
    .execute();
}

async function forget(tables: Tables, ids: string[]): Promise<void> {
  await tables.deleteFrom('character_versions').where('character_id', 'in', ids).execute();
  await tables.deleteFrom('character_names').where('character_id', 'in', ids).execute();
  await tables.deleteFrom('character_rooms').where('character_id', 'in', ids).execute();
  await tables.deleteFrom('imported_characters').where('id', 'in', ids).execute();
  await dropFiles(tables);
}
