import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Check } from '../../src/core/ports/health.ts';
import { type Fakes, type FakesOptions, startFakes } from '../fakes/index.ts';
import { acore, begin, document, environmentIn, listening } from './command.ts';
import { makeDatabase, temporaryFolder } from './harness.ts';

/** An installation that is about to be made wrong. */
export interface Site {
  folder: string;
  fakes: Fakes;
  env: Record<string, string>;
  /** What has to be undone afterwards. */
  undo: AsyncDisposableStack;
  config(text: string): void;
  database(): Promise<string>;
}

export interface Seed {
  what: string;
  fakes?: FakesOptions;
  /** Changes to the environment, or none; may do whatever makes the installation wrong. */
  wrong(site: Site): Promise<unknown> | unknown;
  name: string | RegExp;
  state: 'warning' | 'failed';
  says: RegExp;
  fix: RegExp;
  /** How it is run, when not simply. */
  options?: { uid?: number | undefined; program?: string[] };
  /** What else cannot be right then, by name. */
  besides?: RegExp;
}

export interface Report {
  ok: boolean;
  checks: Check[];
}

/** What an Acore that ran once has on Discord: its commands. Portraits follow by themselves. */
export function furnish({ discord }: Fakes, commands: unknown): void {
  discord.bot.call('PUT', `/applications/${discord.app.id}/commands`, commands);
}

export async function examine(
  seed: Partial<Seed>,
): Promise<{ report: Report; code: number | null; secrets: string[] }> {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes({ openai: { models: ['test-model'] }, ...seed.fakes }));
  const folder = undo.use(temporaryFolder()).path;
  furnish(fakes, await declaredCommands());
  const env = environmentIn(folder, fakes);
  const site: Site = {
    folder,
    fakes,
    env,
    undo,
    config: (text) => writeFileSync(join(folder, 'config.yaml'), text),
    database: () => makeDatabase(folder),
  };
  // The built-in embedder takes longer than all the rest together; whoever looks at one names it.
  site.config('embeddings: { use: none }\n');
  await seed.wrong?.(site);
  const ended = await acore(['doctor', '--json'], { env, ...seed.options });
  const secrets = [
    fakes.discord.bot.token,
    ...(env['OPENAI_API_KEY'] === undefined ? [] : [env['OPENAI_API_KEY']]),
  ];
  return { report: document<Report>(ended), code: ended.code, secrets };
}

let declared: Promise<unknown> | undefined;

/** The commands as a first start registers them. */
function declaredCommands(): Promise<unknown> {
  declared ??= registeredByFirstStart();
  return declared;
}

async function registeredByFirstStart(): Promise<unknown> {
  await using fakes = await startFakes();
  using folder = temporaryFolder();
  const registered = Promise.withResolvers<unknown>();
  fakes.discord.signals.on('request', ({ method, path, body }) => {
    if (method === 'PUT' && path.endsWith('/commands')) registered.resolve(body);
  });
  await using command = begin(['start'], { env: environmentIn(folder.path, fakes) });
  return await Promise.race([
    registered.promise,
    command.ended.then(({ complaint }) => assert.fail(`It ended:\n${complaint}`)),
  ]);
}

/** Something that listens on a port of its own. Returns the port. */
export async function listener({ undo }: Site, answer: RequestListener = () => {}): Promise<number> {
  const server = createServer(answer);
  undo.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return listening(server);
}

export function textOf({ name, state, says, fix }: Check): string {
  return `${state} ${name}: ${says} → ${fix}`;
}

/** Makes an installation wrong: exactly what is wrong with it must be named, with its fix. */
export async function assertNamed(seed: Seed): Promise<void> {
  const { report, code, secrets } = await examine(seed);
  const wrong = report.checks.filter(({ state }) => state === 'warning' || state === 'failed');
  const all = wrong.map(textOf).join('\n');
  const found = wrong.find(({ name, says }) => name === seed.name && seed.says.test(says));
  assert.ok(found, all);
  assert.equal(found.state, seed.state);
  assert.match(found.fix ?? '', seed.fix);
  const others = wrong.filter((check) => check !== found && seed.besides?.test(check.name) !== true);
  assert.deepEqual(others.map(textOf), []);
  assert.equal(report.ok, seed.state !== 'failed');
  assert.equal(code, seed.state === 'failed' ? 1 : 0);
  for (const secret of secrets) assert.ok(!JSON.stringify(report).includes(secret), 'a secret is shown');
}
