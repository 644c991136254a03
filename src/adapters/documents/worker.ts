import { parentPort } from 'node:worker_threads';
import type { DocumentBlock } from '../../core/document.ts';
import { readFileOf } from './read.ts';

/** What the worker is asked. */
export interface Wish {
  name: string;
  bytes: Uint8Array;
}

/** What it says: what stands in the file, or why that cannot be said. */
export type Answer = { blocks: DocumentBlock[] } | { problem: string };

// Of a broken file parsers leave promises behind that nobody waits for; what is wrong is told by those that are.
process.on('unhandledRejection', () => {});

/** Reads documents away from the thread that everything else runs on. */
parentPort?.on('message', async ({ name, bytes }: Wish) => {
  const answer: Answer = await readFileOf(name, bytes).then(
    (blocks) => ({ blocks }),
    (error: Error) => ({ problem: error.message }),
  );
  parentPort?.postMessage(answer);
});
