import { ServiceError } from '../../core/errors.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import { createReadingEmbedder } from './reader.ts';
import type { Thread } from './thread.ts';
import { inRows, unitVectors } from './vectors.ts';

/** Its name among embedders. */
export const useLiteId = 'use-lite/1';

/** The Universal Sentence Encoder, its lite version for English, in a thread of this process. */
export function createUseLite(thread: Thread): Embedder {
  async function read(texts: readonly string[]): Promise<Float32Array[]> {
    try {
      return unitVectors(inRows(await thread.ask(texts), texts.length), texts.length);
    } catch (error) {
      throw failure(error);
    }
  }

  return createReadingEmbedder({
    id: useLiteId,
    local: true,
    isEnglishOnly: true,
    atOnce: 1,
    // More at once is hardly quicker for each text, and a question would wait longer for its turn.
    batch: { texts: 8, characters: 320 },
    // It reads the first 128 pieces of a text, some 550 characters.
    mostCharacters: 1_000,
    read,
    async health() {
      const trouble = thread.trouble();
      if (trouble === undefined) return { ok: true, says: 'The built-in embedder is ready.' };
      return { ok: false, says: `The built-in embedder does not run. ${trouble}`, fix: `${wayOut}.` };
    },
  });
}

const wayOut = 'Run "npm ci" in case files are missing, look at the log, or set embeddings.use to "none"';

function failure(cause: unknown): ServiceError {
  return new ServiceError({
    service: 'The built-in embedder',
    failure: 'server',
    message: `The built-in embedder does not answer; ${wayOut.replace('Run', 'run')}.`,
    retryable: true,
    cause,
  });
}
