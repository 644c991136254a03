import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { threadEnvironment } from '../../lib/thread-environment.ts';

/** What a thread says: the vectors one behind the other, or that these texts cannot be read. */
export type Answer = { vectors: Float32Array } | { problem: string };

/** A thread that answers one batch of texts after the other. */
export interface Thread extends AsyncDisposable {
  /** Its vectors, one behind the other. Throws an Error when the thread cannot answer. Never asked twice at once. */
  ask(texts: readonly string[]): Promise<Float32Array>;
  /** What is wrong with it; undefined when nothing is. */
  trouble(): string | undefined;
}

interface ThreadNeeds {
  log: Log;
  clock: Clock;
  /** The module that runs in it. */
  module?: URL | undefined;
  /** What the module is told when it starts. */
  workerData?: unknown;
  resourceLimits?: ResourceLimits | undefined;
  /** How long it stays when it has nothing to do: it holds some 170 MB, and is back in 0.4 seconds. */
  idleMs?: number | undefined;
}

/** The built-in one takes 60 MB to load; the rest is room for texts. Small young objects are collected early, which halves the memory. */
const usualLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 };

const mostDeaths = 3;
/** How long a thread that died too often is left alone. */
const restMs = 60_000;

/** Starts the thread with the first question, and again when it dies; lets it go when nobody has asked for long. */
export function createThread(needs: ThreadNeeds): Thread {
  const { log, clock, idleMs = 15 * 60_000, module = new URL('./worker.ts', import.meta.url) } = needs;
  const { workerData, resourceLimits = usualLimits } = needs;
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting: PromiseWithResolvers<Answer | undefined> | undefined;
  let deaths = 0;
  let diedAt = 0;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(module, { workerData, resourceLimits, env: threadEnvironment() });
    started.on('message', (answer: Answer) => {
      deaths = 0;
      settle(answer);
    });
    started.on('error', (error) => log.warn('The thread of the embedder failed.', { error }));
    started.on('exit', () => {
      if (worker !== started) return;
      worker = undefined;
      deaths += 1;
      diedAt = clock.now();
      settle(undefined);
    });
    return started;
  }

  function settle(answer: Answer | undefined): void {
    waiting?.resolve(answer);
    waiting = undefined;
    // A thread that waits holds nothing up.
    worker?.unref();
    idle = setTimeout(() => void letGo(), idleMs).unref();
  }

  async function letGo(): Promise<void> {
    await stop();
    log.debug('The embedder had nothing to do and was let go.');
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    waiting?.resolve(undefined);
    await stopped?.terminate();
  }

  function answerTo(texts: readonly string[]): Promise<Answer | undefined> {
    clearTimeout(idle);
    worker ??= start();
    waiting = Promise.withResolvers();
    worker.ref();
    worker.postMessage(texts);
    return waiting.promise;
  }

  function trouble(): string | undefined {
    if (isClosed) return 'It is stopped.';
    return deaths < mostDeaths ? undefined : `Its thread died ${deaths} times in a row.`;
  }

  async function ask(texts: readonly string[]): Promise<Float32Array> {
    // After its rest it is tried once more; one more death, and it rests again.
    let mayTry = clock.now() - diedAt >= restMs;
    for (;;) {
      const wrong = trouble();
      if (wrong !== undefined && (isClosed || !mayTry)) throw new Error(wrong);
      mayTry = false;
      const answer = await answerTo(texts);
      if (answer === undefined) continue;
      if ('problem' in answer) throw new Error(answer.problem);
      return answer.vectors;
    }
  }

  return {
    ask,
    trouble,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await stop();
    },
  };
}
