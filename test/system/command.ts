import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Fakes } from '../fakes/index.ts';
import { environmentOf } from './harness.ts';

/** The checkout under test. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandOptions {
  env: Record<string, string>;
  /** What runs instead of `node bin/acore.js`. */
  program?: string[];
  cwd?: string;
  input?: string;
  /** After the input its standard input stays open, until `hangUp`. */
  staysOnTheLine?: boolean;
  /** The user it runs as. */
  uid?: number | undefined;
}

/** How a command ended, and what it wrote. */
export interface Ended {
  code: number | null;
  out: string;
  complaint: string;
}

/** A command that runs in a process of its own, as a newcomer starts it. Disposing of it ends it. */
export interface Command extends AsyncDisposable {
  out(): string;
  complaint(): string;
  /** Resolves once standard output or standard error holds this; throws when the process ends without. */
  writes(what: RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends its standard input. */
  hangUp(): void;
  ended: Promise<Ended>;
}

const patienceMs = 60_000;

/** Begins `acore` with these words. Of this process's environment it gets nothing but where programs are. */
export function begin(words: readonly string[], options: CommandOptions): Command {
  const [program = '', ...first] = options.program ?? [process.execPath, `${root}bin/acore.js`];
  const child = spawn(program, [...first, ...words], {
    cwd: options.cwd ?? root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env },
    stdio: 'pipe',
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let out = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.write(options.input ?? '');
  if (options.staysOnTheLine !== true) child.stdin.end();
  const ended = once(child, 'close').then(([code]): Ended => ({ code, out, complaint }));
  const running = () => child.exitCode === null && child.signalCode === null;
  return {
    out: () => out,
    complaint: () => complaint,
    ended,
    signal: (name) => void child.kill(name),
    hangUp: () => void child.stdin.end(),
    async writes(what) {
      const deadline = Date.now() + patienceMs;
      while (!what.test(out) && !what.test(complaint)) {
        if (!running()) await ended;
        if (what.test(out) || what.test(complaint)) return;
        if (!running() || Date.now() > deadline)
          throw new Error(`It did not write ${what}, but:\n${out}\n${complaint}`);
        await sleep(10);
      }
    },
    async [Symbol.asyncDispose]() {
      if (running()) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs `acore` with these words to its end. */
export async function acore(words: readonly string[], options: CommandOptions): Promise<Ended> {
  await using command = begin(words, options);
  const late = sleep(patienceMs * 2, undefined, { ref: false }).then(() => {
    throw new Error(`It does not end:\n${command.out()}\n${command.complaint()}`);
  });
  return await Promise.race([command.ended, late]);
}

/** The environment of an Acore on the fakes whose data lies in this folder. */
export function environmentIn(dataFolder: string, fakes: Fakes): Record<string, string> {
  return { ...environmentOf(fakes), ACORE_DATA: dataFolder };
}

/** The one JSON document on standard output; throws when there is anything else. */
export function document<T>({ out, complaint }: Ended): T {
  if (!/^.+\n$/.test(out)) throw new Error(`Not one line but:\n${out}\n${complaint}`);
  return JSON.parse(out) as T;
}

/** Lets a server listen on a port of its own, and returns the port. */
export async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A user without rights of its own, for what the superuser would be allowed. */
export const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
