import type { Candidate } from './candidate.ts';
import type { Key } from './key.ts';

/** Which entries a key calls, so that those whose keys are not there need not be asked one by one. */
export interface Calls {
  /** Entries that may fire without a key, or whose keys depend on names. */
  always: readonly Candidate[];
  groups: readonly CallGroup[];
}

/** Entries that look for their keys in the same text. */
export interface CallGroup {
  one: Candidate;
  /** By the place of a primary key among all keys. */
  byKey: ReadonlyMap<number, readonly Candidate[]>;
}

/** Notes for each key whom it calls. */
export function createCalls(candidates: readonly Candidate[], keys: readonly Key[]): Calls {
  const places = new Map(keys.map((key, place) => [key, place]));
  const groups = new Map<string, { one: Candidate; byKey: Map<number, Candidate[]> }>();
  for (const candidate of candidates) {
    const { scanDepth, sources } = candidate.entry;
    const name = `${scanDepth} ${sources.join(' ')}`;
    const group = groups.get(name) ?? { one: candidate, byKey: new Map<number, Candidate[]>() };
    groups.set(name, group);
    for (const key of candidate.primary) {
      const place = key.kind === 'ready' ? places.get(key.key) : undefined;
      if (place === undefined) continue;
      const called = group.byKey.get(place);
      if (called === undefined) group.byKey.set(place, [candidate]);
      else called.push(candidate);
    }
  }
  return { always: candidates.filter(mayFireByItself), groups: [...groups.values()] };
}

/** What is sticky is found by the state of the talk. */
function mayFireByItself({ entry, rules, primary }: Candidate): boolean {
  const isForced = rules.force === 'on' || rules.repeat === 'always';
  return entry.constant || isForced || primary.some(({ kind }) => kind === 'macro');
}
