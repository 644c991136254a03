import type { Place } from './message.ts';
import type { ChatPlatform } from './ports/platform.ts';

export type Hosts = ReadonlyMap<string, Pick<ChatPlatform, 'heardIn'>>;

/** Of `sources`, the places that all who read `place` may read as well; a host that cannot tell lets it hear of itself alone. */
export async function heardIn(hosts: Hosts, place: Place, sources: readonly Place[]): Promise<Place[]> {
  const near = sources.filter(({ host }) => host === place.host);
  const platform = hosts.get(place.host);
  if (platform?.heardIn !== undefined && near.length > 0) return platform.heardIn(place, near);
  return near.filter((source) => isSame(source, place));
}

/** Whether all who read `place` may read at each of these sources, as it is now. */
export async function areHeardIn(
  hosts: Hosts,
  place: Place,
  sources: readonly Place[] = [],
): Promise<boolean> {
  if (sources.length === 0) return true;
  const heard = await heardIn(hosts, place, sources);
  return sources.every((source) => heard.some((one) => isSame(one, source)));
}

/** Each of these places once, without the one itself. */
export function othersThan(place: Place, sources: readonly Place[]): Place[] {
  const others = sources.filter((source) => !isSame(source, place));
  return others.filter((one, index) => others.findIndex((other) => isSame(other, one)) === index);
}

function isSame(one: Place, other: Place): boolean {
  return one.host === other.host && one.channelId === other.channelId;
}
