import type { OutboxPost } from '../../core/ports/journal.ts';

export interface JournalTables {
  inbox: {
    message_id: string;
    lane: string;
    accepted_at: number;
    /** JSON of the message; null once it is settled, so that no words are kept twice. */
    body: string | null;
    settled_at: number | null;
  };
  outbox_replies: {
    message_id: string;
    character_id: string;
    place_in_turn: number;
    /** JSON of everything but the posts. */
    body: string;
  };
  outbox_posts: {
    id: string;
    message_id: string;
    character_id: string;
    place_in_reply: number;
    text: string;
    state: OutboxPost['state'];
    attempted_at: number | null;
    posted_id: string | null;
  };
  catching_up: {
    host: string;
    /** What was said on the host since then may not have been taken in. */
    since: number;
  };
}
