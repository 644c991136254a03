import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isInUse } from './adapters/storage/index.ts';
import { createTerminal, type TerminalAdapter } from './adapters/terminal/index.ts';
import { type AppOptions, databaseFile, type Entrance, type Parts, startApp } from './app.ts';
import { environment, type LoadedSettings } from './config/index.ts';

/** The terminal keeps its talk in a database of its own, so that it works beside a running Acore. */
const ownDatabase = 'play.db';

/** What characters said in a terminal. */
export interface Said {
  character: string;
  text: string;
}

type PlayOptions = Pick<AppOptions, 'loaded' | 'log' | 'version' | 'clock'> & { signal: AbortSignal };

/** A talk in this terminal, until the person leaves or the input ends. With `apart`, standard output stays free. */
export async function playInTerminal(options: PlayOptions, apart: boolean): Promise<Said[]> {
  using own = ownTalk(options.loaded);
  if (own.says !== undefined) process.stderr.write(`${own.says}\n`);
  const said: Said[] = [];
  const opened = Promise.withResolvers<TerminalAdapter>();
  await using _app = await startApp({
    ...options,
    loaded: own.loaded,
    entrances(parts): Entrance[] {
      const terminal = openTerminal(parts, apart);
      opened.resolve(terminal);
      return [listenedTo(terminal, said)];
    },
  });
  const { ended } = await opened.promise;
  await Promise.race([ended, once(options.signal, 'abort')]);
  return said;
}

function openTerminal(parts: Parts, apart: boolean): TerminalAdapter {
  return createTerminal({
    ...parts,
    ...parts.slices,
    speaker: speakerName(),
    streams: streams(apart),
    folder: process.cwd(),
    leaveAtOnce: () => process.exit(130),
  });
}

function listenedTo(terminal: TerminalAdapter, said: Said[]): Entrance {
  const { platform } = terminal;
  return {
    start: terminal.start,
    platform: {
      ...platform,
      say(post) {
        said.push({ character: post.character.displayName, text: post.text });
        return platform.say(post);
      },
    },
  };
}

/** The settings with a database that nobody else uses, and what the person should know about it. */
function ownTalk(loaded: LoadedSettings): Disposable & { loaded: LoadedSettings; says: string | undefined } {
  const usual = withDatabase(loaded, ownDatabase);
  if (!isInUse(databaseFile(usual))) {
    const running = isInUse(databaseFile(loaded));
    const says = running ? 'An Acore is running here; this is a talk of its own beside it.' : undefined;
    return { loaded: usual, says, [Symbol.dispose]() {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'acore-play-'));
  return {
    loaded: withDatabase(loaded, join(folder, ownDatabase)),
    says: 'Somebody plays here already; this is a talk of its own, and it is not kept.',
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function withDatabase(loaded: LoadedSettings, file: string): LoadedSettings {
  const { settings } = loaded;
  return { ...loaded, settings: { ...settings, storage: { ...settings.storage, file } } };
}

function streams(apart: boolean) {
  const { stdin: input, stdout, stderr } = process;
  const output = apart ? stderr : stdout;
  const interactive = input.isTTY === true && output.isTTY === true;
  const colours = output.isTTY === true && environment()['NO_COLOR'] === undefined;
  return { input, output, interactive, colours };
}

/** What the machine calls the person, with a capital; some accounts have no name. */
function speakerName(): string {
  try {
    const { username } = userInfo();
    return username === 'root' ? 'Traveller' : username.charAt(0).toUpperCase() + username.slice(1);
  } catch {
    return 'Traveller';
  }
}
