import { heardIn } from './core/heard.ts';
import type { Place } from './core/message.ts';
import type { ChatPlatform } from './core/ports/platform.ts';

/** What slices ask of whichever host a place belongs to. */
export interface Surroundings {
  /** Of `sources`, the places that everybody who can read `place` may read as well. */
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
  /** Where a message is looked at; undefined where the host has no such address. */
  linkTo(place: Place, messageId: string): string | undefined;
}

/** Asks the host; one that cannot tell who reads what lets a place hear of itself alone. */
export function createSurroundings(hosts: ReadonlyMap<string, ChatPlatform>): Surroundings {
  return {
    heardIn: (place, sources) => heardIn(hosts, place, sources),
    linkTo: (place, messageId) => hosts.get(place.host)?.linkTo?.(place, messageId),
  };
}
