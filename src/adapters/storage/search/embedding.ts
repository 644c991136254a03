import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Consents, leaveOf, type MayLeave, MustStay } from '../../../core/consent.ts';
import { ServiceError } from '../../../core/errors.ts';
import type { Person } from '../../../core/keeping.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Storage } from '../../../core/ports/storage.ts';
import { packed, sentencesOf } from '../../../lib/retrieval/index.ts';
import { type Database, inside } from '../../../lib/sql.ts';
import { type SelfTest, selfTest } from './self-test.ts';
import type { RecallTables } from './tables.ts';

/** Passages that are embedded and kept together. */
const batch = 16;
/** Passages that are looked through at once for those that have no vectors yet. */
const stretch = 1_000;
const leastScore = 0.8;
const firstPauseMs = 5_000;
const longestPauseMs = 600_000;

interface EmbeddingNeeds {
  database: Database<RecallTables>;
  storage: Pick<Storage, 'transaction'>;
  embedder: Embedder;
  consents?: Pick<Consents, 'of'> | undefined;
  log: Log;
  clock: Clock;
}

/** Gives every passage its vectors, in the background. */
export interface Embedding extends AsyncDisposable {
  /** To be called after passages were shelved. */
  wake(): void;
  /** Resolves when it is known whether the embedder was tested before, and how that went. */
  ready(): Promise<void>;
  /** The embedder may be used: its self-test was passed. */
  isSound(): boolean;
  /** Every passage that may have vectors has them. */
  isComplete(): boolean;
  /** Why nothing is embedded just now. */
  trouble(): string | undefined;
  /** Resolves when there is nothing left to do, or nothing that can be done now. */
  settled(): Promise<void>;
}

/** Begins with what an earlier process left undone. */
export function createEmbedding(needs: EmbeddingNeeds): Embedding {
  const { database, embedder, log } = needs;
  const stop = new AbortController();
  const looked = Promise.withResolvers<void>();
  let wanted = Promise.withResolvers<void>();
  let rest = Promise.withResolvers<void>();
  let isResting = false;
  let isWoken = false;
  let test: SelfTest | undefined;
  let trouble: string | undefined;
  let isComplete = false;
  /** Every passage up to here has its vectors. */
  let done = 0;
  const running = run();

  async function run(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stop.signal.aborted) {
      try {
        test ??= await knownTest(needs);
        looked.resolve();
        if (stop.signal.aborted) return;
        listen();
        // A model that has nothing to embed is not loaded.
        if (test === undefined && (await newestPassage(database)) === 0) {
          settle();
          await wanted.promise;
          continue;
        }
        test ??= await firstTest(needs, stop.signal);
        if (test.score < leastScore) return refuse();
        await embedAll();
        if (isWoken) continue;
        pauseMs = firstPauseMs;
        trouble = undefined;
        settle();
        await wanted.promise;
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof ServiceError)) log.error('Passages could not be embedded.', { error });
        else if (trouble === undefined) log.warn('Passages could not be embedded.', { says: error.message });
        trouble = error instanceof ServiceError ? error.message : 'Embedding failed; see the log.';
        settle();
        await sleep(pauseMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
        pauseMs = Math.min(longestPauseMs, 2 * pauseMs);
      }
    }
  }

  /** Whoever calls from now on is heard. */
  function listen(): void {
    isWoken = false;
    wanted = Promise.withResolvers();
  }

  function refuse(): void {
    const score = test?.score.toFixed(2);
    trouble = `The vectors of ${embedder.id} say nothing (self-test ${score}); memory is searched by words.`;
    log.warn(trouble);
    settle();
  }

  function settle(): void {
    looked.resolve();
    isResting = true;
    rest.resolve();
  }

  async function embedAll(): Promise<void> {
    while (!stop.signal.aborted) {
      listen();
      const newest = await newestPassage(database);
      if (newest <= done) break;
      while (done < newest && !stop.signal.aborted) await embedStretch(Math.min(newest, done + stretch));
    }
    if (isComplete || stop.signal.aborted) return;
    await noteComplete(needs);
    isComplete = true;
  }

  async function embedStretch(last: number): Promise<void> {
    const missing = await withoutVectors(database, embedder, done, last);
    for (let from = 0; from < missing.length; from += batch) {
      stop.signal.throwIfAborted();
      await embedSome(needs, missing.slice(from, from + batch), stop.signal);
    }
    done = last;
  }

  return {
    wake() {
      if (isResting && trouble === undefined) {
        isResting = false;
        rest = Promise.withResolvers();
      }
      isWoken = true;
      wanted.resolve();
    },
    ready: () => looked.promise,
    isSound: () => test !== undefined && test.score >= leastScore,
    isComplete: () => isComplete,
    trouble: () => trouble,
    settled: () => rest.promise,
    async [Symbol.asyncDispose]() {
      stop.abort(new Error('Closing.'));
      wanted.resolve();
      settle();
      await running;
    },
  };
}

/** An embedder is tested once for ever, not at every start. */
function knownTest({ database, embedder }: EmbeddingNeeds): Promise<SelfTest | undefined> {
  return database
    .selectFrom('recall_embedders')
    .select(['dimensions', 'score'])
    .where('id', '=', embedder.id)
    .executeTakeFirst();
}

async function firstTest(
  { storage, embedder, clock }: EmbeddingNeeds,
  signal: AbortSignal,
): Promise<SelfTest> {
  const test = await selfTest(embedder, signal);
  await storage.transaction((transaction) =>
    inside<RecallTables>(transaction)
      .insertInto('recall_embedders')
      .values({ id: embedder.id, ...test, tested_at: clock.now(), completed_at: null })
      .execute(),
  );
  return test;
}

/** From now on what another embedder had made is needed no more. */
async function noteComplete({ storage, embedder, clock }: EmbeddingNeeds): Promise<void> {
  await storage.transaction(async (transaction) => {
    const embedders = inside<RecallTables>(transaction).updateTable('recall_embedders');
    await embedders.set({ completed_at: null }).where('id', '!=', embedder.id).execute();
    await embedders.set({ completed_at: clock.now() }).where('id', '=', embedder.id).execute();
  });
}

/** Which other embedder's vectors were complete last. */
export async function formerId(
  database: Database<RecallTables>,
  present: string,
): Promise<string | undefined> {
  const found = await database
    .selectFrom('recall_embedders')
    .select('id')
    .where('completed_at', 'is not', null)
    .where('id', '!=', present)
    .orderBy('completed_at', 'desc')
    .executeTakeFirst();
  return found?.id;
}

/** The number that was given last; 0 when there is none. */
export async function newestPassage(database: Database<RecallTables>): Promise<number> {
  const found = await database
    .selectFrom('recall_passages')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  return found?.seq ?? 0;
}

function withoutVectors(database: Database<RecallTables>, embedder: Embedder, after: number, last: number) {
  return database
    .selectFrom('recall_passages as passage')
    .select(['passage.seq', 'passage.text', 'passage.words_of'])
    .where('passage.seq', '>', after)
    .where('passage.seq', '<=', last)
    .$if(!embedder.local, (query) => query.where('passage.confined', '=', 0))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recall_vectors as vector')
            .select('vector.seq')
            .whereRef('vector.seq', '=', 'passage.seq')
            .where('vector.embedder', '=', embedder.id),
        ),
      ),
    )
    .orderBy('passage.seq')
    .execute();
}

/** A passage that waits for its vectors. */
interface Waiting {
  seq: number;
  text: string;
  words_of: string;
}

/** Those whose words may leave this machine now, where they would; the others are looked at again by the next start. */
async function embedSome(
  needs: EmbeddingNeeds,
  passages: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  for (let some = await allowed(needs, passages); some.length > 0; some = await allowed(needs, some)) {
    try {
      return await embedAndKeep(needs, some, signal);
    } catch (error) {
      if (!(error instanceof MustStay)) throw error;
    }
  }
}

async function allowed(needs: EmbeddingNeeds, passages: readonly Waiting[]): Promise<Waiting[]> {
  if (needs.embedder.local) return [...passages];
  const may = await Promise.all(passages.map((passage) => leaveOfAll(needs, [passage])()));
  return passages.filter((_, place) => may[place]);
}

function leaveOfAll({ consents }: EmbeddingNeeds, passages: readonly Waiting[]): MayLeave {
  const people = new Map(
    passages.flatMap(({ words_of }) =>
      (JSON.parse(words_of) as Person[]).map((person) => [`${person.host}:${person.id}`, person]),
    ),
  );
  if (consents === undefined) return async () => people.size === 0;
  return leaveOf(consents, [...people.values()]);
}

async function embedAndKeep(
  needs: EmbeddingNeeds,
  passages: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  const { storage, embedder } = needs;
  const texts = passages.map(({ text }) => wholeAndSentences(text));
  const vectors = await embedder.embed(texts.flat(), signal, leaveOfAll(needs, passages));
  let from = 0;
  const rows = passages.map(({ seq }, place) => {
    const count = texts[place]?.length ?? 0;
    const own = packed(vectors.slice(from, from + count));
    from += count;
    return { seq, bytes: new Uint8Array(own.buffer) };
  });
  await storage.transaction(async (transaction) => {
    const tables = inside<RecallTables>(transaction);
    // Whatever was taken away in the meantime gets none.
    for (const { seq, bytes } of rows)
      await sql`insert or ignore into recall_vectors (seq, embedder, vectors)
        select seq, ${embedder.id}, ${bytes} from recall_passages where seq = ${seq}`.execute(tables);
  });
}

/** One sentence is the whole; its vector is kept once. */
function wholeAndSentences(text: string): string[] {
  const sentences = sentencesOf(text);
  return sentences.length > 1 ? [text, ...sentences] : [text];
}
