import type { ServiceError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Provider } from './provider.ts';

/** Which models failed when they were last asked, and which are better left alone for a while. */
export interface Outages {
  /** `brokeOff`: words had come already. */
  failed(provider: Provider, failure: ServiceError, brokeOff: boolean): void;
  answered(provider: Provider): void;
  isDown(provider: Provider): boolean;
  /** It answered when it was last asked. */
  isUp(provider: Provider): boolean;
  /** The sentence of its last failure, while it is down. */
  reasonOf(provider: Provider): string | undefined;
  /** It failed so long ago that it is worth a try. */
  mayBeBack(provider: Provider): boolean;
  /** Not to be asked just now: it would cost a person a long wait. */
  rests(provider: Provider): boolean;
}

const tryAgainAfterMs = 60_000;
const restAfterTimeoutMs = 60_000;
const longestRestMs = 300_000;
const restAfterBreakingOffAgainMs = 30_000;

export function createOutages(log: Log, clock: Clock): Outages {
  const down = new Map<string, { failure: string; says: string; until: number; at: number }>();
  const up = new Set<string>();

  function restOf({ failure, retryAfterMs }: ServiceError): number {
    if (failure === 'timeout') return restAfterTimeoutMs;
    return failure === 'rate-limit' ? Math.min(retryAfterMs ?? 0, longestRestMs) : 0;
  }

  return {
    failed(provider, error, brokeOff) {
      // It stands and answers; only this prompt did not fit.
      if (error.failure === 'context-too-long') return log.warn(error.message, { model: provider.reference });
      up.delete(provider.reference);
      const before = down.get(provider.reference)?.failure;
      const restMs = brokeOff && before !== undefined ? restAfterBreakingOffAgainMs : 0;
      const until = clock.now() + Math.max(restMs, restOf(error));
      down.set(provider.reference, { failure: error.failure, says: error.message, until, at: clock.now() });
      // Once an outage, not once a message.
      if (before !== error.failure) {
        log.warn(error.message, { model: provider.reference, failure: error.failure });
      }
    },
    answered(provider) {
      up.add(provider.reference);
      if (down.delete(provider.reference))
        log.info('The model answers again.', { model: provider.reference });
    },
    isDown: (provider) => down.has(provider.reference),
    isUp: (provider) => up.has(provider.reference),
    reasonOf: (provider) => down.get(provider.reference)?.says,
    mayBeBack: (provider) => clock.now() - (down.get(provider.reference)?.at ?? 0) >= tryAgainAfterMs,
    rests: (provider) => (down.get(provider.reference)?.until ?? 0) > clock.now(),
  };
}
