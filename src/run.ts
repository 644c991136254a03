import { createRequire } from 'node:module';
import { runCli } from './adapters/cli/index.ts';
import { createLog } from './adapters/telemetry/index.ts';
import { environment, type LoadedSettings, loadSettings } from './config/index.ts';
import type { Clock, Log } from './core/ports.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const clock: Clock = { now: () => Date.now() };

/** Runs one `acore` command and returns its exit code. What a command does not need is not loaded. */
export function run(argv: readonly string[]): Promise<number> {
  return runCli(argv, {
    version,
    start,
    play,
    async why(messageId) {
      const { findReceipt } = await import('./look.ts');
      const loaded = await loadSettings({ env: environment() });
      return findReceipt({ loaded, log: logFor(loaded), clock, version }, messageId);
    },
    async checks() {
      const { examine } = await import('./look.ts');
      return examine({ clock, version, logFor });
    },
    config: {
      check: async () => (await loadSettings({ env: environment() })).warnings,
      async print() {
        const { printSettings, settingsInForce } = await import('./config/index.ts');
        const loaded = await loadSettings({ env: environment() });
        return { text: printSettings(loaded), json: settingsInForce(loaded) };
      },
    },
  });
}

function logFor({ settings, secrets }: LoadedSettings): Log {
  return createLog({ settings: settings.log, secrets });
}

async function start({ json }: { json: boolean }): Promise<void> {
  const { startApp } = await import('./app.ts');
  const { serverEntrances } = await import('./entrances.ts');
  const loaded = await loadSettings({ env: environment() });
  const log = logFor(loaded);
  for (const warning of loaded.warnings) log.warn(warning);
  const server = serverEntrances();
  const stopped = untilStopped(log);
  await using _app = await startApp({ loaded, log, version, clock, entrances: server.open });
  announce(server.url(), json);
  await stopped;
}

function announce(url: string, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `Acore is ready: ${url}\n`);
}

async function play(): Promise<void> {
  const { playInTerminal } = await import('./play.ts');
  const loaded = await loadSettings({ env: environment() });
  const log = logFor(quiet(loaded));
  await playInTerminal({ loaded, log, version, clock }, untilStopped(log));
}

/** A talk in a terminal is not interrupted by what goes well. */
function quiet(loaded: LoadedSettings): LoadedSettings {
  const { log } = loaded.settings;
  if (log.level !== 'info') return loaded;
  return { ...loaded, settings: { ...loaded.settings, log: { ...log, level: 'warn' } } };
}

/** Resolves at the first signal; a second one ends the process at once. */
function untilStopped(log: Log): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      log.info('Stopping: turns under way are finished first. Ask again to stop at once.');
      resolve();
    });
  }
  return promise;
}
