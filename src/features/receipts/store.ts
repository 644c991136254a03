import { sql } from 'kysely';
import type { Place } from '../../core/message.ts';
import { laneOf } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Receipt } from '../../core/receipt.ts';
import { anyOf, type Database, insertion, inside, type Migrations } from '../../lib/sql.ts';
import { filledIn, peopleOf, postsOf, promptsOf, toRow, withoutText } from './rows.ts';
import type { ReceiptsTables } from './tables.ts';

export const migrations: Migrations = {
  slice: 'receipts',
  steps: {
    '001-receipts': {
      async up(db) {
        await db.schema
          .createTable('receipts')
          .addColumn('message_id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('outcome', 'text', (column) => column.notNull())
          .addColumn('finished_at', 'bigint', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('receipts_lane')
          .on('receipts')
          .columns(['lane', 'finished_at'])
          .execute();
        await db.schema.createIndex('receipts_finished').on('receipts').columns(['finished_at']).execute();
        await db.schema
          .createTable('receipt_posts')
          .addColumn('posted_id', 'text', (column) => column.primaryKey())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('receipt_posts_message')
          .on('receipt_posts')
          .columns(['message_id'])
          .execute();
        await db.schema
          .createTable('receipt_prompts')
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('kept_at', 'bigint', (column) => column.notNull())
          .addColumn('texts', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('receipt_prompts_key', ['message_id', 'character_id'])
          .execute();
        await db.schema
          .createIndex('receipt_prompts_kept')
          .on('receipt_prompts')
          .columns(['kept_at'])
          .execute();
      },
    },
    '002-grounds': {
      async up(db) {
        await db.schema.alterTable('receipt_prompts').addColumn('grounds', 'text').execute();
      },
    },
    '003-people': {
      async up(db) {
        await db.schema.alterTable('receipts').addColumn('host', 'text').execute();
        await db.schema.alterTable('receipts').addColumn('author_id', 'text').execute();
        await db
          .updateTable('receipts')
          .set({
            host: sql`json_extract(body, '$.place.host')`,
            author_id: sql`json_extract(body, '$.authorId')`,
          })
          .execute();
        await db.schema
          .createIndex('receipts_author')
          .on('receipts')
          .columns(['host', 'author_id'])
          .execute();
        await db.schema
          .createTable('receipt_people')
          .addColumn('host', 'text', (column) => column.notNull())
          .addColumn('person_id', 'text', (column) => column.notNull())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('receipt_people_key', ['host', 'person_id', 'message_id', 'character_id'])
          .execute();
        await db.schema
          .createIndex('receipt_people_message')
          .on('receipt_people')
          .columns(['message_id'])
          .execute();
      },
    },
    '004-no-names-in-parts': { up: forgetNames },
    '005-threads': {
      async up(db) {
        await db.schema.alterTable('receipts').addColumn('parent_lane', 'text').execute();
        await db.schema
          .createIndex('receipts_parent')
          .on('receipts')
          .columns(['parent_lane', 'finished_at'])
          .execute();
      },
    },
    // Of the playground they are kept with whoever began the thread, and go with them.
    '006-no-names-of-threads': {
      async up(db) {
        await db
          .updateTable('receipts')
          .set({ body: sql`json_remove(body, '$.place.name')` })
          .where('host', '!=', 'playground')
          .where(sql`json_extract(body, '$.place.kind')`, '=', 'thread')
          .execute();
      },
    },
    '007-age-of-words': { up: noteAges },
  },
};

/** How old the words in prompts are was not noted: those there are go by their own age. */
async function noteAges(db: Database<ReceiptsTables>): Promise<void> {
  for (const table of ['receipt_prompts', 'receipt_people'] as const)
    await db.schema
      .alterTable(table)
      .addColumn('said_from', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  await db
    .updateTable('receipt_prompts')
    .set(({ ref }) => ({ said_from: ref('kept_at') }))
    .execute();
  await sql`
    update receipt_people set said_from = (
      select kept_at from receipt_prompts
      where receipt_prompts.message_id = receipt_people.message_id
      and receipt_prompts.character_id = receipt_people.character_id
    )
    where exists (
      select 1 from receipt_prompts
      where receipt_prompts.message_id = receipt_people.message_id
      and receipt_prompts.character_id = receipt_people.character_id
    )`.execute(db);
  await db.schema.createIndex('receipt_prompts_said').on('receipt_prompts').columns(['said_from']).execute();
}

/** Until now the names of whoever was in a talk stood in every receipt. */
async function forgetNames(db: Database<ReceiptsTables>): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('receipts')
      .select(['message_id', 'body'])
      .where('message_id', '>', last)
      .orderBy('message_id')
      .limit(500)
      .execute();
    for (const { message_id, body } of rows) {
      const { answers, ...receipt } = JSON.parse(body) as Receipt;
      const unnamed = answers.map((answer) => ({ ...answer, prompt: answer.prompt.map(withoutText) }));
      const changed = JSON.stringify({ ...receipt, answers: unnamed });
      await db.updateTable('receipts').set({ body: changed }).where('message_id', '=', message_id).execute();
      last = message_id;
    }
    if (rows.length === 0) return;
  }
}

export interface ReceiptStore extends ReceiptBook {
  /** Forgets some of what is older; says how many. */
  forgetPrompts(before: number): Promise<number>;
  forgetReceipts(before: number): Promise<number>;
}

const addReceipts = insertion<ReceiptsTables, 'receipts'>('receipts');
const addPosts = insertion<ReceiptsTables, 'receipt_posts'>('receipt_posts', (query) =>
  query.onConflict((conflict) => conflict.column('posted_id').doNothing()),
);
const addPrompts = insertion<ReceiptsTables, 'receipt_prompts'>('receipt_prompts');
const addPeople = insertion<ReceiptsTables, 'receipt_people'>('receipt_people');

/** Messages of which something is forgotten at once: a few milliseconds. */
const atOnce = 100;

export function createReceiptStore(db: Database<ReceiptsTables>): ReceiptStore {
  return {
    async record(transaction, receipts) {
      const tables = inside<ReceiptsTables>(transaction);
      await addReceipts(tables, receipts.map(toRow));
      await addPosts(tables, receipts.flatMap(postsOf));
      await addPrompts(tables, receipts.flatMap(promptsOf));
      await addPeople(tables, receipts.flatMap(peopleOf));
    },
    async redact(transaction, places, since) {
      const tables = inside<ReceiptsTables>(transaction);
      const lanes = anyOf(places.map(laneOf));
      const made = tables
        .selectFrom('receipts')
        .select('message_id')
        .where((row) => row.or([row('lane', 'in', lanes), row('parent_lane', 'in', lanes)]))
        .where('finished_at', '>=', since);
      await tables.deleteFrom('receipt_prompts').where('message_id', 'in', made).execute();
      await tables.deleteFrom('receipt_people').where('message_id', 'in', made).execute();
    },
    async redactWordsOf(transaction, { host, id }, since) {
      const tables = inside<ReceiptsTables>(transaction);
      const told = await tables
        .selectFrom('receipt_people')
        .innerJoin('receipt_prompts', (join) =>
          join
            .onRef('receipt_prompts.message_id', '=', 'receipt_people.message_id')
            .onRef('receipt_prompts.character_id', '=', 'receipt_people.character_id'),
        )
        .select('receipt_people.message_id')
        .where('receipt_people.host', '=', host)
        .where('receipt_people.person_id', '=', id)
        .where('receipt_prompts.kept_at', '>=', since)
        .execute();
      const ids = told.map(({ message_id }) => message_id);
      if (ids.length === 0) return;
      for (const table of ['receipt_prompts', 'receipt_people'] as const)
        await tables.deleteFrom(table).where('message_id', 'in', ids).execute();
    },
    async find(messageId) {
      const posted = await db
        .selectFrom('receipt_posts')
        .select('message_id')
        .where('posted_id', '=', messageId)
        .executeTakeFirst();
      const row = await db
        .selectFrom('receipts')
        .select('body')
        .where('message_id', '=', posted?.message_id ?? messageId)
        .executeTakeFirst();
      return row === undefined ? undefined : withTexts(JSON.parse(row.body));
    },
    async recent(place: Place | undefined, limit) {
      let query = db.selectFrom('receipts').select('body').orderBy('finished_at', 'desc').limit(limit);
      if (place !== undefined) query = query.where('lane', '=', laneOf(place));
      const rows = await query.execute();
      return rows.map(({ body }) => JSON.parse(body));
    },
    async forgetPrompts(before) {
      const rows = db.selectFrom('receipt_prompts').select('message_id').where('kept_at', '<', before);
      const old = idsOf(await rows.limit(atOnce).execute());
      await db.deleteFrom('receipt_people').where('message_id', 'in', old).execute();
      await db.deleteFrom('receipt_prompts').where('message_id', 'in', old).execute();
      return old.length;
    },
    async forgetReceipts(before) {
      const rows = db.selectFrom('receipts').select('message_id').where('finished_at', '<', before);
      const old = idsOf(await rows.limit(atOnce).execute());
      await db.deleteFrom('receipt_posts').where('message_id', 'in', old).execute();
      await db.deleteFrom('receipts').where('message_id', 'in', old).execute();
      return old.length;
    },
  };

  /** Puts the prompts' texts back in, as far as they are still kept. */
  async function withTexts(receipt: Receipt): Promise<Receipt> {
    const rows = await db
      .selectFrom('receipt_prompts')
      .select(['character_id', 'texts', 'grounds'])
      .where('message_id', '=', receipt.messageId)
      .execute();
    const kept = new Map(rows.map((row) => [row.character_id, row]));
    return { ...receipt, answers: receipt.answers.map((one) => filledIn(one, kept.get(one.characterId))) };
  }
}

function idsOf(rows: readonly { message_id: string }[]): string[] {
  return rows.map(({ message_id }) => message_id);
}
