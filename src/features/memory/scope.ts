import type { Character } from '../../core/character.ts';
import { homeOf, laneOf, type Place } from '../../core/message.ts';
import type { Digests } from '../../core/ports/digests.ts';
import type { FactScope } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import { factShelf, talkShelf } from './passages.ts';

export interface ScopeNeeds {
  lanes: Pick<LaneStore, 'lanesOf' | 'rules'>;
  /** Of `sources`, the places that everybody who can read `place` may read as well. */
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
}

/** What may be told in a place: talks whose every line all who read there may read, and what was learned from them. */
export interface Scope extends FactScope {
  places: ReadonlyMap<string, Place>;
  lanes: readonly string[];
}

/**
 * What a character may tell in a place. It remembers the talks that it had a part in, and in a home that shares its
 * memories those of the others there. Without a character: what anybody remembers, for those who look after it.
 */
export async function scopeOf(
  { lanes, heardIn }: ScopeNeeds,
  place: Place,
  character: Pick<Character, 'id'> | undefined,
): Promise<Scope> {
  const known = await lanes.lanesOf(place.host);
  const shared = await sharedHomes({ lanes }, new Set(known.map(({ home }) => home)));
  const own = known.flatMap((lane) => {
    const all = character === undefined || shared.has(lane.home);
    const listeners = all ? lane.listeners : lane.listeners.filter((id) => id === character.id);
    return listeners.length === 0 ? [] : [{ ...lane, listeners }];
  });
  const heard = new Set(
    (
      await heardIn(
        place,
        own.map((lane) => lane.place),
      )
    ).map(laneOf),
  );
  const audible = own.filter(({ lane }) => heard.has(lane));
  return {
    places: new Map(audible.map((one) => [one.lane, one.place])),
    lanes: audible.map(({ lane }) => lane),
    shelves: audible.flatMap(({ lane, listeners }) =>
      listeners.map((characterId) => ({ characterId, lane })),
    ),
  };
}

/** The names under which the recall knows what is in a scope. */
export function recallShelves({ lanes, shelves }: Scope, { shelfOf }: Pick<Digests, 'shelfOf'>): string[] {
  return [
    ...lanes.map(talkShelf),
    ...lanes.map(shelfOf),
    ...shelves.map(({ characterId, lane }) => factShelf(characterId, lane)),
  ];
}

async function sharedHomes({ lanes }: Pick<ScopeNeeds, 'lanes'>, homes: ReadonlySet<string>) {
  const rules = await Promise.all([...homes].map(async (home) => ({ home, ...(await lanes.rules(home)) })));
  return new Set(rules.filter(({ shared }) => shared).map(({ home }) => home));
}

/** Whether anything is remembered of a place: its admins said so. */
export async function learnsIn(lanes: Pick<LaneStore, 'rules'>, place: Place): Promise<boolean> {
  return (await lanes.rules(homeOf(place))).learnsSince !== undefined;
}
