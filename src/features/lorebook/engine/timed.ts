import type { Candidate } from './candidate.ts';

/** An effect of an entry that lasts; `start` and `end` are lengths of the talk in messages. */
export interface TimedEffect {
  /** Of the entry as it was: a changed entry's effect ends. */
  hash: string;
  start: number;
  end: number;
  /** Stays when the newest message is answered anew. */
  protected: boolean;
}

/** What has to be remembered of a talk between two scans, by entry. */
export interface TimedState {
  sticky: Readonly<Record<string, TimedEffect>>;
  cooldown: Readonly<Record<string, TimedEffect>>;
  /** Entries that have fired before, for decorators that ask. */
  fired: readonly string[];
}

export const noTimedState: TimedState = { sticky: {}, cooldown: {}, fired: [] };

type Kind = 'sticky' | 'cooldown';
type Effects = Map<string, TimedEffect>;

/** The effects as one scan sees and changes them. */
export interface Timing {
  isSticky(candidate: Candidate): boolean;
  /** The length of the talk at which the entry may fire again. */
  coolsUntil(candidate: Candidate): number | undefined;
  isDelayed(candidate: Candidate): boolean;
  hasFired(candidate: Candidate): boolean;
  /** What is to be remembered after these entries have fired. */
  after(fired: Iterable<Candidate>): TimedState;
}

/** Ends what is over, and begins the cooldowns of what was sticky until now. */
export function createTiming(
  state: TimedState,
  candidates: ReadonlyMap<string, Candidate>,
  length: number,
): Timing {
  const kept: Record<Kind, Effects> = {
    sticky: new Map(Object.entries(state.sticky)),
    cooldown: new Map(Object.entries(state.cooldown)),
  };
  const active: Record<Kind, Effects> = { sticky: new Map(), cooldown: new Map() };
  const before = new Set(state.fired);

  function beginCooldown(id: string, { entry, hash }: Candidate): void {
    if (entry.cooldown <= 0) return;
    kept.cooldown.set(id, { hash, start: length, end: length + entry.cooldown, protected: true });
  }

  function review(kind: Kind): void {
    for (const [id, effect] of [...kept[kind]]) {
      const candidate = candidates.get(id);
      const isKnown = candidate !== undefined && candidate.hash === effect.hash;
      const isUndone = length <= effect.start && !effect.protected;
      if (isUndone || length >= effect.end) kept[kind].delete(id);
      else if (isKnown) active[kind].set(id, effect);
      if (!isUndone && length >= effect.end && isKnown && kind === 'sticky') beginCooldown(id, candidate);
    }
  }

  review('sticky');
  review('cooldown');
  return {
    isSticky: ({ id }) => active.sticky.has(id),
    coolsUntil: ({ id }) => active.cooldown.get(id)?.end,
    isDelayed: ({ entry }) => length < entry.delay,
    hasFired: ({ id }) => before.has(id),
    after: (fired) => remembered(kept, before, [...fired], length),
  };
}

function remembered(
  kept: Record<Kind, Effects>,
  before: ReadonlySet<string>,
  fired: readonly Candidate[],
  length: number,
): TimedState {
  const with_ = (kind: Kind) => {
    const effects = new Map(kept[kind]);
    for (const { id, entry, hash } of fired) {
      if (entry[kind] <= 0 || effects.has(id)) continue;
      effects.set(id, { hash, start: length, end: length + entry[kind], protected: false });
    }
    return Object.fromEntries(effects);
  };
  const remembers = fired.filter(({ rules }) => rules.repeat !== undefined).map(({ id }) => id);
  return {
    sticky: with_('sticky'),
    cooldown: with_('cooldown'),
    fired: [...new Set([...before, ...remembers])],
  };
}
