/** For thread.test.ts: a thread that answers with the length of each text, and dies of some. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (texts: readonly string[]) => {
  if (texts.includes('leave')) process.exit(0);
  if (texts.includes('fail')) throw new Error('a text that kills');
  if (texts.includes('refuse')) return parentPort?.postMessage({ problem: 'not this one' });
  parentPort?.postMessage({ vectors: Float32Array.from(texts.flatMap((text) => [text.length, 1])) });
});
