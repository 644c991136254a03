import { type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Range, Summary } from './summary.ts';
import { type SummariesTables, toRange, toRow, toSummary } from './tables.ts';

/** The summaries of all lanes, where some are missing, and what they have cost. */
export interface SummaryStore {
  /** Those of a lane that no coarser one tells, oldest first. */
  told(lane: string): Promise<Summary[]>;
  /** What a coarser summary tells in short, oldest first. */
  partsOf(summaryId: string): Promise<Summary[]>;
  /** Up to which position a lane is summed up, holes left aside. */
  end(lane: string): Promise<number>;
  /** Oldest first. */
  holes(lane: string): Promise<Range[]>;
  /** Keeps an episode, in place of the hole that it fills, if there was one. */
  keepEpisode(
    transaction: Transaction,
    episode: Summary,
    messageIds: readonly string[],
    hole?: Range,
  ): Promise<void>;
  /** Keeps a coarser summary; false, and nothing is kept, when one of its parts is gone or told by another. */
  keepFold(transaction: Transaction, summary: Summary, partIds: readonly string[]): Promise<boolean>;
  /** Takes a hole away in which nothing is left. */
  closeHole(transaction: Transaction, lane: string, hole: Range): Promise<void>;
  /** Takes away every summary that rests on these messages; the stretches are to be summed up anew. Returns their ids. */
  retract(transaction: Transaction, messageIds: readonly string[]): Promise<string[]>;
  /** Lines came in where a lane is summed up already: what tells of those stretches goes, to be made anew. Returns their ids. */
  reopen(transaction: Transaction, lane: string, range: Range): Promise<string[]>;
  find(ids: readonly string[]): Promise<Summary[]>;
  /** Some episodes of which it is not known whether they are to be found again, with a message that each rests on. */
  unshelved(): Promise<{ summary: Summary; messageId: string | undefined }[]>;
  /** From now on it is known; returns the ids of those that are still there. */
  markShelved(transaction: Transaction, ids: readonly string[]): Promise<string[]>;
  spent(day: string): Promise<number>;
  spend(day: string, tokens: number): Promise<void>;
}

type Tables = Database<SummariesTables>;

const shelvedAtOnce = 50;

export function createSummaryStore(db: Tables): SummaryStore {
  return {
    async told(lane) {
      const rows = await db
        .selectFrom('summaries')
        .selectAll()
        .where('lane', '=', lane)
        .where('part_of', 'is', null)
        .orderBy('to_position')
        .execute();
      return withPeople(rows);
    },
    async partsOf(summaryId) {
      const rows = await db
        .selectFrom('summaries')
        .selectAll()
        .where('part_of', '=', summaryId)
        .orderBy('to_position')
        .execute();
      return withPeople(rows);
    },
    async end(lane) {
      const told = await db
        .selectFrom('summaries')
        .select((select) => select.fn.max('to_position').as('last'))
        .where('lane', '=', lane)
        .executeTakeFirst();
      const open = await db
        .selectFrom('summary_holes')
        .select((select) => select.fn.max('to_position').as('last'))
        .where('lane', '=', lane)
        .executeTakeFirst();
      return Math.max(Number(told?.last ?? 0), Number(open?.last ?? 0));
    },
    async holes(lane) {
      const rows = await db
        .selectFrom('summary_holes')
        .select(['after_position', 'to_position'])
        .where('lane', '=', lane)
        .orderBy('after_position')
        .execute();
      return rows.map(toRange);
    },
    async keepEpisode(transaction, episode, messageIds, hole) {
      const tables = inside<SummariesTables>(transaction);
      if (hole !== undefined) await fillHole(tables, episode, hole);
      await put(tables, episode);
      if (messageIds.length === 0) return;
      await tables
        .insertInto('summary_sources')
        .values(messageIds.map((message_id) => ({ message_id, summary_id: episode.id })))
        .execute();
    },
    async keepFold(transaction, summary, partIds) {
      const tables = inside<SummariesTables>(transaction);
      const free = await tables
        .selectFrom('summaries')
        .select('id')
        .where('id', 'in', [...partIds])
        .where('part_of', 'is', null)
        .execute();
      if (free.length !== partIds.length) return false;
      await put(tables, summary);
      await tables
        .updateTable('summaries')
        .set({ part_of: summary.id })
        .where('id', 'in', [...partIds])
        .execute();
      return true;
    },
    async closeHole(transaction, lane, hole) {
      await dropHole(inside<SummariesTables>(transaction), lane, hole);
    },
    async retract(transaction, messageIds) {
      if (messageIds.length === 0) return [];
      const tables = inside<SummariesTables>(transaction);
      const rows = await tables
        .selectFrom('summary_sources')
        .select('summary_id')
        .distinct()
        .where('message_id', 'in', [...messageIds])
        .execute();
      return await takeAway(
        tables,
        rows.map(({ summary_id }) => summary_id),
      );
    },
    async reopen(transaction, lane, { after, to }) {
      const tables = inside<SummariesTables>(transaction);
      const rows = await tables
        .selectFrom('summaries')
        .select(['id'])
        .where('lane', '=', lane)
        .where('level', '=', 'episode')
        .where('to_position', '>', after)
        .where('after_position', '<', to)
        .execute();
      return await takeAway(
        tables,
        rows.map(({ id }) => id),
      );
    },
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('summaries')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
      return withPeople(rows);
    },
    async unshelved() {
      const rows = await db
        .selectFrom('summaries')
        .selectAll('summaries')
        .select(({ selectFrom }) =>
          selectFrom('summary_sources')
            .select('message_id')
            .whereRef('summary_id', '=', 'summaries.id')
            .limit(1)
            .as('source'),
        )
        .where('shelved', '=', 0)
        .limit(shelvedAtOnce)
        .execute();
      const summaries = await withPeople(rows);
      return summaries.map((summary, index) => ({ summary, messageId: rows[index]?.source ?? undefined }));
    },
    async markShelved(transaction, ids) {
      if (ids.length === 0) return [];
      const rows = await inside<SummariesTables>(transaction)
        .updateTable('summaries')
        .set({ shelved: 1 })
        .where('id', 'in', [...ids])
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async spent(day) {
      const row = await db
        .selectFrom('summary_spending')
        .select('tokens')
        .where('day', '=', day)
        .executeTakeFirst();
      return Number(row?.tokens ?? 0);
    },
    async spend(day, tokens) {
      await db.deleteFrom('summary_spending').where('day', '<', day).execute();
      await db
        .insertInto('summary_spending')
        .values({ day, tokens })
        .onConflict((conflict) =>
          conflict
            .column('day')
            .doUpdateSet((set) => ({ tokens: set('summary_spending.tokens', '+', tokens) })),
        )
        .execute();
    },
  };

  async function withPeople(rows: readonly SummariesTables['summaries'][]): Promise<Summary[]> {
    if (rows.length === 0) return [];
    const found = await db
      .selectFrom('summary_people')
      .selectAll()
      .where(
        'summary_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('person_id')
      .execute();
    const people = Map.groupBy(found, ({ summary_id }) => summary_id);
    return rows.map((row) => ({
      ...toSummary(row),
      people: (people.get(row.id) ?? []).map(({ person_id }) => person_id),
    }));
  }
}

async function put(tables: Tables, summary: Summary): Promise<void> {
  await tables.insertInto('summaries').values(toRow(summary)).execute();
  if (summary.people.length === 0) return;
  await tables
    .insertInto('summary_people')
    .values(summary.people.map((person_id) => ({ summary_id: summary.id, person_id })))
    .execute();
}

/** Takes episodes away with all that tells them, and remembers which stretches they told. Returns the ids of all that went. */
export async function takeAway(tables: Tables, episodeIds: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  let ids = episodeIds;
  while (ids.length > 0) {
    const gone = await tables
      .deleteFrom('summaries')
      .where('id', 'in', [...ids])
      .returning(['id', 'lane', 'level', 'after_position', 'to_position', 'part_of'])
      .execute();
    await tables
      .deleteFrom('summary_sources')
      .where('summary_id', 'in', [...ids])
      .execute();
    await tables
      .deleteFrom('summary_people')
      .where('summary_id', 'in', [...ids])
      .execute();
    await tables
      .updateTable('summaries')
      .set({ part_of: null })
      .where('part_of', 'in', [...ids])
      .execute();
    const holes = gone.filter(({ level }) => level === 'episode');
    for (const { lane, after_position, to_position } of holes)
      await tables
        .insertInto('summary_holes')
        .values({ lane, after_position, to_position })
        .onConflict((conflict) => conflict.columns(['lane', 'after_position']).doNothing())
        .execute();
    taken.push(...gone.map(({ id }) => id));
    ids = [...new Set(gone.flatMap(({ part_of }) => part_of ?? []))];
  }
  return taken;
}

/** What is left of a hole behind the episode that fills its beginning. */
async function fillHole(tables: Tables, episode: Summary, hole: Range): Promise<void> {
  await dropHole(tables, episode.lane, hole);
  if (episode.to >= hole.to) return;
  await tables
    .insertInto('summary_holes')
    .values({ lane: episode.lane, after_position: episode.to, to_position: hole.to })
    .execute();
}

async function dropHole(tables: Tables, lane: string, { after }: Range): Promise<void> {
  await tables
    .deleteFrom('summary_holes')
    .where('lane', '=', lane)
    .where('after_position', '=', after)
    .execute();
}
