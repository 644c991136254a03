import { type Database, type Given, insertion, prepared } from '../../lib/sql.ts';
import type { JournalTables } from './tables.ts';

/*
 * What every message asks of the inbox and the outbox.
 */

type Tables = Database<JournalTables>;
type Inbox = JournalTables['inbox'];
type Reply = JournalTables['outbox_replies'];
type Post = JournalTables['outbox_posts'];

/** Takes a message in, unless it was before. */
export const takeIn = prepared(
  (tables: Tables, given: Given<Pick<Inbox, 'message_id' | 'lane' | 'accepted_at' | 'body'>>) =>
    tables
      .insertInto('inbox')
      .values({
        message_id: given('message_id'),
        lane: given('lane'),
        accepted_at: given('accepted_at'),
        body: given('body'),
        settled_at: null,
      })
      .onConflict((conflict) => conflict.column('message_id').doNothing()),
);

/** The messages that wait in a lane, oldest first, and whether replies to them were made. */
export const waitingIn = prepared((tables: Tables, given: Given<Pick<Inbox, 'lane'> & { limit: number }>) =>
  tables
    .selectFrom('inbox')
    .select(({ exists, selectFrom }) => [
      'body',
      'accepted_at',
      exists(
        selectFrom('outbox_replies')
          .select('outbox_replies.message_id')
          .whereRef('outbox_replies.message_id', '=', 'inbox.message_id'),
      ).as('begun'),
    ])
    .where('lane', '=', given('lane'))
    .where('settled_at', 'is', null)
    .orderBy('accepted_at')
    .orderBy('message_id')
    .limit(given('limit')),
);

export const settleOne = prepared(
  (tables: Tables, given: Given<{ message_id: string; settled_at: number }>) =>
    tables
      .updateTable('inbox')
      .set({ settled_at: given('settled_at'), body: null })
      .where('message_id', '=', given('message_id')),
);

export const dropReplies = prepared((tables: Tables, given: Given<Pick<Reply, 'message_id'>>) =>
  tables.deleteFrom('outbox_replies').where('message_id', '=', given('message_id')),
);

export const dropPosts = prepared((tables: Tables, given: Given<Pick<Post, 'message_id'>>) =>
  tables.deleteFrom('outbox_posts').where('message_id', '=', given('message_id')),
);

/** Adds a reply behind those that are there, if its message still waits. */
export const addReply = prepared(
  (tables: Tables, given: Given<Pick<Reply, 'message_id' | 'character_id' | 'body'>>) =>
    tables
      .insertInto('outbox_replies')
      .columns(['message_id', 'character_id', 'place_in_turn', 'body'])
      .expression(({ selectFrom }) =>
        selectFrom('inbox')
          .select(({ val, fn }) => [
            'message_id',
            val(given('character_id')).as('character_id'),
            selectFrom('outbox_replies')
              .select(fn.countAll<number>().as('others'))
              .where('outbox_replies.message_id', '=', given('message_id'))
              .as('place_in_turn'),
            val(given('body')).as('body'),
          ])
          .where('message_id', '=', given('message_id'))
          .where('settled_at', 'is', null),
      ),
);

export const addPosts = insertion<JournalTables, 'outbox_posts'>('outbox_posts');

/** Moves a post on; what is not told stays as it was. */
export const move = prepared(
  (tables: Tables, given: Given<Pick<Post, 'id' | 'state' | 'attempted_at' | 'posted_id'>>) =>
    tables
      .updateTable('outbox_posts')
      .set(({ fn, ref, val }) => ({
        state: given('state'),
        attempted_at: fn.coalesce(val(given('attempted_at')), ref('attempted_at')),
        posted_id: fn.coalesce(val(given('posted_id')), ref('posted_id')),
      }))
      .where('id', '=', given('id')),
);
