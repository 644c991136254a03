import type { Transaction } from '../../lib/sql.ts';
import type { Person } from '../keeping.ts';
import type { Message, Place, Revision } from '../message.ts';
import type { Mood } from '../mood.ts';
import type { Answer } from '../receipt.ts';
import type { Post } from './platform.ts';

/** A post in the outbox. */
export interface OutboxPost {
  id: string;
  text: string;
  state: 'waiting' | 'sending' | 'sent' | 'uncertain';
  /** When sending was last begun. */
  attemptedAt?: number | undefined;
  messageId?: string | undefined;
}

/** One character's finished words on their way out. */
export interface OutboxReply {
  messageId: string;
  characterId: string;
  place: Place;
  /** People whose words may stand in it; the one who is answered first. */
  wordsOf?: readonly string[] | undefined;
  /** It answers what was said off the record, or repeats it. */
  offTheRecord?: Message['offTheRecord'];
  /** Other places where what they may tell was said: whoever hears them must be able to read there. */
  saidIn?: readonly Place[] | undefined;
  /** How the words came about; undefined for words that were fixed beforehand. */
  answer?: Answer | undefined;
  mentionable: Post['mentionable'];
  mood?: Mood | undefined;
  aside?: Post['aside'];
  /** They stand under the last post. */
  buttons?: Post['buttons'];
  posts: OutboxPost[];
}

/** A message in the inbox, and when it was taken in. */
export interface Pending {
  message: Message;
  acceptedAt: number;
  /** Replies to it are in the outbox already. */
  begun: boolean;
}

/** The inbox and the outbox: what came in and is not settled, and what is on its way out. */
export interface Journal {
  /** False when this message was taken in before. */
  accept(transaction: Transaction, message: Message): Promise<boolean>;
  /** Unsettled messages of a lane, oldest first. */
  pending(lane: string, limit: number): Promise<Pending[]>;
  pendingLanes(): Promise<string[]>;
  revise(transaction: Transaction, revision: Revision): Promise<void>;
  settle(transaction: Transaction, messageIds: string[]): Promise<void>;
  /** Settles a message for which no reply was made yet. False when it is too late for that. */
  withdraw(transaction: Transaction, messageId: string): Promise<boolean>;
  /** False, and nothing is kept, when its message does not wait any more. */
  enqueue(transaction: Transaction, reply: OutboxReply): Promise<boolean>;
  /** Forgets the texts of prompts of replies on their way out in which words of these people stand. */
  redactWordsOf(transaction: Transaction, people: readonly Person[]): Promise<void>;
  /** The replies made for a message so far, in order of speaking. */
  replies(messageId: string): Promise<OutboxReply[]>;
  progress(
    transaction: Transaction,
    postId: string,
    state: OutboxPost['state'],
    details?: { attemptedAt?: number; messageId?: string },
  ): Promise<void>;
}
