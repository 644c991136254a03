import { fold } from '../lib/fold.ts';
import { type Character, namesOf } from './character.ts';

/** The character somebody means by what they typed: its id or a name of it, else the only one that begins so. */
export function characterNamed(characters: readonly Character[], typed: string): Character | undefined {
  const wanted = fold(typed.replace(/^@/, ''));
  if (wanted === '') return undefined;
  const exact = characters.find((character) => spellings(character).includes(wanted));
  if (exact !== undefined) return exact;
  const beginning = characters.filter((character) => begins(character, wanted));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** The names to offer for what was typed so far, those that begin with it first. */
export function suggestCharacters(characters: readonly Character[], typed: string): string[] {
  const wanted = fold(typed.replace(/^@/, ''));
  const fitting = characters.filter((character) =>
    spellings(character).some((name) => name.includes(wanted)),
  );
  const [first, rest] = [true, false].map((early) =>
    fitting.filter((character) => begins(character, wanted) === early).map(({ displayName }) => displayName),
  );
  return [...(first ?? []), ...(rest ?? [])];
}

function spellings(character: Character): string[] {
  return [character.id, ...namesOf(character)].map(fold);
}

function begins(character: Character, wanted: string): boolean {
  return spellings(character).some((name) => name.startsWith(wanted));
}
