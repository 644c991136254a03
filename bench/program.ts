import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outside } from './outside.ts';

export const programs = ['bare', 'acore'] as const;
export type ProgramName = (typeof programs)[number];

/** A program under measurement, with its READY. */
export interface Program extends AsyncDisposable {
  /** From the start of the process to READY, as the fake gateway sees it. */
  startMs: number;
  rssBytes(): number;
  /** How long its event loop stood still since READY; only with `probed`. */
  longestBlock(): Promise<{ blockMs: number; cpuMs: number }>;
}

interface ProgramOptions {
  /** Lifts the limit of 50 requests in a second, and Acore's of 20 answers a minute for one person. */
  unlimited?: boolean;
  /** Watches the event loop. */
  probed?: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const arguments_: Record<ProgramName, string[]> = {
  bare: [join(root, 'bench/bare-bot.js')],
  acore: [join(root, 'bin/acore.js'), 'start'],
};
/** What still runs when the bench itself ends goes with it, and its data folder too. */
const running = new Map<ChildProcess, string>();
process.once('exit', () => {
  for (const [child, folder] of running) {
    child.kill('SIGKILL');
    // It may write a last file while it dies.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
// A signal's own way to end a process would leave all of that behind.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const readyWithinMs = 60_000;
const requestsPerSecond = 10_000;
const unlimitedSettings = `
discord:
  requestsPerSecond: ${requestsPerSecond}
conversation:
  perPersonPerMinute: 1000000
`;

/** Starts a program by this very Node, in an empty data folder, and waits for its READY. */
export async function startProgram(
  name: ProgramName,
  outside: Outside,
  { unlimited = false, probed = false }: ProgramOptions = {},
): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'acore-bench-'));
  if (unlimited) writeFileSync(join(folder, 'config.yaml'), unlimitedSettings);
  const ready = outside.nextReady();
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, [...(probed ? probe : []), ...arguments_[name]], {
    cwd: root,
    env: environment(outside, folder, unlimited),
    stdio: ['ignore', 'ignore', 'pipe', ...(probed ? (['ipc'] as const) : [])],
  });
  running.set(child, folder);
  const readyAt = await readyOf(child, ready, name);
  if (probed) child.send('reset');
  return {
    startMs: readyAt - startedAt,
    rssBytes: () => rssOf(child),
    async longestBlock() {
      child.send('tell');
      const [worst] = await once(child, 'message');
      return worst;
    },
    async [Symbol.asyncDispose]() {
      const exited = child.exitCode === null ? once(child, 'exit') : undefined;
      child.kill('SIGTERM');
      await exited;
      running.delete(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const probe = ['--import', fileURLToPath(new URL('block-probe.js', import.meta.url))];

function environment(outside: Outside, folder: string, unlimited: boolean): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    ...outside.env,
    ACORE_DATA: folder,
    PORT: '0',
    ...(unlimited && { REQUESTS_PER_SECOND: String(requestsPerSecond) }),
  };
}

async function readyOf(child: ChildProcess, ready: Promise<number>, name: ProgramName): Promise<number> {
  let complaints = '';
  child.stderr?.on('data', (text) => {
    complaints = `${complaints}${text}`.slice(-4_000);
  });
  const gone = once(child, 'exit').then(() => 'it ended');
  const late = new Promise<string>((resolve) =>
    setTimeout(resolve, readyWithinMs, 'it took too long').unref(),
  );
  const outcome = await Promise.race([ready, gone, late]);
  if (typeof outcome === 'number') return outcome;
  child.kill('SIGKILL');
  throw new Error(`${name} did not come to READY: ${outcome}.\n${complaints}`);
}

function rssOf({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1_024;
}
