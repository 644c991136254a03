import { sql } from 'kysely';
import {
  type Consent,
  type Consents,
  type ConsentTier,
  consentTiers,
  type Period,
} from '../../core/consent.ts';
import type { Person } from '../../core/keeping.ts';
import type { Database, Migrations } from '../../lib/sql.ts';

interface PersonRow {
  host: string;
  person_id: string;
  tier: string;
  paused: number;
  /** When it was so: JSON. */
  pauses: string;
  /** When they were off the record: JSON. */
  unkept: string;
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
    '002-pauses': {
      async up(db) {
        await db.schema
          .alterTable('privacy_people')
          .addColumn('pauses', 'text', (column) => column.notNull().defaultTo('[]'))
          .execute();
        // Since when a pause lasts was not noted: nothing that was said before its end is learned.
        await sql`update privacy_people set pauses = '[{"from":0}]' where paused = 1`.execute(db);
      },
    },
    '003-unkept': {
      async up(db) {
        await db.schema
          .alterTable('privacy_people')
          .addColumn('unkept', 'text', (column) => column.notNull().defaultTo('[]'))
          .execute();
        await sql`update privacy_people set unkept = '[{"from":0}]' where tier = 'off-the-record'`.execute(
          db,
        );
      },
    },
  },
};

/** What a person has chosen. */
export interface Choices extends Consent {
  pauses: readonly Period[];
  unkept: readonly Period[];
  /** Their own, shorter time; undefined where the setting holds. */
  keepDays: number | undefined;
  /** When they asked to have everything taken out, until that is done to the last byte. */
  erasingSince: number | undefined;
}

export interface PrivacyStore extends Consents {
  of(host: string, personId: string): Promise<Choices>;
  /** Whether anything is kept of what they chose. */
  hasChosen(person: Person): Promise<boolean>;
  change(person: Person, change: Pick<Partial<Choices>, 'keepDays' | 'erasingSince'>): Promise<void>;
  choose(person: Person, tier: ConsentTier, now: number): Promise<void>;
  /** From now on nothing is learned from them, or is again; pauses that ended before `since` are forgotten. */
  pause(person: Person, paused: boolean, now: number, since: number): Promise<void>;
  /** Those who have chosen a time of their own. */
  withOwnDays(): Promise<{ person: Person; keepDays: number }[]>;
  /** Those of whom nothing new is kept. */
  offTheRecord(): Promise<Person[]>;
  /** Those whose erasure is not done to the last byte. */
  erasing(): Promise<Person[]>;
}

const nothingChosen: Choices = {
  tier: 'full',
  paused: false,
  pauses: [],
  unkept: [],
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

  async function put(person: Person, change: (before: Choices) => Partial<Choices>): Promise<void> {
    const people = await all();
    const before = people.get(keyOf(person))?.choices ?? nothingChosen;
    const choices = { ...before, ...change(before) };
    people.set(keyOf(person), { person, choices });
    if (isNothing(choices)) {
      people.delete(keyOf(person));
      await db
        .deleteFrom('privacy_people')
        .where('host', '=', person.host)
        .where('person_id', '=', person.id)
        .execute();
      return;
    }
    const row = toRow(person, choices);
    await db
      .insertInto('privacy_people')
      .values(row)
      .onConflict((conflict) => conflict.columns(['host', 'person_id']).doUpdateSet(row))
      .execute();
  }

  return {
    of,
    hasChosen: async (person) => (await all()).has(keyOf(person)),
    change: (person, change) => put(person, () => change),
    pause: (person, paused, now, since) =>
      put(person, (before) => {
        if (before.paused === paused) return {};
        const kept = before.pauses.filter(({ to = since }) => to >= since);
        return { paused, pauses: noted(kept, paused, now) };
      }),
    choose: (person, tier, now) =>
      put(person, (before) => ({
        tier,
        unkept: noted(before.unkept, tier === 'off-the-record', now),
      })),
    async withOwnDays() {
      return [...(await all()).values()].flatMap(({ person, choices: { keepDays } }) =>
        keepDays === undefined ? [] : [{ person, keepDays }],
      );
    },
    async offTheRecord() {
      return [...(await all()).values()].flatMap(({ person, choices: { tier } }) =>
        tier === 'off-the-record' ? [person] : [],
      );
    },
    async erasing() {
      return [...(await all()).values()].flatMap(({ person, choices: { erasingSince } }) =>
        erasingSince === undefined ? [] : [person],
      );
    },
  };
}

/** Periods as they are when from now on it is so, or is not. */
function noted(before: readonly Period[], isSo: boolean, now: number): readonly Period[] {
  const isOpen = before.some(({ to }) => to === undefined);
  if (isSo) return isOpen ? before : [...before, { from: now }];
  return before.map((one) => (one.to === undefined ? { ...one, to: now } : one));
}

/** Of whoever has chosen nothing, nothing is kept either. */
function isNothing({ tier, paused, pauses, unkept, keepDays, erasingSince }: Choices): boolean {
  const isUsual = tier === nothingChosen.tier && !paused && pauses.length + unkept.length === 0;
  return isUsual && keepDays === undefined && erasingSince === undefined;
}

function keyOf({ host, id }: Person): string {
  return `${host}\n${id}`;
}

function toChoices(row: PersonRow): Choices {
  return {
    tier: tierOf(row.tier),
    paused: row.paused === 1,
    pauses: JSON.parse(row.pauses) as Period[],
    unkept: JSON.parse(row.unkept) as Period[],
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
    pauses: JSON.stringify(choices.pauses),
    unkept: JSON.stringify(choices.unkept),
    keep_days: choices.keepDays ?? null,
    erasing_since: choices.erasingSince ?? null,
  };
}
