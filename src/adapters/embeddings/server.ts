import { type MayLeave, MustStay } from '../../core/consent.ts';
import { ServiceError } from '../../core/errors.ts';
import { asServiceError, type Examined } from '../../core/model-failure.ts';
import { waitBefore } from '../../core/patience.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import { inTwo } from '../../core/remedy.ts';
import { pause } from '../../lib/deadline.ts';
import type { EmbeddingsSettings } from './config.ts';
import type { ServerPlace } from './place.ts';
import { createReadingEmbedder } from './reader.ts';
import { requestVectors } from './request.ts';
import { sentenceFor, unusableSentence } from './sentences.ts';
import { Unusable, unitVectors } from './vectors.ts';

interface ServerNeeds {
  place: ServerPlace;
  settings: Pick<EmbeddingsSettings, 'timeout' | 'retry'>;
  log: Log;
  clock: Clock;
}

const mostCharacters = 6_000;
/** A model that cannot hold even this much is not made for sentences. */
const fewestCharacters = 400;
/** What was heard of the server a moment ago still holds. */
const freshMs = 5_000;

/** An embedding model on a server: Ollama's, or one that speaks like OpenAI. */
export function createServerEmbedder({ place, settings, log, clock }: ServerNeeds): Embedder {
  const patience = { retries: settings.retry.times, waitMs: settings.retry.wait };
  const well: Health = { ok: true, says: `${place.service} reads with ${place.model}.` };
  let characters = mostCharacters;
  let dimensions: number | undefined;
  let last: { health: Health; at: number } | undefined;

  async function request(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const vectors = unitVectors(await requestVectors(place, texts, settings.timeout, signal), texts.length);
    const length = vectors[0]?.length;
    dimensions ??= length;
    if (length !== dimensions) throw new Unusable('The vectors have another length than before.');
    return vectors;
  }

  async function patiently(
    texts: readonly string[],
    signal: AbortSignal,
    mayLeave: MayLeave,
  ): Promise<Float32Array[]> {
    for (let repeats = 0; ; repeats++) {
      if (!place.local && !(await mayLeave())) throw new MustStay('The texts must stay on this machine.');
      try {
        return await request(texts, signal);
      } catch (error) {
        signal.throwIfAborted();
        const failure = classify(error, place, clock.now());
        const waitMs = waitBefore(failure, repeats, patience);
        if (waitMs === undefined) throw failure;
        log.debug('The embedder failed; asking again.', { failure: failure.failure, waitMs });
        await pause(waitMs, signal);
      }
    }
  }

  /** Where a server says that texts are too long, it gets less of them from then on. */
  async function read(
    texts: readonly string[],
    signal: AbortSignal,
    mayLeave: MayLeave,
  ): Promise<Float32Array[]> {
    for (;;) {
      const most = characters;
      try {
        const vectors = await patiently(
          texts.map((text) => text.slice(0, most).toWellFormed()),
          signal,
          mayLeave,
        );
        note(well);
        return vectors;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const isTooLong = error.failure === 'context-too-long' && most > fewestCharacters;
        if (!isTooLong) {
          note(inTwo(error.message));
          throw error;
        }
        characters = Math.min(characters, most >> 1);
      }
    }
  }

  function note(health: Health): void {
    last = { health, at: clock.now() };
  }

  async function look(): Promise<Health> {
    try {
      await request(['Hello'], new AbortController().signal);
      return well;
    } catch (error) {
      return inTwo(classify(error, place, clock.now()).message);
    }
  }

  async function health(): Promise<Health> {
    if (last === undefined || clock.now() - last.at >= freshMs) note(await look());
    return last?.health ?? well;
  }

  return createReadingEmbedder({
    id: `${place.kind}/${place.model}`,
    local: place.local,
    atOnce: 4,
    batch: { texts: 32, characters: 32 * mostCharacters },
    mostCharacters,
    read,
    health,
  });
}

function classify(error: unknown, place: ServerPlace, now: number): ServiceError {
  if (error instanceof Unusable) {
    const message = unusableSentence(place);
    return new ServiceError({
      service: place.service,
      failure: 'server',
      message,
      retryable: false,
      cause: error,
    });
  }
  const { service } = place;
  const sentence = ({ failure, nuance }: Examined) => sentenceFor(failure, place, nuance);
  return asServiceError(error, { service, now, sentence });
}
