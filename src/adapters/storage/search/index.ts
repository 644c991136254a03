import { type Consents, type MayLeave, MustStay } from '../../../core/consent.ts';
import { ServiceError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import type { Health } from '../../../core/ports/health.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Recall, RecallQuestion } from '../../../core/ports/recall.ts';
import type { Storage } from '../../../core/ports/storage.ts';
import { createDeadline, untilAborted } from '../../../lib/deadline.ts';
import { seemsEnglish } from '../../../lib/language.ts';
import type { Weights } from '../../../lib/retrieval/index.ts';
import { type Database, inside } from '../../../lib/sql.ts';
import { createSearcher } from './ask.ts';
import { createEmbedding, type Embedding, formerId, newestPassage } from './embedding.ts';
import { forgetOtherVectors } from './other-vectors.ts';
import { removePassages, shelvePassages } from './shelving.ts';
import type { RecallTables } from './tables.ts';
import type { AskedVectors, Asking } from './wish.ts';

export { recallMigrations } from './tables.ts';

interface RecallNeeds {
  /** The database file, which the search reads over a connection of its own. */
  file: string;
  database: Database<RecallTables>;
  storage: Pick<Storage, 'transaction'>;
  embedder: Embedder | undefined;
  /** Another embedder by its id, where it can still be asked: its vectors serve until those of `embedder` are complete. */
  embedderOf?: ((id: string) => Embedder | undefined) | undefined;
  /** What people allow to be done with their words; where nobody can be asked, none of them leaves this machine. */
  consents?: Pick<Consents, 'of'> | undefined;
  log: Log;
  clock: Clock;
  /** How long a question may wait for its vectors before it is searched by words alone. */
  longestEmbeddingMs?: number | undefined;
  /** About how much memory shelves may take. */
  mostBytes?: number | undefined;
  /** Parts of the ranking that are left out, to measure what they do. */
  without?: readonly (keyof Weights)[] | undefined;
}

/** The search that a process owns. */
export interface OpenRecall extends Recall, AsyncDisposable {
  health(): Promise<Health>;
  /** Resolves when every passage is embedded that can be now, and what will be asked for is read. */
  settled(): Promise<void>;
}

/** An answer waits two seconds for what its slices know; a model that is just being loaded may take as long. */
const usualEmbeddingMs = 1_000;
const shelvesMostBytes = 128 * 1_048_576;
const unending = new AbortController().signal;
const never: MayLeave = async () => false;
const mustStay = 'Words of somebody that must stay on this machine stand in the question.';
/** Fewer passages than this are read in the time of one question. */
const worthReadingAhead = 5_000;

/** Begins to embed what is not embedded yet, and to read what is much; else the thread that searches starts with the first question. */
export function createRecall(needs: RecallNeeds): OpenRecall {
  const { file, database, embedder, embedderOf, log } = needs;
  const { longestEmbeddingMs = usualEmbeddingMs, mostBytes = shelvesMostBytes, without = [] } = needs;
  const embedding = embedder && createEmbedding({ ...needs, embedder });
  let isClosed = false;
  const searcher = createSearcher({ file, mostBytes, without });
  const formerly = findFormer();
  const readAhead = begin();
  let cleared: Promise<void> | undefined;

  /** So that the first question need not wait; a small installation would only pay for a thread that nobody asks. */
  async function begin(): Promise<void> {
    try {
      if ((await newestPassage(database)) < worthReadingAhead) return;
      await searcher.readAhead((await serving())?.id);
    } catch (error) {
      if (!isClosed) log.error('The search could not be prepared.', { error });
    }
  }

  async function findFormer(): Promise<Embedder | undefined> {
    if (embedder === undefined || embedderOf === undefined) return undefined;
    try {
      const id = await formerId(database, embedder.id);
      return id === undefined ? undefined : embedderOf(id);
    } catch (error) {
      log.error('It is unknown which embedder was used before.', { error });
      return undefined;
    }
  }

  /** Why nobody's vectors serve, though there is an embedder. */
  function whyNone(): string {
    return embedding?.trouble() ?? `${embedder?.id} is only just being started and tested.`;
  }

  /** Whose vectors serve: the former embedder's, until the present one has seen everything. */
  async function serving(): Promise<Embedder | undefined> {
    await embedding?.ready();
    const former = await formerly;
    return embedding?.isComplete() === true ? sound(embedding) : (former ?? sound(embedding));
  }

  function sound(embedding: Embedding | undefined): Embedder | undefined {
    return embedding?.isSound() === true ? embedder : undefined;
  }

  async function vectorsFor(
    question: Asking,
    { mayLeave = never, byWordsAlone }: Pick<RecallQuestion, 'mayLeave' | 'byWordsAlone'>,
    signal: AbortSignal | undefined,
  ): Promise<AskedVectors | undefined> {
    const none = (because: string) => {
      byWordsAlone?.(because);
      return undefined;
    };
    using deadline = createDeadline(longestEmbeddingMs, signal ?? unending);
    try {
      const by = await untilAborted(deadline.signal, serving());
      if (by === undefined) return none(whyNone());
      if (!(by.local || (await mayLeave()))) return none(mustStay);
      if (by.isEnglishOnly === true && !seemsEnglish(question.text))
        return none(`The question is not in English, and ${by.id} knows no other language.`);
      const texts = await searcher.texts(question, by.id, signal);
      const [statement, asked] = await by.embed(texts, deadline.signal, mayLeave);
      return statement && asked && { embedder: by.id, statement, asked };
    } catch (error) {
      if (error instanceof MustStay) return none(mustStay);
      if (signal?.aborted === true || !(error instanceof ServiceError || isLate(error))) throw error;
      log.warn('A question has no vectors in time; it is searched by words.', { says: error.message });
      return none(isLate(error) ? `${embedder?.id} did not answer in time.` : error.message);
    }
  }

  /** Vectors of embedders that are used no more are not kept once they are not needed. */
  function clear(): void {
    if (embedder === undefined || embedding?.isComplete() !== true) return;
    cleared ??= forgetOtherVectors(needs, embedder.id).catch((error) => {
      log.error('Old vectors could not be removed.', { error });
    });
  }

  return {
    async shelve(transaction, passages) {
      await shelvePassages(inside(transaction), passages);
      embedding?.wake();
    },
    remove: (transaction, ids) => removePassages(inside(transaction), ids),
    async search(question: RecallQuestion, signal?: AbortSignal) {
      const { mayLeave, byWordsAlone, ...rest } = question;
      const asking = { ...rest, shelves: [...new Set(question.shelves)] };
      if (asking.shelves.length === 0 || question.limit < 1) return [];
      const vectors = embedder && (await vectorsFor(asking, { mayLeave, byWordsAlone }, signal));
      clear();
      return searcher.search(asking, vectors, signal);
    },
    async settled() {
      await embedding?.settled();
      clear();
      await cleared;
      await readAhead;
    },
    async health() {
      const trouble = embedding?.trouble();
      if (trouble !== undefined) {
        const fix = 'Look at the settings of embeddings, or leave it: memory is found by words alone.';
        return { ok: false, says: trouble, fix };
      }
      const how = embedder === undefined ? 'by words alone' : `by words and by ${embedder.id}`;
      const rest = embedding?.isComplete() === false ? '; some are still being embedded' : '';
      return { ok: true, says: `Memories are found ${how}${rest}.` };
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await embedding?.[Symbol.asyncDispose]();
      await cleared;
      await searcher[Symbol.asyncDispose]();
      await readAhead;
    },
  };
}

function isLate(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
