import { type Database, inside, type Migrations, type Transaction } from '../../lib/sql.ts';
import type { Level, Range, Summary } from './summary.ts';

export interface SummariesTables {
  /** What was said in a stretch of a lane, in short. */
  summaries: {
    id: string;
    lane: string;
    level: Level;
    after_position: number;
    to_position: number;
    from_at: number;
    to_at: number;
    line_count: number;
    text: string;
    made_by: string;
    made_at: number;
    language: string;
    /** 1 when it holds words of somebody whose words stay on this machine. */
    confined: number;
    /** The coarser summary that tells it. */
    part_of: string | null;
  };
  /** From which messages an episode was made. */
  summary_sources: { message_id: string; summary_id: string };
  /** Whose words a summary was made from: ids on the host of its lane. */
  summary_people: { summary_id: string; person_id: string };
  /** A stretch of a lane whose summary went, and which is to have a new one. */
  summary_holes: { lane: string; after_position: number; to_position: number };
  /** Tokens that the model was given and gave in a day. */
  summary_spending: { day: string; tokens: number };
}

export const migrations: Migrations = {
  slice: 'summaries',
  steps: {
    '001-summaries': {
      async up(db) {
        await db.schema
          .createTable('summaries')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('level', 'text', (column) => column.notNull())
          .addColumn('after_position', 'bigint', (column) => column.notNull())
          .addColumn('to_position', 'bigint', (column) => column.notNull())
          .addColumn('from_at', 'bigint', (column) => column.notNull())
          .addColumn('to_at', 'bigint', (column) => column.notNull())
          .addColumn('line_count', 'bigint', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('made_by', 'text', (column) => column.notNull())
          .addColumn('made_at', 'bigint', (column) => column.notNull())
          .addColumn('language', 'text', (column) => column.notNull())
          .addColumn('confined', 'integer', (column) => column.notNull())
          .addColumn('part_of', 'text')
          .execute();
        await db.schema
          .createIndex('summaries_lane')
          .on('summaries')
          .columns(['lane', 'part_of', 'to_position'])
          .execute();
        await db.schema.createIndex('summaries_part_of').on('summaries').column('part_of').execute();
        await db.schema
          .createTable('summary_sources')
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('summary_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_sources_key', ['message_id', 'summary_id'])
          .execute();
        await db.schema
          .createIndex('summary_sources_summary')
          .on('summary_sources')
          .column('summary_id')
          .execute();
        await db.schema
          .createTable('summary_people')
          .addColumn('summary_id', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_people_key', ['summary_id', 'person_id'])
          .execute();
        await db.schema
          .createIndex('summary_people_person')
          .on('summary_people')
          .column('person_id')
          .execute();
        await db.schema
          .createTable('summary_holes')
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('after_position', 'bigint', (column) => column.notNull())
          .addColumn('to_position', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('summary_holes_key', ['lane', 'after_position'])
          .execute();
        await db.schema
          .createTable('summary_spending')
          .addColumn('day', 'text', (column) => column.primaryKey())
          .addColumn('tokens', 'bigint', (column) => column.notNull())
          .execute();
      },
    },
  },
};

/** The summaries of all lanes, where some are missing, and what they have cost. */
export interface SummaryStore {
  /** Those of a lane that no coarser one tells, oldest first. */
  told(lane: string): Promise<Summary[]>;
  /** What a coarser summary tells in short, oldest first. */
  partsOf(summaryId: string): Promise<Summary[]>;
  sourcesOf(summaryId: string): Promise<string[]>;
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
  /** Takes away every summary that rests on these messages; the stretches are to be summed up anew. */
  retract(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
  /** Lines came in where a lane is summed up already: what tells of those stretches goes, to be made anew. */
  reopen(transaction: Transaction, lane: string, range: Range): Promise<void>;
  spent(day: string): Promise<number>;
  spend(day: string, tokens: number): Promise<void>;
}

type Tables = Database<SummariesTables>;

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
    async sourcesOf(summaryId) {
      const rows = await db
        .selectFrom('summary_sources')
        .select('message_id')
        .where('summary_id', '=', summaryId)
        .execute();
      return rows.map(({ message_id }) => message_id);
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
      if (messageIds.length === 0) return;
      const tables = inside<SummariesTables>(transaction);
      const rows = await tables
        .selectFrom('summary_sources')
        .select('summary_id')
        .distinct()
        .where('message_id', 'in', [...messageIds])
        .execute();
      await takeAway(
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
      await takeAway(
        tables,
        rows.map(({ id }) => id),
      );
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

/** Takes episodes away with all that tells them, and remembers which stretches they told. */
export async function takeAway(tables: Tables, episodeIds: readonly string[]): Promise<void> {
  let ids = episodeIds;
  while (ids.length > 0) {
    const gone = await tables
      .deleteFrom('summaries')
      .where('id', 'in', [...ids])
      .returning(['lane', 'level', 'after_position', 'to_position', 'part_of'])
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
    ids = [...new Set(gone.flatMap(({ part_of }) => part_of ?? []))];
  }
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

function toRange(row: { after_position: number; to_position: number }): Range {
  return { after: Number(row.after_position), to: Number(row.to_position) };
}

function toSummary(row: SummariesTables['summaries']): Omit<Summary, 'people'> {
  return {
    ...toRange(row),
    id: row.id,
    lane: row.lane,
    level: row.level,
    fromAt: Number(row.from_at),
    toAt: Number(row.to_at),
    lines: Number(row.line_count),
    text: row.text,
    madeBy: row.made_by,
    madeAt: Number(row.made_at),
    language: row.language,
    confined: row.confined === 1,
  };
}

function toRow(summary: Summary): SummariesTables['summaries'] {
  return {
    id: summary.id,
    lane: summary.lane,
    level: summary.level,
    after_position: summary.after,
    to_position: summary.to,
    from_at: summary.fromAt,
    to_at: summary.toAt,
    line_count: summary.lines,
    text: summary.text,
    made_by: summary.madeBy,
    made_at: summary.madeAt,
    language: summary.language,
    confined: summary.confined ? 1 : 0,
    part_of: null,
  };
}
