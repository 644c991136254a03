import { findNames } from '../lib/words.ts';
import { type Character, namesOf } from './character.ts';
import type { Message, Place, ReplyReference } from './message.ts';

/** What somebody typed on a host that has no mentions of its own: the playground, a terminal. */
export interface TypedMessage {
  id: string;
  place: Place;
  person: { id: string; name: string };
  text: string;
  at: number;
  /** Everybody an `@Name` may mean. */
  people: readonly { id: string; name: string }[];
  cast: readonly Character[];
  replyTo?: ReplyReference | undefined;
  /** Who answers whatever is said: the character at the other end of a direct line. */
  partnerId?: string | undefined;
}

/** The message that typed words make; `@Name` mentions people, and a character's `@Name` the bot itself. */
export function typedMessage(typed: TypedMessage): Message {
  const { id, place, person, text, at, people, cast, replyTo, partnerId } = typed;
  const calls = (names: string[]) =>
    findNames(
      text,
      names.map((name) => `@${name}`),
    ).length > 0;
  return {
    id,
    place,
    author: { ...person, kind: 'person' },
    text,
    at,
    attachments: [],
    mentions: people.filter(({ name }) => calls([name])),
    mentionsSelf: calls(cast.flatMap(namesOf)),
    ...(replyTo !== undefined && { replyTo }),
    ...(partnerId !== undefined && { summons: { characterId: partnerId } }),
  };
}
