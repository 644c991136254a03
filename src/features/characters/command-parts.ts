import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import type { Command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { type Imported, serverOf } from './imported/index.ts';
import { texts } from './texts.ts';

/** What the commands about characters have in common. */
export const anywhere = {
  kind: 'slash',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
} as const satisfies Partial<Command>;

/** The same of those that change a server's own characters. */
export const ofServer = {
  ...anywhere,
  contexts: ['guild'],
  permission: 'manage',
} as const satisfies Partial<Command>;

const mostSuggestions = 25;

export function nameInput(description: string) {
  return z.string().min(1).max(100).describe(description);
}

/** Offers the names of those whom people in a place may know. */
export function fromKnown(cast: Pick<Cast, 'knownIn'>) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(cast.knownIn(place), partial).slice(0, mostSuggestions);
}

/** Offers the names of those who may speak in a place. */
export function fromHere(cast: Pick<Cast, 'presentIn'>) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(await cast.presentIn(place), partial).slice(0, mostSuggestions);
}

/** Offers the names of a server's own characters, or of those it has deleted. */
export function fromOwn(
  cast: Pick<Cast, 'knownIn'>,
  imported: Imported,
  which: 'there' | 'removed' = 'there',
) {
  return async (partial: string, { place }: { place: Place }) => {
    await imported.ready();
    const own = which === 'there' ? ownIn(cast, imported, place) : imported.removed(serverIn(place));
    return suggestCharacters(own, partial).slice(0, mostSuggestions);
  };
}

/** The character that somebody means. Throws UserError when people in that place know none of that name. */
export function wanted(cast: Pick<Cast, 'knownIn'>, place: Place, typed: string): Character {
  const character = characterNamed(cast.knownIn(place), typed);
  if (character === undefined) throw new UserError(texts.unknown(typed));
  return character;
}

/** A character that the server of a place may change. Throws UserError for those that are not its own. */
export function ownWanted(
  cast: Pick<Cast, 'knownIn'>,
  imported: Imported,
  place: Place,
  typed: string,
): Character {
  const own = characterNamed(ownIn(cast, imported, place), typed);
  if (own !== undefined) return own;
  throw new UserError(texts.notOwn(wanted(cast, place, typed).displayName));
}

/** The server that a command changes. Throws UserError where there is none. */
export function serverIn(place: Place): string {
  const server = serverOf(place);
  if (server === undefined) throw new UserError(texts.onlyInServers);
  return server;
}

function ownIn(cast: Pick<Cast, 'knownIn'>, imported: Imported, place: Place): Character[] {
  const own = new Set(imported.of(serverIn(place)).map(({ id }) => id));
  return cast.knownIn(place).filter(({ id }) => own.has(id));
}
