import { fold } from '../lib/fold.ts';
import { type Character, namesOf } from './character.ts';
import type { Place } from './message.ts';
import type { Cast } from './ports/cast.ts';

/** A character as people in a place know it; undefined for one of another server. */
export function characterIn(
  cast: Pick<Cast, 'knownIn'>,
  place: Place,
  characterId: string | undefined,
): Character | undefined {
  return cast.knownIn(place).find(({ id }) => id === characterId);
}

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
    fitting.filter((character) => begins(character, wanted) === early).map(told),
  );
  return [...(first ?? []), ...(rest ?? [])];

  /** Of two of one name the later one is told apart by its id. */
  function told({ id, displayName }: Character): string {
    return characters.find((other) => other.displayName === displayName)?.id === id ? displayName : id;
  }
}

function spellings(character: Character): string[] {
  return [character.id, ...namesOf(character)].map(fold);
}

function begins(character: Character, wanted: string): boolean {
  return spellings(character).some((name) => name.startsWith(wanted));
}
