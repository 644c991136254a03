import type { Clock } from '../../core/ports/clock.ts';
import { settledWithin } from './choice.ts';
import type { Provider } from './provider.ts';

/** How many tokens each model can take: what the owner allows, the server tells, and failures taught. */
export interface Windows {
  of(provider: Provider): Promise<number>;
  /** Asks beforehand; a server that does not tell yet is asked again when it matters. */
  ask(provider: Provider): Promise<void>;
  /** The model refused a prompt as too long; the server may have named its limit. */
  learn(provider: Provider, limit: number): void;
}

const smallest = 512;
/** How long an answer may wait for the server to tell. */
const patienceMs = 1_000;
const askAgainMs = 60_000;

export function createWindows(allowed: number, clock: Clock): Windows {
  const known = new Map<string, number>();
  const askedAt = new Map<string, number>();

  async function ask(provider: Provider): Promise<void> {
    const told = await provider.contextTokens();
    if (told !== undefined)
      known.set(provider.reference, Math.min(told, known.get(provider.reference) ?? told));
  }

  function isDue(provider: Provider): boolean {
    const last = askedAt.get(provider.reference) ?? Number.NEGATIVE_INFINITY;
    return !known.has(provider.reference) && clock.now() - last >= askAgainMs;
  }

  return {
    ask,
    async of(provider) {
      if (isDue(provider)) {
        askedAt.set(provider.reference, clock.now());
        await settledWithin(ask(provider), patienceMs);
      }
      return Math.min(allowed, known.get(provider.reference) ?? allowed);
    },
    learn(provider, limit) {
      const before = known.get(provider.reference) ?? allowed;
      known.set(provider.reference, Math.max(smallest, Math.min(before, Math.floor(limit))));
    },
  };
}
