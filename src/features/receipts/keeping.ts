import type { Keeping, Person } from '../../core/keeping.ts';
import { type Database, inside } from '../../lib/sql.ts';
import type { ReceiptsTables } from './tables.ts';

/** Receipts that are taken out at once. */
const batch = 20;
/** What tells a prompt from others. */
const key = ['message_id', 'character_id'] as const;
const own = 'receipts of your messages';
const inPrompts = 'texts of prompts in which your words stand';

/** How people's messages ended, and the prompts in which their words stand, also those made for others. */
export function createReceiptKeeping(db: Database<ReceiptsTables>): Keeping {
  return {
    async count(person) {
      const { receipts } = await byAuthor(db, person)
        .select((select) => select.fn.countAll().as('receipts'))
        .executeTakeFirstOrThrow();
      const { prompts } = await withWords(db, person)
        .select((select) => select.fn.countAll().as('prompts'))
        .executeTakeFirstOrThrow();
      return { [own]: Number(receipts), [inPrompts]: Number(prompts) };
    },
    async export(person) {
      const rows = await byAuthor(db, person).select('body').orderBy('finished_at').execute();
      // The texts themselves hold what others said; they are told as a number.
      return { [own]: rows.map(({ body }) => JSON.parse(body)) };
    },
    async erase(transaction, person) {
      const tables = inside<ReceiptsTables>(transaction);
      const receipts = await takeReceipts(tables, person);
      const prompts = await takePrompts(
        tables,
        await withWords(tables, person).select(key).limit(batch).execute(),
      );
      return { counts: { [own]: receipts, [inPrompts]: prompts } };
    },
    async expire(transaction, before, person) {
      const tables = inside<ReceiptsTables>(transaction);
      const old =
        person === undefined
          ? tables.selectFrom('receipt_prompts').select(key).where('said_from', '<', before).limit(batch)
          : withWords(tables, person).select(key).where('said_from', '<', before).limit(batch);
      return { counts: { [inPrompts]: await takePrompts(tables, await old.execute()) } };
    },
  };
}

function byAuthor(db: Database<ReceiptsTables>, { host, id }: Person) {
  return db.selectFrom('receipts').where('host', '=', host).where('author_id', '=', id);
}

type PromptKey = Pick<ReceiptsTables['receipt_prompts'], (typeof key)[number]>;

function withWords(db: Database<ReceiptsTables>, { host, id }: Person) {
  return db.selectFrom('receipt_people').where('host', '=', host).where('person_id', '=', id);
}

async function takeReceipts(tables: Database<ReceiptsTables>, person: Person): Promise<number> {
  const rows = await byAuthor(tables, person).select('message_id').limit(batch).execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ message_id }) => message_id);
  for (const table of ['receipts', 'receipt_posts', 'receipt_prompts', 'receipt_people'] as const) {
    await tables.deleteFrom(table).where('message_id', 'in', ids).execute();
  }
  return rows.length;
}

/** Takes out the texts of some prompts, whosever turn they were made for. */
async function takePrompts(tables: Database<ReceiptsTables>, prompts: readonly PromptKey[]): Promise<number> {
  for (const { message_id, character_id } of prompts) {
    for (const table of ['receipt_prompts', 'receipt_people'] as const) {
      await tables
        .deleteFrom(table)
        .where('message_id', '=', message_id)
        .where('character_id', '=', character_id)
        .execute();
    }
  }
  return prompts.length;
}
