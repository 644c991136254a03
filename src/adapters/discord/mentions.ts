import type { Post } from '../../core/ports/platform.ts';
import { withoutCode } from '../../lib/words.ts';

/** A text ready to be posted, and the only people it may ping. */
export interface Addressed {
  content: string;
  allowedMentions: { parse: []; users: string[]; replied_user: false };
}

/** What every message carries that may ping nobody. */
export const pingsNobody: Addressed['allowedMentions'] = { parse: [], users: [], replied_user: false };

const mostUsers = 100;

/**
 * Turns `@Name` into a real mention for the people given, the longest names first, while the text stays within
 * `limit`. Whatever else looks like a mention, or stands in code, stays text: Discord pings only whom
 * `allowedMentions` names, and shows no mention in code.
 */
export function addressed(text: string, mentionable: Post['mentionable'], limit: number): Addressed {
  const people = mentionable.filter(({ name }) => name.trim() !== '');
  if (people.length === 0 || !text.includes('@')) return { content: text, allowedMentions: pingsNobody };
  const byName = new Map(people.map(({ id, name }) => [name.toLowerCase(), id]));
  const users = new Set<string>();
  let room = limit - text.length;
  const outsideCode = withoutCode(text);
  const content = text.replace(anyNameOf(people), (whole, name: string, index: number) => {
    const id = outsideCode[index] === '@' ? byName.get(name.toLowerCase()) : undefined;
    const mention = `<@${id}>`;
    if (id === undefined || mention.length - whole.length > room || users.size >= mostUsers) return whole;
    room -= mention.length - whole.length;
    users.add(id);
    return mention;
  });
  return { content, allowedMentions: { ...pingsNobody, users: [...users] } };
}

function anyNameOf(people: Post['mentionable']): RegExp {
  const names = people.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return new RegExp(
    `(?<![\\p{L}\\p{N}_<])@(${names.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  );
}
