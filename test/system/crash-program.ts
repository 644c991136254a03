import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder } from '../../bin/prepared.js';
import { prepareProgram } from '../../tools/prepare.ts';
import { root } from './command.ts';

/** Acore in a process of its own, which is to be killed. */
export interface Running {
  process: ChildProcess;
  /** What it writes after it is ready. */
  lines: AsyncIterator<string>;
}

const launcher = new URL('../../bin/prepared.js', import.meta.url).href;
const children = new Set<ChildProcess>();
/** What a child is told to do. */
let program: Promise<string> | undefined;

/** Starts `crash-child.ts` with these words, and resolves when it is ready. */
export async function startCrashChild(
  env: Record<string, string>,
  ...words: readonly string[]
): Promise<Running> {
  program ??= makeProgram();
  const started = spawn(process.execPath, ['--input-type=module', '--eval', await program, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.add(started);
  started.on('exit', () => children.delete(started));
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (value !== 'ready') throw new Error(`It did not become ready: ${value}`);
  return { process: started, lines };
}

/** Resolves with the signal by which it ended, once it has. */
export async function ended({ process: running }: Running): Promise<string | null> {
  if (running.exitCode !== null || running.signalCode !== null) return running.signalCode;
  const [, signal] = await once(running, 'exit');
  return signal;
}

/** As it is made when Acore is installed: where dozens are started, none of them loads a thousand files. */
async function makeProgram(): Promise<string> {
  const caches = cacheFolder(root);
  mkdirSync(caches, { recursive: true });
  const parent = mkdtempSync(join(caches, 'crash-child-'));
  process.once('exit', () => {
    for (const running of children) running.kill('SIGKILL');
    rmSync(parent, { recursive: true });
  });
  const folder = join(parent, 'program');
  await prepareProgram(root, join('test', 'system', 'crash-child.ts'), folder);
  return `
    import { runProgram } from ${JSON.stringify(launcher)};
    await runProgram(${JSON.stringify(folder)}).main(...process.argv.slice(1));`;
}
