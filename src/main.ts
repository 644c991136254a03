import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runCli } from './adapters/cli/index.ts';
import { createLog } from './adapters/telemetry/index.ts';
import { environment, type LoadedSettings, loadSettings } from './config/index.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Log } from './core/ports/log.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const clock: Clock = { now: () => Date.now() };

const leaveWithinMs = 1_000;
const stopping = 'Stopping: turns under way are finished first. Ask again to stop at once.';

/** Runs one `acore` command and sets the exit code. What a command does not need is not loaded. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that went away, as in `acore start | head`, is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.exitCode = await run(argv);
  // What a library still waits for, such as the end of a rate limit, must not keep the process.
  setTimeout(() => process.exit(), leaveWithinMs).unref();
}

function run(argv: readonly string[]): Promise<number> {
  return runCli(argv, {
    version,
    start,
    play,
    async why(messageId) {
      const { findReceipt } = await import('./look.ts');
      return findReceipt(await lookNeeds(), messageId);
    },
    async checks() {
      const { examine } = await import('./look.ts');
      return examine({ clock, version, logFor });
    },
    card: {
      inspect: async (file) => (await cards()).inspectFile(file),
      convert: async (from, to, options) => (await cards()).convertFile(from, to, options),
      import: async (paths) => (await cards()).importCards(paths, await look()),
      export: async (id, to, options) => (await cards()).exportCard(id, to, await look(), options),
    },
    lore: {
      async scan(options) {
        const { scanLore } = await import('./lore.ts');
        return scanLore(options, { load: look, logFor: (loaded) => logFor(quiet(loaded)), clock });
      },
    },
    async importPredecessor(request) {
      keepHeapSmall();
      const { importPredecessor } = await import('./predecessor.ts');
      const loaded = await look();
      return importPredecessor(request, { loaded, log: logFor(quiet(loaded)), clock, version });
    },
    privacy: {
      export: async (person, file) => (await rights()).exportPerson(await lookNeeds(), person, file),
      erase: async (person, sure) => (await rights()).erasePerson(await lookNeeds(), person, sure),
    },
    embeddings: {
      list: async () => (await models()).listModels(await lookNeeds()),
      async get(name, options) {
        const stop = stopSignal(() => undefined);
        return (await models()).getModel(await lookNeeds(), name, { ...options, signal: stop });
      },
    },
    config: {
      check: async () => (await look()).warnings.map(sentence),
      async print() {
        const { printSettings, settingsInForce } = await import('./config/index.ts');
        const loaded = await look();
        return { text: printSettings(loaded), json: settingsInForce(loaded) };
      },
    },
  });
}

function rights() {
  return import('./rights.ts');
}

function models() {
  return import('./embeddings.ts');
}

async function lookNeeds() {
  const loaded = await look();
  return { loaded, log: logFor(loaded), clock, version };
}

/** Cards come from anywhere, and may be as large as they are allowed to be. */
function cards() {
  keepHeapSmall();
  return import('./cards.ts');
}

function look(): Promise<LoadedSettings> {
  return loadSettings({ env: environment(), onlyLook: true });
}

function sentence({ says, fix = '' }: LoadedSettings['warnings'][number]): string {
  return `${says} ${fix}`.trim();
}

function logFor({ settings, secrets }: LoadedSettings): Log {
  return createLog({ settings: settings.log, secrets });
}

async function start({ json }: { json: boolean }): Promise<void> {
  const { startApp } = await import('./app.ts');
  const { serverEntrances } = await import('./entrances.ts');
  const loaded = await loadSettings({ env: environment() });
  const log = logFor(loaded);
  for (const warning of loaded.warnings) log.warn(sentence(warning));
  const server = serverEntrances();
  const stop = stopSignal(() => log.info(stopping));
  const options = { loaded, log, version, clock, entrances: server.open, signal: stop };
  await using app = await unlessStopped(startApp(options), stop);
  announce(app === undefined ? undefined : server.url(), json);
  keepHeapSmall();
  await aborted(stop);
}

/**
 * Makes V8 clear up when the heap has grown by two fifths; by itself it lets what is dead pile up to several times
 * what lives. Not while starting, where nearly everything stays.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
}

/** What starts; undefined when it was told to stop before it was ready. */
async function unlessStopped<T>(starting: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  try {
    return await starting;
  } catch (error) {
    if (stop.aborted && error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function announce(url: string | undefined, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ url: url ?? null })}\n`);
  else if (url !== undefined) process.stdout.write(`Acore is ready: ${url}\n`);
}

async function play({ json }: { json: boolean }): Promise<void> {
  const { playInTerminal } = await import('./play.ts');
  const loaded = await loadSettings({ env: environment() });
  const log = logFor(quiet(loaded));
  const stop = stopSignal(() => log.info(stopping));
  const said = await playInTerminal({ loaded, log, version, clock, signal: stop }, json);
  if (json) process.stdout.write(`${JSON.stringify({ said })}\n`);
}

/** A talk in a terminal is not interrupted by what goes well. */
function quiet(loaded: LoadedSettings): LoadedSettings {
  const { log } = loaded.settings;
  if (log.level !== 'info') return loaded;
  return { ...loaded, settings: { ...loaded.settings, log: { ...log, level: 'warn' } } };
}

/** Aborts at the first signal; a second one ends the process at once. */
function stopSignal(tell: () => void): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130);
      tell();
      stop.abort();
    });
  }
  return stop.signal;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
