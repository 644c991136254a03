import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { KnownNames } from '../../core/ports/transcript.ts';
import type { Acquaintance } from './extract/index.ts';

export interface AcquaintanceNeeds {
  cast: Pick<Cast, 'knownIn'>;
  transcript: KnownNames;
}

/**
 * Whom people of a place may talk about: its characters, and everybody who ever spoke in its home under a name that
 * stands in these texts, however long ago, so that a name that two of them have is known to mean nobody for sure.
 */
export async function acquaintances(
  { cast, transcript }: AcquaintanceNeeds,
  place: Place,
  texts: readonly string[],
): Promise<Acquaintance[]> {
  const characters = cast
    .knownIn(place)
    .map(({ id, displayName, aliases }) => ({ id, name: displayName, aliases, kind: 'character' as const }));
  const called = await transcript.calledIn(place, texts.join('\n'));
  const isCharacter = new Set(characters.map(({ id }) => id));
  const people = called
    .filter(({ id }) => !isCharacter.has(id))
    .map(({ id, name, formerNames }) => ({ id, name, aliases: formerNames, kind: 'person' as const }));
  return [...characters, ...people];
}
