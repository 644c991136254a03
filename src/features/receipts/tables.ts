import type { Receipt } from '../../core/receipt.ts';

/** What the receipts slice keeps. */
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
    /** When the oldest words in it were said, or when it was made. */
    said_from: number;
  };
  /** Whose words stand in the texts of which prompt. */
  receipt_people: {
    host: string;
    person_id: string;
    message_id: string;
    character_id: string;
    /** When the oldest of their words in it were said, or when it was made. */
    said_from: number;
  };
}
