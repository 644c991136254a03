import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '../thread.ts';
import { openModel, type StaticModel } from './model.ts';

const { folder } = workerData as { folder: string };
let model: StaticModel | undefined;

/** Looks vectors up away from the thread that everything else runs on. */
parentPort?.on('message', (texts: readonly string[]) => {
  try {
    const vectors = readAll(texts);
    parentPort?.postMessage({ vectors } satisfies Answer, [vectors.buffer]);
  } catch (error) {
    // Its files may be mended by the next time.
    model?.[Symbol.dispose]();
    model = undefined;
    parentPort?.postMessage({ problem: String(error) } satisfies Answer);
  }
});

function readAll(texts: readonly string[]): Float32Array<ArrayBuffer> {
  model ??= openModel(folder);
  const { dimensions, read } = model;
  const all = new Float32Array(texts.length * dimensions);
  for (const [at, text] of texts.entries()) all.set(read(text), at * dimensions);
  return all;
}
