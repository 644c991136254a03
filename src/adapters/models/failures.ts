import { ServiceError } from '../../core/errors.ts';
import { examineFailure } from '../../core/model-failure.ts';
import type { ProviderPlace } from './provider.ts';
import { sentenceFor } from './remedies.ts';

/** Decides once why a model could not answer, and says it in one sentence without secrets. */
export function classify(error: unknown, place: ProviderPlace, now: number): ServiceError {
  if (error instanceof ServiceError) return error;
  const { failure, retryable, retryAfterMs, nuance } = examineFailure(error, now);
  const message = sentenceFor(failure, place, nuance);
  return new ServiceError({
    service: place.service,
    failure,
    message,
    retryable,
    retryAfterMs,
    cause: error,
  });
}
