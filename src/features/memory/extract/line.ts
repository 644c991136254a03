import type { Author } from '../../../core/message.ts';

/** A message as learning reads it. Everything in it is untrusted. */
export interface SaidLine {
  messageId: string;
  author: Pick<Author, 'id' | 'name' | 'kind'>;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  replyTo?: { messageId: string; authorId?: string | undefined } | undefined;
  mentions: readonly { id: string; name: string }[];
}

/** Somebody who is known where the lines were said, with every name that calls them. */
export interface Acquaintance {
  id: string;
  name: string;
  aliases?: readonly string[] | undefined;
  kind: 'person' | 'character';
}

/** What else an extractor is told. */
export interface ReadingOptions {
  /** What "next Friday" is counted in; UTC unless said otherwise. */
  timeZone?: string | undefined;
  /** Recalled text, lore, documents and cards that characters were told: words that come back from there are nothing new. */
  told?: readonly string[] | undefined;
  /** What a character was told for an answer of its own; undefined for lines of which nothing is learned about it. */
  own?: ((messageId: string) => readonly string[] | undefined) | undefined;
}

/** Whether a person said this: what characters, bots and webhooks say is never learned. */
export function isPersonal({ author }: Pick<SaidLine, 'author'>): boolean {
  return author.kind === 'person' || author.kind === 'proxied';
}
