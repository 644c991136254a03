import { sql } from 'kysely';
import type { Person } from '../../core/keeping.ts';
import { laneOf, type Message } from '../../core/message.ts';
import type { Journal, OutboxPost, OutboxReply } from '../../core/ports/journal.ts';
import { withoutPrompt } from '../../core/withdrawn.ts';
import { type Database, inside, type Migrations } from '../../lib/sql.ts';
import {
  addPosts,
  addReply,
  dropPosts,
  dropReplies,
  move,
  settleOne,
  takeIn,
  waitingIn,
} from './statements.ts';
import type { JournalTables } from './tables.ts';

export const migrations: Migrations = {
  slice: 'journal',
  steps: {
    '001-inbox-and-outbox': {
      async up(db) {
        await db.schema
          .createTable('inbox')
          .addColumn('message_id', 'text', (column) => column.primaryKey())
          .addColumn('lane', 'text', (column) => column.notNull())
          .addColumn('accepted_at', 'bigint', (column) => column.notNull())
          .addColumn('body', 'text')
          .addColumn('settled_at', 'bigint')
          .execute();
        await db.schema
          .createIndex('inbox_pending')
          .on('inbox')
          .columns(['lane'])
          .where(sql.ref('settled_at'), 'is', null)
          .execute();
        await db.schema.createIndex('inbox_accepted').on('inbox').columns(['accepted_at']).execute();
        await db.schema.createIndex('inbox_settled').on('inbox').columns(['settled_at']).execute();
        await db.schema
          .createTable('outbox_replies')
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('place_in_turn', 'integer', (column) => column.notNull())
          .addColumn('body', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('outbox_replies_key', ['message_id', 'character_id'])
          .execute();
        await db.schema
          .createTable('outbox_posts')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('message_id', 'text', (column) => column.notNull())
          .addColumn('character_id', 'text', (column) => column.notNull())
          .addColumn('place_in_reply', 'integer', (column) => column.notNull())
          .addColumn('text', 'text', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('attempted_at', 'bigint')
          .addColumn('posted_id', 'text')
          .execute();
        await db.schema
          .createIndex('outbox_posts_message')
          .on('outbox_posts')
          .columns(['message_id'])
          .execute();
      },
    },
    '002-pending-in-order': {
      async up(db) {
        await db.schema.dropIndex('inbox_pending').execute();
        await db.schema
          .createIndex('inbox_pending')
          .on('inbox')
          .columns(['lane', 'accepted_at', 'message_id'])
          .where(sql.ref('settled_at'), 'is', null)
          .execute();
      },
    },
    '003-catching-up': {
      async up(db) {
        await db.schema
          .createTable('catching_up')
          .addColumn('host', 'text', (column) => column.primaryKey())
          .addColumn('since', 'bigint', (column) => column.notNull())
          .execute();
      },
    },
  },
};

export interface JournalStore extends Journal {
  /** Forgets settled messages older than this, so that only recent ones are told apart from repeats. */
  forgetSettled(before: number): Promise<number>;
  /**
   * Until when everything said on a host was taken in, as far as is known: when a message last was, or where a
   * catching up began that did not come to its end. Undefined where nobody ever listened.
   */
  heardUntil(host: string): Promise<number | undefined>;
  /** From now on what was said since then may be missing, until it is caught up with. */
  beginCatchUp(host: string, since: number): Promise<void>;
  /** Ends it, unless nothing was ever taken in: then its beginning is all that says where to go on from. */
  endCatchUp(host: string): Promise<void>;
}

/** Rows that are forgotten at once: a few milliseconds. */
const atOnce = 200;

export function createJournalStore(db: Database<JournalTables>, now: () => number): JournalStore {
  async function lastAccepted(host: string): Promise<number | undefined> {
    const { at } = await db
      .selectFrom('inbox')
      .select((select) => select.fn.max('accepted_at').as('at'))
      .where('lane', 'like', `${host}:%`)
      .executeTakeFirstOrThrow();
    return at ?? undefined;
  }

  return {
    async accept(transaction, message) {
      const { numAffectedRows = 0n } = await takeIn(inside(transaction), {
        message_id: message.id,
        lane: laneOf(message.place),
        accepted_at: now(),
        body: JSON.stringify(message),
      });
      return numAffectedRows > 0n;
    },
    async pending(lane, limit) {
      const { rows } = await waitingIn(db, { lane, limit });
      return rows.map(({ body, accepted_at, begun }) => ({
        message: JSON.parse(body ?? '{}'),
        acceptedAt: accepted_at,
        begun: Boolean(begun),
      }));
    },
    async pendingLanes() {
      const rows = await db
        .selectFrom('inbox')
        .select('lane')
        .distinct()
        .where('settled_at', 'is', null)
        .execute();
      return rows.map(({ lane }) => lane);
    },
    async revise(transaction, { id, place: _, at: __, ...change }) {
      const tables = inside<JournalTables>(transaction);
      const row = await tables
        .selectFrom('inbox')
        .select('body')
        .where('message_id', '=', id)
        .where('settled_at', 'is', null)
        .executeTakeFirst();
      if (row?.body == null) return;
      const message: Message = { ...JSON.parse(row.body), ...change };
      await tables
        .updateTable('inbox')
        .set({ body: JSON.stringify(message) })
        .where('message_id', '=', id)
        .execute();
    },
    async withdraw(transaction, messageId) {
      const result = await inside<JournalTables>(transaction)
        .updateTable('inbox')
        .set({ settled_at: now(), body: null })
        .where('message_id', '=', messageId)
        .where('settled_at', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('outbox_replies').select('message_id').where('message_id', '=', messageId))),
        )
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async settle(transaction, messageIds) {
      for (const message_id of messageIds) {
        await settleOne(inside(transaction), { message_id, settled_at: now() });
        await dropReplies(inside(transaction), { message_id });
        await dropPosts(inside(transaction), { message_id });
      }
    },
    async enqueue(transaction, { posts, ...reply }) {
      const { messageId: message_id, characterId: character_id } = reply;
      const { numAffectedRows } = await addReply(inside(transaction), {
        message_id,
        character_id,
        body: JSON.stringify(reply),
      });
      if (numAffectedRows === 0n) return false;
      await addPosts(
        inside(transaction),
        posts.map((post, place_in_reply) => ({
          id: post.id,
          message_id,
          character_id,
          place_in_reply,
          text: post.text,
          state: post.attemptedAt === undefined ? post.state : 'sending',
          attempted_at: post.attemptedAt ?? null,
          posted_id: null,
        })),
      );
      return true;
    },
    redactWordsOf: (transaction, people) => forgetPromptsOf(inside(transaction), people),
    async replies(messageId) {
      const replies = await db
        .selectFrom('outbox_replies')
        .select(['body', 'character_id'])
        .where('message_id', '=', messageId)
        .orderBy('place_in_turn')
        .execute();
      if (replies.length === 0) return [];
      const posts = await db
        .selectFrom('outbox_posts')
        .selectAll()
        .where('message_id', '=', messageId)
        .orderBy('place_in_reply')
        .execute();
      return replies.map(
        ({ body, character_id }): OutboxReply => ({
          ...JSON.parse(body),
          posts: posts.filter((post) => post.character_id === character_id).map(toPost),
        }),
      );
    },
    async progress(transaction, postId, state, details = {}) {
      const { attemptedAt: attempted_at = null, messageId: posted_id = null } = details;
      await move(inside(transaction), { id: postId, state, attempted_at, posted_id });
    },
    async forgetSettled(before) {
      const some = db.selectFrom('inbox').select('message_id').where('settled_at', '<', before).limit(atOnce);
      const result = await db.deleteFrom('inbox').where('message_id', 'in', some).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    async heardUntil(host) {
      const begun = await db
        .selectFrom('catching_up')
        .select('since')
        .where('host', '=', host)
        .executeTakeFirst();
      if (begun !== undefined) return begun.since;
      return lastAccepted(host);
    },
    async beginCatchUp(host, since) {
      await db
        .insertInto('catching_up')
        .values({ host, since })
        .onConflict((conflict) => conflict.column('host').doNothing())
        .execute();
    },
    async endCatchUp(host) {
      if ((await lastAccepted(host)) !== undefined)
        await db.deleteFrom('catching_up').where('host', '=', host).execute();
    },
  };
}

function toPost(row: JournalTables['outbox_posts']): OutboxPost {
  return {
    id: row.id,
    text: row.text,
    state: row.state,
    attemptedAt: row.attempted_at ?? undefined,
    messageId: row.posted_id ?? undefined,
  };
}

/** Takes the texts of prompts out of replies that are on their way, where words of these people stand in them. */
export async function forgetPromptsOf(
  tables: Database<JournalTables>,
  people: readonly Person[],
): Promise<void> {
  const rows = await tables.selectFrom('outbox_replies').selectAll().execute();
  for (const { message_id, character_id, body } of rows) {
    const reply: Omit<OutboxReply, 'posts'> = JSON.parse(body);
    if (reply.answer === undefined || !isToldOf(reply, people)) continue;
    await tables
      .updateTable('outbox_replies')
      .set({ body: JSON.stringify({ ...reply, answer: withoutPrompt(reply.answer) }) })
      .where('message_id', '=', message_id)
      .where('character_id', '=', character_id)
      .execute();
  }
}

function isToldOf({ place, answer }: Omit<OutboxReply, 'posts'>, people: readonly Person[]): boolean {
  return people.some(({ host, id }) => host === place.host && answer?.wordsOf?.includes(id));
}
