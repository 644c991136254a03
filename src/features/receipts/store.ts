import { sql } from 'kysely';
import type { Place } from '../../core/message.ts';
import { laneOf } from '../../core/message.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import { type Answer, type PromptPart, type Receipt, unnamed } from '../../core/receipt.ts';
import { type Database, insertion, inside, type Migrations } from '../../lib/sql.ts';

export interface ReceiptsTables {
  receipts: {
    message_id: string;
    lane: string;
    outcome: Receipt['outcome'];
    finished_at: number;
    /** JSON of the receipt without the prompts' texts. */
    body: string;
    host: string | null;
    author_id: string | null;
    /** Of a thread: the lane of its channel, of which its prompts tell as well. */
    parent_lane: string | null;
  };
  receipt_posts: { posted_id: string; message_id: string };
  receipt_prompts: {
    message_id: string;
    character_id: string;
    kept_at: number;
    /** JSON array: the text of each prompt part, in order; of a line of the talk with its speaker's name. */
    texts: string;
    /** JSON: how slices came to what they added. */
    grounds: string | null;
  };
  /** Whose words stand in the texts of which prompt. */
  receipt_people: { host: string; person_id: string; message_id: string; character_id: string };
}

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
  },
};

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
    async redact(transaction, place, since) {
      const tables = inside<ReceiptsTables>(transaction);
      const made = tables
        .selectFrom('receipts')
        .select('message_id')
        .where((row) => row.or([row('lane', '=', laneOf(place)), row('parent_lane', '=', laneOf(place))]))
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

function toRow(receipt: Receipt): ReceiptsTables['receipts'] {
  const answers = receipt.answers.map(({ grounds: _, wordsOf: __, toldAt: ___, ...answer }) => ({
    ...answer,
    prompt: answer.prompt.map(withoutText),
  }));
  return {
    message_id: receipt.messageId,
    lane: laneOf(receipt.place),
    outcome: receipt.outcome,
    finished_at: receipt.finishedAt,
    body: JSON.stringify({ ...receipt, answers }),
    host: receipt.place.host,
    author_id: receipt.authorId,
    parent_lane: parentLaneOf(receipt.place),
  };
}

function parentLaneOf({ host, parentId }: Place): string | null {
  return parentId === undefined ? null : laneOf({ host, channelId: parentId });
}

function filledIn(
  answer: Answer,
  kept: Pick<ReceiptsTables['receipt_prompts'], 'texts' | 'grounds'> | undefined,
): Answer {
  const texts = JSON.parse(kept?.texts ?? '[]') as KeptText[];
  return {
    ...answer,
    prompt: answer.prompt.map((part, index) => withText(part, texts[index] ?? '')),
    ...(kept?.grounds && { grounds: JSON.parse(kept.grounds) as Answer['grounds'] }),
  };
}

type KeptText = string | { title: string; text: string };

function withText(part: PromptPart, kept: KeptText): PromptPart {
  return typeof kept === 'string' ? { ...part, text: kept } : { ...part, ...kept };
}

/** What is forgotten with the prompt: all words of people, their names as well. */
function textOf({ source, title, text }: PromptPart): KeptText {
  return source === 'history' ? { title, text } : text;
}

function withoutText(part: PromptPart): PromptPart {
  return { ...part, text: '', ...(part.source === 'history' && { title: unnamed }) };
}

function postsOf(receipt: Receipt): ReceiptsTables['receipt_posts'][] {
  return receipt.answers.flatMap(({ messageIds }) =>
    messageIds.map((posted_id) => ({ posted_id, message_id: receipt.messageId })),
  );
}

function promptsOf(receipt: Receipt): ReceiptsTables['receipt_prompts'][] {
  return receipt.answers.filter(keepsPrompt).map(({ characterId, prompt, grounds }) => ({
    message_id: receipt.messageId,
    character_id: characterId,
    kept_at: receipt.finishedAt,
    texts: JSON.stringify(prompt.map(textOf)),
    grounds: grounds === undefined ? null : JSON.stringify(grounds),
  }));
}

/** Where somebody's words are off the record, there are no texts to keep. */
function keepsPrompt({ prompt, consent }: Answer): boolean {
  return prompt.length > 0 && consent?.offTheRecord === undefined;
}

function peopleOf(receipt: Receipt): ReceiptsTables['receipt_people'][] {
  const { host } = receipt.place;
  return receipt.answers
    .filter(keepsPrompt)
    .flatMap(({ characterId: character_id, wordsOf = [] }) =>
      wordsOf.map((person_id) => ({ host, person_id, message_id: receipt.messageId, character_id })),
    );
}
