import { type Patience as Repeating, waitBefore } from '../../core/patience.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { pause } from '../../lib/deadline.ts';
import { withDeadlines } from './deadlines.ts';
import { classify } from './failures.ts';
import { mayHear } from './here.ts';
import type { Provider, ProviderEvent, ProviderRequest } from './provider.ts';

/** How often and how patiently one model is asked. */
export interface Patience extends Repeating {
  firstTokenMs: number;
  stallMs: number;
}

interface Attempt {
  provider: Provider;
  request: ProviderRequest;
  patience: Patience;
  clock: Clock;
  log: Log;
}

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
      if (!(await mayHear(provider, request))) throw failure;
    }
  }
}
