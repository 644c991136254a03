import type { Character } from '../../core/character.ts';
import type { TurnView } from '../../core/feature.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { safeName } from '../../core/prompt/prompt.ts';
import { texts } from './texts.ts';

const mostNames = 12;

/** The people who spoke lately, the latest first, each once. */
export function peopleIn(talk: readonly TranscriptEntry[]): string[] {
  const names = new Map<string, string>();
  for (const { kind, authorId, authorName } of talk.toReversed()) {
    // One account may speak for several people through a proxy; then the name tells them apart.
    const who = kind === 'proxied' ? `${authorId} ${authorName}` : authorId;
    const isPerson = kind === 'person' || kind === 'proxied';
    if (isPerson && !names.has(who)) names.set(who, safeName(authorName));
  }
  return [...names.values()].slice(0, mostNames);
}

/** Who is around a character: the people, the others it knows and how it stands with them, the rest. */
export function companyOf({ character, talk, message }: TurnView, present: readonly Character[]): string {
  const isDirect = message.place.kind === 'direct';
  const others = present.filter(({ id }) => id !== character.id && (!isDirect || hasSpoken(id, talk)));
  const known = others.filter((other) => relationTo(character, other) !== undefined);
  const rest = others.filter((other) => !known.includes(other)).map(({ displayName }) => displayName);
  const people = peopleIn(talk);
  return [
    ...(people.length === 0 ? [] : [texts.people(people)]),
    ...(known.length === 0 ? [] : [texts.known(character.displayName)]),
    ...known.map((other) => relationLine(character, other)),
    ...(rest.length === 0 ? [] : [texts.others(rest.slice(0, mostNames))]),
  ].join('\n');
}

/** Two in a direct talk are alone, unless another character was called into it. */
function hasSpoken(id: string, talk: readonly TranscriptEntry[]): boolean {
  return talk.some(({ characterId }) => characterId === id);
}

function relationTo({ relationships }: Character, { id }: Character) {
  return relationships.find(({ characterId }) => characterId === id);
}

function relationLine(character: Character, other: Character): string {
  const { kind = '', feeling = '' } = relationTo(character, other) ?? {};
  return texts.relation(other.displayName, kind, feeling);
}
