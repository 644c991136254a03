import type { Character } from '../../../core/character.ts';
import type { Self } from './first-person.ts';

/** The character's names and pronouns; where the card names none, the description shows them. */
export function selfOf(character: Character): Self {
  const given = character.pronouns;
  const first = character.name.split(' ')[0] ?? '';
  const own = new Set([...character.name.split(' '), ...character.displayName.split(' ')]);
  // An alias may be a title that also means others: only those made of the name are safe to replace.
  const aliases = character.aliases.filter((alias) => alias.split(' ').some((part) => own.has(part)));
  const called = [character.name, character.displayName, ...aliases, ...(first.length > 2 ? [first] : [])];
  const names = ['{{char}}', ...called.filter((name) => name.trim() !== '')];
  const { subject, object, possessive } = given ?? guessPronouns(character.description);
  return { names: [...new Set(names)].sort((a, b) => b.length - a.length), subject, object, possessive };
}

const pronounSets = [
  { subject: 'she', object: 'her', possessive: 'her' },
  { subject: 'he', object: 'him', possessive: 'his' },
  { subject: 'they', object: 'them', possessive: 'their' },
  { subject: 'it', object: 'it', possessive: 'its' },
];

function guessPronouns(text: string) {
  const score = ({ subject, possessive }: { subject: string; possessive: string }) =>
    (text.match(new RegExp(`\\b(?:${subject}|${possessive})\\b`, 'gi')) ?? []).length;
  const ranked = pronounSets.map((set) => ({ set, score: score(set) })).sort((a, b) => b.score - a.score);
  return ranked[0]?.set ?? { subject: 'they', object: 'them', possessive: 'their' };
}
