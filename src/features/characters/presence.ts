import type { Character } from '../../core/character.ts';
import { laneOf, type Place } from '../../core/message.ts';
import { hashOf } from '../../lib/random.ts';
import type { Presence } from './store.ts';

/** What was chosen in a place: for the whole `server`, in the channel that a thread hangs under, in the place itself. */
export interface Choices {
  server: ReadonlyMap<string, Presence>;
  inherited: ReadonlyMap<string, Presence>;
  own: ReadonlyMap<string, Presence>;
}

/**
 * Who may speak in a place, the lead first. Everybody is everywhere, unless sent away. Guests, whom a server imported,
 * lead only where somebody chose them or nobody else is.
 */
export function whoIsPresent(
  all: readonly Character[],
  place: Place,
  choices: Choices,
  isGuest: (character: Character) => boolean = () => false,
): Character[] {
  const lead = leadOf(all, place, choices, isGuest);
  const present = all.filter(({ id }) => presenceOf(id, choices) !== 'off');
  return [
    ...present.filter((character) => character === lead),
    ...present.filter((character) => character !== lead),
  ];
}

function presenceOf(characterId: string, { server, inherited, own }: Choices): Presence | undefined {
  return own.get(characterId) ?? inherited.get(characterId) ?? server.get(characterId);
}

function leadOf(
  all: readonly Character[],
  place: Place,
  choices: Choices,
  isGuest: (character: Character) => boolean,
): Character | undefined {
  const present = all.filter(({ id }) => presenceOf(id, choices) !== 'off');
  return (
    present.find(({ id }) => choices.own.get(id) === 'lead') ??
    present.find(({ id }) => choices.inherited.get(id) === 'lead') ??
    present.find(({ id }) => choices.server.get(id) === 'lead') ??
    partnerIn(present, place) ??
    usualLead(
      present.filter((character) => !isGuest(character)),
      place,
    ) ??
    usualLead(present, place)
  );
}

/** The playground's direct talks carry their character in the channel's id: `dm-ada`, `dm-ada-2`. */
function partnerIn(present: readonly Character[], place: Place): Character | undefined {
  if (place.host !== 'playground' || place.kind !== 'direct') return undefined;
  const fitting = present.filter(({ id }) => `${place.channelId}-`.startsWith(`dm-${id}-`));
  return fitting.sort((a, b) => b.id.length - a.id.length)[0];
}

/** Always the same one in one channel, different ones in different channels, and little moved by newcomers. */
function usualLead(present: readonly Character[], place: Place): Character | undefined {
  const home = laneOf({ host: place.host, channelId: place.parentId ?? place.channelId });
  const weight = (character: Character) => hashOf(`${home} ${character.id}`);
  return present.reduce<Character | undefined>(
    (best, next) => (best === undefined || weight(next) > weight(best) ? next : best),
    undefined,
  );
}
