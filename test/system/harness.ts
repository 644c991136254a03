import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../src/adapters/storage/index.ts';
import { createLog } from '../../src/adapters/telemetry/index.ts';
import { type App, type AppOptions, startApp } from '../../src/app.ts';
import { loadSettings } from '../../src/config/index.ts';
import type { AcoreEvent } from '../../src/core/events.ts';
import type { Message } from '../../src/core/message.ts';
import type { ChatPlatform, Post } from '../../src/core/ports/platform.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import { serverEntrances } from '../../src/entrances.ts';
import { migrations } from '../../src/slices.ts';
import { type Fakes, type FakesOptions, startFakes } from '../fakes/index.ts';
import { recordingLog } from '../support/storage.ts';

/** The environment of an Acore that knows nothing but the fakes. */
export function environmentOf(fakes: Fakes): Record<string, string> {
  return {
    DISCORD_TOKEN: fakes.discord.bot.token,
    DISCORD_API_URL: fakes.discord.api,
    OPENAI_BASE_URL: fakes.openai.base,
    ACORE_MODEL: 'openai/test-model',
    PORT: '0',
  };
}

export interface TestApp extends AsyncDisposable {
  app: App;
  url: string;
  dataFolder: string;
  /** Every line of the log. */
  logged: string[];
  /** Resolves with the receipt of a message, once it has one. */
  receiptOf(messageId: string): Promise<Receipt>;
}

export interface TestAppOptions {
  env: Record<string, string>;
  /** The text of config.yaml. */
  config?: string;
  dataFolder?: string;
  entrances?: AppOptions['entrances'];
  wrap?: AppOptions['wrap'];
  guests?: AppOptions['guests'];
  clock?: AppOptions['clock'];
}

/** A folder that is gone after the test. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'acore-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Makes the database of an Acore in which nothing was said yet. */
export async function makeDatabase(folder: string): Promise<string> {
  const file = join(folder, 'acore.db');
  const needs = { file, migrations, log: recordingLog(), clock: { now: Date.now } };
  await (await openStorage(needs))[Symbol.asyncDispose]();
  return file;
}

/** Starts the real app in this process. */
export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const own = options.dataFolder === undefined ? temporaryFolder() : undefined;
  const dataFolder = options.dataFolder ?? own?.path ?? '';
  const readFile = (path: string) => (path.endsWith('config.yaml') ? options.config : undefined);
  const loaded = await loadSettings({ env: options.env, dataFolder, readFile });
  const logged: string[] = [];
  const log = createLog({
    settings: { ...loaded.settings.log, format: 'json' },
    secrets: loaded.secrets,
    write: (line) => void logged.push(line),
  });
  const server = serverEntrances();
  const { entrances = server.open, wrap, guests, clock } = options;
  const app = await startApp({ loaded, log, version: 'test', entrances, wrap, guests, clock });
  return {
    app,
    url: server.url(),
    dataFolder,
    logged,
    receiptOf: (messageId) => waitForReceipt(app, messageId),
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      own?.[Symbol.dispose]();
    },
  };
}

async function waitForReceipt(app: App, messageId: string, timeoutMs = 45_000): Promise<Receipt> {
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  const timer = setTimeout(() => reject(new Error(`Message ${messageId} has no receipt yet.`)), timeoutMs);
  const stop = app.events.listen((event: AcoreEvent) => {
    if (event.kind === 'receipt' && event.receipt.messageId === messageId) resolve(event.receipt);
  });
  try {
    const kept = await app.receipts.find(messageId);
    return kept ?? (await promise);
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** The fakes and a real app on them. */
export async function startWorld(
  options: Omit<TestAppOptions, 'env'> & { env?: Record<string, string>; fakes?: FakesOptions } = {},
): Promise<TestApp & { fakes: Fakes }> {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes(options.fakes));
  const app = undo.use(await startTestApp({ ...options, env: { ...environmentOf(fakes), ...options.env } }));
  const owned = undo.move();
  return { ...app, fakes, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** A host within the test: keeps what is said. For what needs thousands of messages and no network. */
export function quietHost(said: Post[] = []): { platform: ChatPlatform; said: Post[] } {
  const idOf = ({ id }: Pick<Post, 'id'>) => `said-${id}`;
  return {
    said,
    platform: {
      host: 'quiet',
      split: (text) => [text],
      async say(post) {
        said.push(post);
        return { messageId: idOf(post) };
      },
      find: async (sought) => (said.some(({ id }) => id === sought.id) ? { found: idOf(sought) } : 'absent'),
      typing() {},
      health: async () => ({ ok: true, says: 'It is quiet.' }),
    },
  };
}

let counter = 0;

/** A message as a host would hand it over. */
export function messageFrom(change: Partial<Message> = {}): Message {
  counter += 1;
  return {
    id: `m${counter}`,
    place: { host: 'quiet', guildId: 'g', channelId: 'c', kind: 'text', name: 'tavern' },
    author: { id: 'bo', name: 'Bo', kind: 'person' },
    text: 'hello',
    at: Date.now(),
    attachments: [],
    mentions: [],
    mentionsSelf: false,
    ...change,
  };
}
