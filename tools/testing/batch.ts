/**
 * Runs test files in this one process, all at once or one after the other, and tells the parent, over IPC, how every test
 * ended.
 */
import hooks from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';

/** How one test ended. */
export interface Result {
  kind: 'passed' | 'failed' | 'skipped';
  /** Absolute. */
  file: string;
  /** With the names of the suites it stands in. */
  name: string;
  /** Why it failed or was skipped. */
  reason: string;
  tookMs: number;
}

/** What a batch tells: how tests end, that all of them have, and what keeps the process from ending. */
export type Told = Result | { kind: 'finished' } | { kind: 'left-open'; resources: string[] };

interface Ended {
  name: string;
  nesting: number;
  file?: string | undefined;
  skip?: string | boolean | undefined;
  todo?: string | boolean | undefined;
  details: {
    type?: string | undefined;
    duration_ms: number;
    error?: { failureType?: string; cause?: unknown };
  };
}

/** A test or suite in which another one stands. */
interface Above {
  name: string;
  file: string | undefined;
}

/** How the files of a batch are run. */
export type Way = 'together' | 'one by one';

/** A process that still lives this long after its last test has left something open. */
const graceMs = 5_000;

/** Files that are run one after the other each begin when the one before has closed everything. */
async function runBatch(timeout: number, way: Way, files: string[]): Promise<void> {
  const open = new Map<string, string>();
  for (const some of way === 'together' ? [files] : files.map((file) => [file])) {
    await runFiles(timeout, some, open);
    // A run ends when Node has nothing left to do, which it says once, until there was something again.
    await setImmediate();
  }
  tell({ kind: 'finished' });
}

async function runFiles(timeout: number, files: string[], open: Map<string, string>): Promise<void> {
  const { run } = await nodeTest();
  const above: Above[] = [];
  const running = new Set<string>();
  let leftOpen: NodeJS.Timeout | undefined;
  for await (const { type, data } of run({ files, isolation: 'none', timeout })) {
    if (type === 'test:enqueue') running.add(keyOf(data));
    if (type === 'test:complete') running.delete(keyOf(data));
    if (type === 'test:start') above[data.nesting] = { name: data.name, file: data.file };
    if (type === 'test:pass' || type === 'test:fail') tellResult(type, data as Ended, above);
    if (type === 'test:complete' && data.nesting === 0) noteOpen(open, data.file ?? '');
    clearTimeout(leftOpen);
    if (running.size === 0) leftOpen = setTimeout(() => giveUp(open), graceMs).unref();
  }
  clearTimeout(leftOpen);
}

/**
 * Node's runner follows every promise to learn in which test an error that nobody catches came up: a third of all that
 * work. Which timer or socket it came from is enough for that.
 */
async function nodeTest() {
  const { createHook } = hooks;
  hooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false });
  try {
    return await import('node:test');
  } finally {
    hooks.createHook = createHook;
  }
}

function keyOf({ file, line, column, nesting, name }: Record<string, unknown>): string {
  return [file, line, column, nesting, name].join(' ');
}

function tellResult(type: string, ended: Ended, above: readonly Above[]): void {
  const { details, skip, todo } = ended;
  // A test of a shared suite was written elsewhere; it is told of the file whose suite calls it.
  const file = (ended.nesting === 0 ? ended.file : above[0]?.file) ?? '';
  const { type: kindOfTest, duration_ms: tookMs, error } = details;
  // What stands around a failed test fails with it; that is one failure, not two.
  if (error?.failureType === 'subtestsFailed') return;
  const left = skip ?? todo;
  const isLeft = left !== undefined && left !== false;
  // A suite that is left out says nothing of the tests inside, so it counts itself.
  if (type === 'test:pass' && kindOfTest === 'suite' && !isLeft) return;
  const result = {
    file,
    name: [...above.slice(0, ended.nesting), ended].map(({ name }) => name).join(' › '),
    tookMs,
  };
  if (isLeft) tell({ ...result, kind: 'skipped', reason: reasonOf(left) });
  else if (type === 'test:fail') tell({ ...result, kind: 'failed', reason: describe(error) });
  else if (ended.name === file) tell({ ...result, kind: 'failed', reason: 'There is no test in this file.' });
  else tell({ ...result, kind: 'passed', reason: '' });
}

function reasonOf(left: string | true): string {
  return left === true || left === '' ? 'no reason given' : left;
}

function describe(error: Ended['details']['error']): string {
  const thrown = error?.cause ?? error;
  if (thrown instanceof Error && thrown.stack !== undefined) return `${thrown.stack}${causeOf(thrown)}`;
  return typeof thrown === 'string' ? thrown : inspect(thrown);
}

function causeOf({ cause }: Error): string {
  return cause === undefined ? '' : `\ncaused by ${inspect(cause)}`;
}

/** Remembers since which file each kind of resource has been open without a pause. */
function noteOpen(open: Map<string, string>, file: string): void {
  const now = new Set(openResources());
  for (const kind of open.keys()) if (!now.has(kind)) open.delete(kind);
  for (const kind of now) if (!open.has(kind)) open.set(kind, file);
}

function openResources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap');
}

function giveUp(open: Map<string, string>): void {
  const resources = openResources().map((kind) => `${kind} (since ${open.get(kind) ?? 'the end'})`);
  process.send?.({ kind: 'left-open', resources } satisfies Told, () => process.exit(1));
}

function tell(told: Told): void {
  process.send?.(told);
}

if (import.meta.main) {
  const [timeout, way, ...files] = process.argv.slice(2);
  await runBatch(Number(timeout), way as Way, files);
}
