import { type Consent, type Consents, type ConsentTier, consentTiers } from '../../core/consent.ts';
import type { Person } from '../../core/keeping.ts';
import type { Database, Migrations } from '../../lib/sql.ts';

interface PersonRow {
  host: string;
  person_id: string;
  tier: string;
  paused: number;
  keep_days: number | null;
  /** Since when everything of theirs is being taken out; until no trace is left in the file. */
  erasing_since: number | null;
}

export interface PrivacyTables {
  privacy_people: PersonRow;
}

export const migrations: Migrations = {
  slice: 'privacy',
  steps: {
    '001-people': {
      async up(db) {
        await db.schema
          .createTable('privacy_people')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addColumn('tier', 'text', (column) => column.notNull())
          .addColumn('paused', 'integer', (column) => column.notNull())
          .addColumn('keep_days', 'integer')
          .addColumn('erasing_since', 'bigint')
          .addPrimaryKeyConstraint('privacy_people_key', ['host', 'person_id'])
          .execute();
      },
    },
  },
};

/** What a person has chosen. */
export interface Choices extends Consent {
  /** Their own, shorter time; undefined where the setting holds. */
  keepDays: number | undefined;
  /** When they asked to have everything taken out, until that is done to the last byte. */
  erasingSince: number | undefined;
}

export interface PrivacyStore extends Consents {
  of(host: string, personId: string): Promise<Choices>;
  change(person: Person, change: Partial<Choices>): Promise<void>;
  /** Those who have chosen a time of their own. */
  withOwnDays(): Promise<{ person: Person; keepDays: number }[]>;
  /** Those whose erasure is not done to the last byte. */
  erasing(): Promise<Person[]>;
}

const nothingChosen: Choices = {
  tier: 'full',
  paused: false,
  keepDays: undefined,
  erasingSince: undefined,
};

/** Few people choose anything, and every turn asks: all choices are in memory, and there before they are on disk. */
export function createPrivacyStore(db: Database<PrivacyTables>): PrivacyStore {
  let loading: Promise<Map<string, { person: Person; choices: Choices }>> | undefined;

  async function load() {
    const rows = await db.selectFrom('privacy_people').selectAll().execute();
    return new Map(
      rows.map((row) => {
        const person = { host: row.host, id: row.person_id };
        return [keyOf(person), { person, choices: toChoices(row) }];
      }),
    );
  }

  function all() {
    loading ??= load();
    return loading;
  }

  async function of(host: string, id: string): Promise<Choices> {
    return (await all()).get(keyOf({ host, id }))?.choices ?? nothingChosen;
  }

  return {
    of,
    async change(person, change) {
      const choices = { ...(await of(person.host, person.id)), ...change };
      (await all()).set(keyOf(person), { person, choices });
      const row = toRow(person, choices);
      await db
        .insertInto('privacy_people')
        .values(row)
        .onConflict((conflict) => conflict.columns(['host', 'person_id']).doUpdateSet(row))
        .execute();
    },
    async withOwnDays() {
      return [...(await all()).values()].flatMap(({ person, choices: { keepDays } }) =>
        keepDays === undefined ? [] : [{ person, keepDays }],
      );
    },
    async erasing() {
      return [...(await all()).values()].flatMap(({ person, choices: { erasingSince } }) =>
        erasingSince === undefined ? [] : [person],
      );
    },
  };
}

function keyOf({ host, id }: Person): string {
  return `${host}\n${id}`;
}

function toChoices(row: PersonRow): Choices {
  return {
    tier: tierOf(row.tier),
    paused: row.paused === 1,
    keepDays: row.keep_days ?? undefined,
    erasingSince: row.erasing_since ?? undefined,
  };
}

/** A word that this version does not know is taken for the most careful one. */
function tierOf(word: string): ConsentTier {
  return consentTiers.find((tier) => tier === word) ?? 'off-the-record';
}

function toRow({ host, id }: Person, choices: Choices): PersonRow {
  return {
    host,
    person_id: id,
    tier: choices.tier,
    paused: choices.paused ? 1 : 0,
    keep_days: choices.keepDays ?? null,
    erasing_since: choices.erasingSince ?? null,
  };
}
