import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from './thread.ts';

function problemOf(file: string): string | undefined {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const finding = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    return finding === 'ok' ? undefined : String(finding).split('\n').at(-1);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db.close();
  }
}

const finding: Finding = { problem: problemOf(String(workerData)) };
parentPort?.postMessage(finding);
