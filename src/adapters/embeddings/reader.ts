import type { Embedder } from '../../core/embedder.ts';
import { untilAborted } from '../../lib/deadline.ts';
import { createLimit } from '../../lib/limit.ts';
import { type BatchSize, batchesOf } from './batches.ts';
import { createRecent } from './recent.ts';

/** What reads a few texts at a time, and how it likes to be asked. */
export interface Reader extends Omit<Embedder, 'embed'> {
  /** How many batches it takes at once. */
  atOnce: number;
  batch: BatchSize;
  /** A longer text is cut, since no more of it would be read. */
  mostCharacters: number;
  /** A unit vector for each text. Throws ServiceError, or the signal's reason. */
  read(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

/** So few texts are a question, which somebody waits for; more are work for the background. */
const mostOfAQuestion = 4;
const rememberedQuestions = 256;

const never = new AbortController().signal;

/** An embedder that asks its reader for a batch at a time, questions first, and remembers those that were asked lately. */
export function createReadingEmbedder(reader: Reader): Embedder {
  const recent = createRecent(rememberedQuestions);
  const working = createLimit(reader.atOnce);
  const background = createLimit(1);

  /** Of background work only one batch stands in the line, so that a question is next but one at most. */
  function inTurn<T>(isQuestion: boolean, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const next = () => working.run(signal, work);
    return isQuestion ? next() : background.run(signal, next);
  }

  async function embed(texts: readonly string[], signal = never): Promise<Float32Array[]> {
    signal.throwIfAborted();
    const isQuestion = texts.length <= mostOfAQuestion;
    const clean = texts.map((text) => readable(text, reader.mostCharacters));
    const found = clean.map((text) => (isQuestion ? recent.get(text) : undefined));
    const missing = new Map([...clean.entries()].filter(([at]) => found[at] === undefined));
    const lengths = new Map([...missing].map(([at, text]) => [at, text.length]));
    for (const batch of batchesOf(lengths, reader.batch)) {
      const work = () =>
        reader.read(
          batch.map((at) => missing.get(at) ?? ''),
          signal,
        );
      const vectors = await untilAborted(signal, inTurn(isQuestion, signal, work));
      for (const [nth, at] of batch.entries()) found[at] = vectors[nth];
    }
    const vectors = found.filter((vector) => vector !== undefined);
    if (isQuestion) for (const [at, vector] of vectors.entries()) recent.keep(clean[at] ?? '', vector);
    return vectors;
  }

  return { id: reader.id, local: reader.local, embed, health: reader.health };
}

/** Nothing but spaces has no meaning, and what reads needs at least a sign; half a character is no text everywhere. */
function readable(text: string, most: number): string {
  const cut = text.slice(0, most).toWellFormed();
  return cut.trim() === '' ? '.' : cut;
}
