import type { ServiceError } from '../../core/errors.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { pause, withDeadlines } from './deadlines.ts';
import { classify } from './failures.ts';
import type { Provider, ProviderEvent, ProviderRequest } from './provider.ts';

/** How often and how patiently one model is asked. */
export interface Patience {
  firstTokenMs: number;
  stallMs: number;
  retries: number;
  waitMs: number;
}

interface Attempt {
  provider: Provider;
  request: ProviderRequest;
  patience: Patience;
  clock: Clock;
  log: Log;
}

/** A server that asks for a longer pause than this is not waited for; the next model is asked instead. */
const longestWaitMs = 10_000;

/** One generation by one model, repeated within bounds while nothing has been said. Throws ServiceError, or the signal's reason. */
export async function* attempt({
  provider,
  request,
  patience,
  clock,
  log,
}: Attempt): AsyncGenerator<ProviderEvent> {
  const deadlines = { firstMs: patience.firstTokenMs, stallMs: patience.stallMs };
  for (let repeats = 0; ; repeats++) {
    let said = false;
    try {
      const stream = withDeadlines(
        (signal) => provider.stream({ ...request, signal }),
        deadlines,
        request.signal,
      );
      for await (const event of stream) {
        said ||= event.kind !== 'alive';
        yield event;
      }
      return;
    } catch (error) {
      request.signal.throwIfAborted();
      const failure = classify(error, provider.place, clock.now());
      const waitMs = waitBefore(failure, repeats, patience);
      if (said || waitMs === undefined) throw failure;
      log.debug('The model failed; asking again.', {
        model: provider.reference,
        failure: failure.failure,
        waitMs,
      });
      await pause(waitMs, request.signal);
    }
  }
}

/** How long to wait before asking again; undefined when it is not worth it. */
function waitBefore(
  failure: ServiceError,
  repeats: number,
  { retries, waitMs }: Patience,
): number | undefined {
  // A timeout has used up the patience already.
  if (!failure.retryable || failure.failure === 'timeout' || repeats >= retries) return undefined;
  const jittered = waitMs * 2 ** repeats * (0.5 + Math.random() / 2);
  const wait = Math.max(failure.retryAfterMs ?? 0, Math.round(jittered));
  return wait > longestWaitMs ? undefined : wait;
}
