import { hashOf } from '../../lib/random.ts';

/**
 * Where a talk begins that is too long to be told from its beginning: at one of the `within` messages from `from` on,
 * and turn after turn at the same one until it has to go. If the talk lost a message with every turn, no prompt cache
 * would know the rest of it again. Needs no memory: the message is chosen by its id.
 */
export function steadyStart(messageIds: readonly string[], from: number, within: number): number {
  const choice = messageIds.slice(from, from + Math.max(1, within)).map(hashOf);
  return choice.length === 0 ? from : from + choice.indexOf(Math.min(...choice));
}

/** What of a talk was told in its last turn: what is told alike again, caches know. */
export interface Steadiness {
  /** Like `steadyStart`, but where it was before; it goes as far as it may when it has to go, so that it seldom does. */
  startOf(messageIds: readonly string[], from: number, within: number): number;
  /** How many examples of the card; undefined when nothing was told yet. */
  examplesTold: number | undefined;
}

export interface Steadinesses {
  of(talk: string): Steadiness;
}

/** Remembers the `most` talks that were told last. After a start of Acore the hash chooses where they begin. */
export function createSteadinesses(most = 2_000): Steadinesses {
  const known = new Map<string, Steadiness>();
  return {
    of(talk) {
      const steadiness = known.get(talk) ?? createSteadiness();
      known.delete(talk);
      known.set(talk, steadiness);
      if (known.size > most) known.delete(known.keys().next().value ?? '');
      return steadiness;
    },
  };
}

export function createSteadiness(): Steadiness {
  let last: string | undefined;
  return {
    examplesTold: undefined,
    startOf(messageIds, from, within) {
      const furthest = Math.min(from + Math.max(1, within), messageIds.length) - 1;
      const again = last === undefined ? -1 : messageIds.indexOf(last, from);
      const anew = last === undefined ? steadyStart(messageIds, from, within) : furthest;
      const start = again >= from && again <= furthest ? again : anew;
      last = messageIds[start];
      return Math.max(from, start);
    },
  };
}
