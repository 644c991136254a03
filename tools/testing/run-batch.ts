import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../bin/prepared.js';
import type { Result, Told, Way } from './batch.ts';

/** Test files that share one process. */
export interface Batch {
  files: string[];
  way: Way;
  /** The longest one test may take. */
  testMs: number;
  /** The longest all of them may take. */
  deadlineMs: number;
}

const program = fileURLToPath(new URL('./batch.ts', import.meta.url));
/** What one process compiled no other one compiles again, nor those that tests start. */
const compiled = join(cacheFolder(fileURLToPath(new URL('../..', import.meta.url))), 'tests');
const keptOutput = 64_000;
const memoryDisk = '/dev/shm';
/** Databases, portraits and browsers' profiles of all that runs at once. */
const roomNeeded = 3 * 1024 ** 3;

/** Runs a batch in a process of its own. A file that ends without having told of a test counts as failed. */
export async function runBatch(batch: Batch, hear: (result: Result) => void): Promise<{ output: string }> {
  const child = startBatch(batch);
  const output = collect(child);
  const heard = new Set<string>();
  let finished = false;
  child.on('message', (told: Told) => {
    if (told.kind === 'finished') finished = true;
    else if (told.kind === 'left-open') hear(leftOpen(batch, told.resources));
    else {
      heard.add(told.file);
      hear(told);
    }
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), batch.deadlineMs);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(deadline);
  for (const result of afterwards(batch, heard, finished, signal ?? code ?? 0)) hear(result);
  return { output: output() };
}

function startBatch({ files, way, testMs }: Batch): ChildProcess {
  // A runner inside a runner would believe that it is one of its own children.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return spawn(process.execPath, [program, String(testMs), way, ...files], {
    env: { NODE_COMPILE_CACHE: compiled, TMPDIR: temporaryFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Where tests keep what they throw away: in memory where there is room, so that nobody waits for a disk that nobody will read. */
function temporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memoryDisk);
    return bavail * bsize >= roomNeeded ? memoryDisk : tmpdir();
  } catch {
    return tmpdir();
  }
}

function collect(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptOutput);
    });
  }
  return () => output;
}

function afterwards(batch: Batch, heard: Set<string>, finished: boolean, ending: string | number): Result[] {
  const failed = (file: string, reason: string): Result => ({
    kind: 'failed',
    file,
    name: '(the file)',
    reason,
    tookMs: 0,
  });
  const silent = batch.files.filter((file) => !heard.has(file));
  const how = typeof ending === 'number' ? `with code ${ending}` : `by ${ending}`;
  if (silent.length > 0)
    return silent.map((file) => failed(file, `The process ended (${how}) without a test of this file.`));
  const file = batch.files.at(-1) ?? '';
  if (!finished && ending !== 1) return [failed(file, `The process ended (${how}) before its tests did.`)];
  if (ending !== 0 && finished) return [failed(file, `The process ended ${how} after its tests.`)];
  return [];
}

function leftOpen({ files }: Batch, resources: readonly string[]): Result {
  const hint = files.length > 1 ? ' Which file it is shows when the folders are run one by one.' : '';
  const reason = `The tests leave something open, so the process does not end: ${resources.join(', ')}.${hint}`;
  return { kind: 'failed', file: files.at(-1) ?? '', name: '(the process)', reason, tookMs: 0 };
}
