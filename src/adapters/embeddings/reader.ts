import type { MayLeave } from '../../core/consent.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
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
  /** A unit vector for each text. Throws as `embed` does. */
  read(texts: readonly string[], signal: AbortSignal, mayLeave: MayLeave): Promise<Float32Array[]>;
}

/** So few texts are a question, which somebody waits for; more are work for the background. */
const mostOfAQuestion = 4;
const rememberedQuestions = 256;
/** Of very many texts only so many are made ready at a time, since nothing else happens meanwhile. */
const sortedAtOnce = 256;

const never = new AbortController().signal;
const always: MayLeave = async () => true;

/** An embedder that asks its reader for a batch at a time, questions first, and remembers those that were asked lately. */
export function createReadingEmbedder(reader: Reader): Embedder {
  const recent = createRecent<string>(rememberedQuestions);
  const working = createLimit(reader.atOnce);
  const background = createLimit(1);

  /** Of background work only one batch stands in the line, so that a question is next but one at most. */
  function inTurn<T>(isQuestion: boolean, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const next = () => working.run(signal, work);
    return isQuestion ? next() : background.run(signal, next);
  }

  async function readAll(
    texts: readonly string[],
    isQuestion: boolean,
    signal: AbortSignal,
    read: (some: readonly string[]) => Promise<Float32Array[]>,
  ): Promise<Float32Array[]> {
    const found: [place: number, vector: Float32Array][] = [];
    for (const batch of batchesOf(texts, reader.batch)) {
      const work = () => read(batch.map((at) => texts[at] ?? ''));
      const vectors = await untilAborted(signal, inTurn(isQuestion, signal, work));
      for (const [nth, vector] of vectors.entries()) found.push([batch[nth] ?? 0, vector]);
    }
    return found.sort(([a], [b]) => a - b).map(([, vector]) => vector);
  }

  function lookUp(texts: readonly string[]) {
    const known = new Map(texts.map((text) => [text, recent.get(text)]));
    const missing = [...known.keys()].filter((text) => known.get(text) === undefined);
    return { known, missing };
  }

  /** Several slices ask about the same message: what one of them had read while another waited is not read again. */
  async function readNew(
    texts: readonly string[],
    signal: AbortSignal,
    mayLeave: MayLeave,
  ): Promise<Float32Array[]> {
    const { known, missing } = lookUp(texts);
    const read = missing.length === 0 ? [] : await reader.read(missing, signal, mayLeave);
    for (const [at, vector] of read.entries()) {
      const text = missing[at] ?? '';
      known.set(text, vector);
      recent.keep(text, vector);
    }
    return texts.map((text) => known.get(text)).filter((vector) => vector !== undefined);
  }

  async function answer(
    texts: readonly string[],
    signal: AbortSignal,
    mayLeave: MayLeave,
  ): Promise<Float32Array[]> {
    const { known, missing } = lookUp(texts);
    const read = await readAll(missing, true, signal, (some) => readNew(some, signal, mayLeave));
    for (const [at, vector] of read.entries()) known.set(missing[at] ?? '', vector);
    return texts.map((text) => known.get(text)?.slice()).filter((vector) => vector !== undefined);
  }

  async function embed(
    texts: readonly string[],
    signal = never,
    mayLeave: MayLeave = always,
  ): Promise<Float32Array[]> {
    signal.throwIfAborted();
    const clean = (some: readonly string[]) => some.map((text) => readable(text, reader.mostCharacters));
    if (texts.length <= mostOfAQuestion) return await answer(clean(texts), signal, mayLeave);
    const vectors: Float32Array[] = [];
    const read = (some: readonly string[]) => reader.read(some, signal, mayLeave);
    for (let from = 0; from < texts.length; from += sortedAtOnce)
      vectors.push(...(await readAll(clean(texts.slice(from, from + sortedAtOnce)), false, signal, read)));
    return vectors;
  }

  const { id, local, isEnglishOnly, health } = reader;
  return { id, local, isEnglishOnly, embed, health };
}

/** Nothing but spaces has no meaning, and what reads needs at least a sign; half a character is no text everywhere. */
function readable(text: string, most: number): string {
  const cut = text.slice(0, most).toWellFormed();
  return cut.trim() === '' ? '.' : cut;
}
