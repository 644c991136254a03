import { ServiceError } from '../../core/errors.ts';
import { asServiceError, type Examined } from '../../core/model-failure.ts';
import type { ProviderPlace } from './provider.ts';
import { sentenceFor } from './remedies.ts';

/** Decides once why a model could not answer, and says it in one sentence without secrets. */
export function classify(error: unknown, place: ProviderPlace, now: number): ServiceError {
  if (error instanceof ServiceError) return error;
  const { service } = place;
  const sentence = ({ failure, nuance }: Examined) => sentenceFor(failure, place, nuance);
  return asServiceError(error, { service, now, sentence });
}
