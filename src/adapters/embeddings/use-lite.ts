import type { Embedder } from '../../core/embedder.ts';
import { ServiceError } from '../../core/errors.ts';
import { untilAborted } from '../../lib/deadline.ts';
import { createLimit } from '../../lib/limit.ts';
import { batchesOf } from './batches.ts';
import { createRecent } from './recent.ts';
import type { Thread } from './thread.ts';
import { unitVectors } from './vectors.ts';

/** So few texts are a question, which somebody waits for; more are work for the background. */
const mostOfAQuestion = 4;
/** The model reads the first 128 pieces of a text, some 550 characters, and is told no more than may matter. */
const mostCharacters = 1_000;
const rememberedQuestions = 256;

const never = new AbortController().signal;

/** The Universal Sentence Encoder, its lite version for English, in a thread of this process. */
export function createUseLite(thread: Thread): Embedder {
  const recent = createRecent(rememberedQuestions);
  const working = createLimit(1);
  const background = createLimit(1);

  /** Of background work only one batch stands in the line, so that a question is next but one at most. */
  function inTurn<T>(isQuestion: boolean, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const next = () => working.run(signal, work);
    return isQuestion ? next() : background.run(signal, next);
  }

  async function ask(texts: readonly string[]): Promise<Float32Array[]> {
    try {
      return unitVectors(inRows(await thread.ask(texts), texts.length), texts.length);
    } catch (error) {
      throw failure(error);
    }
  }

  async function embed(texts: readonly string[], signal = never): Promise<Float32Array[]> {
    signal.throwIfAborted();
    const isQuestion = texts.length <= mostOfAQuestion;
    const found = texts.map((text) => (isQuestion ? recent.get(text) : undefined));
    const missing = texts.flatMap((text, at) =>
      found[at] === undefined ? [[at, readable(text)] as const] : [],
    );
    const read = new Map(missing);
    for (const batch of batchesOf(new Map(missing.map(([at, text]) => [at, text.length])))) {
      const work = () => ask(batch.map((at) => read.get(at) ?? ''));
      const vectors = await untilAborted(signal, inTurn(isQuestion, signal, work));
      for (const [nth, at] of batch.entries()) found[at] = vectors[nth];
    }
    const vectors = found.filter((vector) => vector !== undefined);
    if (isQuestion) for (const [at, vector] of vectors.entries()) recent.keep(texts[at] ?? '', vector);
    return vectors;
  }

  return {
    id: 'use-lite/1',
    local: true,
    embed,
    async health() {
      const trouble = thread.trouble();
      if (trouble === undefined) return { ok: true, says: 'The built-in embedder is ready.' };
      return { ok: false, says: `The built-in embedder does not run. ${trouble}`, fix: wayOut };
    },
  };
}

const wayOut = 'Run "npm ci" in case files are missing, look at the log, or set embeddings.use to "none".';

/** Nothing but spaces has no pieces, and the model needs at least one. */
function readable(text: string): string {
  const cut = text.slice(0, mostCharacters);
  return cut.trim() === '' ? '.' : cut;
}

function inRows(all: Float32Array, rows: number): Float32Array[] {
  const length = all.length / rows;
  return Array.from({ length: rows }, (_, row) => all.slice(row * length, (row + 1) * length));
}

function failure(cause: unknown): ServiceError {
  return new ServiceError({
    service: 'The built-in embedder',
    failure: 'server',
    message: `The built-in embedder does not answer; ${wayOut.charAt(0).toLowerCase()}${wayOut.slice(1)}`,
    retryable: true,
    cause,
  });
}
