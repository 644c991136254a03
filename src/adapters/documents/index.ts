import { Worker } from 'node:worker_threads';
import type { DocumentReader } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { createLimit } from '../../lib/limit.ts';
import { texts } from './texts.ts';
import type { Answer, Wish } from './worker.ts';

interface ReaderLimits {
  /** How long one file may take. */
  timeoutMs?: number | undefined;
  /** How much memory reading may take, beside what the file itself has. */
  mostBytes?: number | undefined;
  /** How long the thread stays when it has nothing to do. */
  idleMs?: number | undefined;
}

const mega = 1024 * 1024;
const lookEveryMs = 50;
const never = new AbortController().signal;

/** Reads one file after the other in a thread of its own, which ends with a file that takes too much. */
export function createDocumentReader(given: ReaderLimits = {}): DocumentReader & AsyncDisposable {
  const { timeoutMs = 60_000, mostBytes = 384 * mega, idleMs = 5_000 } = given;
  const resourceLimits = { maxOldGenerationSizeMb: Math.ceil(mostBytes / mega), stackSizeMb: 4 };
  const oneByOne = createLimit(1);
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  }

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits });
    started.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  /** The worker's answer to one file, or the sentence that says what stopped it. */
  async function answerTo(wish: Wish, signal: AbortSignal): Promise<Answer> {
    clearTimeout(idle);
    worker ??= start();
    const asked = worker;
    asked.ref();
    const watch = watchOver(asked, { timeoutMs, mostBytes });
    const aborted = () => void watch.end({ problem: texts.closed });
    signal.addEventListener('abort', aborted, { once: true });
    asked.postMessage(wish);
    const { answer, isWell } = await watch.ended;
    signal.removeEventListener('abort', aborted);
    if (!isWell) await stop();
    else {
      // A thread that waits holds nothing up.
      asked.unref();
      idle = setTimeout(() => void stop(), idleMs).unref();
    }
    return answer;
  }

  return {
    async read({ name, bytes }, signal = never) {
      const answer = await oneByOne.run(signal, async () => {
        if (isClosed) throw new UserError(texts.closed);
        return await answerTo({ name, bytes }, signal);
      });
      signal.throwIfAborted();
      if ('problem' in answer) throw new UserError(answer.problem);
      return answer.blocks;
    },
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await stop();
    },
  };
}

interface Ended {
  answer: Answer;
  /** It can be asked again. */
  isWell: boolean;
}

/** Waits for the answer of a worker, and looks at what it takes meanwhile: only its heap has a limit of its own. */
function watchOver(worker: Worker, { timeoutMs, mostBytes }: { timeoutMs: number; mostBytes: number }) {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const looking = setInterval(async () => {
    const bytes = await memoryOf(worker);
    if (bytes > mostBytes) end({ problem: texts.tooMuchMemory });
  }, lookEveryMs);
  const timer = setTimeout(() => end({ problem: texts.tooLong(Math.round(timeoutMs / 1_000)) }), timeoutMs);
  const answered = (answer: Answer) => end(answer, true);
  const failed = (error: Error & { code?: string }) =>
    end({ problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? texts.tooMuchMemory : texts.damaged });
  const exited = () => end({ problem: texts.closed });
  worker.once('message', answered).once('error', failed).once('exit', exited);

  function end(answer: Answer, isWell = false): void {
    clearInterval(looking);
    clearTimeout(timer);
    worker.off('message', answered).off('error', failed).off('exit', exited);
    // What still comes from a thread that is being stopped concerns nobody.
    if (!isWell) worker.on('error', () => {});
    resolve({ answer, isWell });
  }

  return { ended: promise, end };
}

async function memoryOf(worker: Worker): Promise<number> {
  try {
    const { used_heap_size: heap, external_memory: outside } = await worker.getHeapStatistics();
    return heap + (outside ?? 0);
  } catch {
    return 0;
  }
}
