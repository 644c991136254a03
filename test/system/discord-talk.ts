import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppOptions } from '../../src/app.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import {
  type Account,
  type FakeDiscord,
  type FakeOpenai,
  type FakesOptions,
  type ModelRequest,
  type Post,
  type SayOptions,
  startFakes,
} from '../fakes/index.ts';
import { messagesOf, promptText, textOf } from '../fakes/model-script.ts';
import { environmentOf, startTestApp, type TestApp, temporaryFolder } from './harness.ts';

type Sections = Record<string, Record<string, unknown>>;

export interface TalkOptions {
  /** Sections of config.yaml that differ from what tests want by default. */
  settings?: Sections;
  fakes?: FakesOptions;
  env?: Record<string, string>;
  /** Cards of characters besides those that ship, by file name without its ending. */
  cards?: Record<string, object>;
  /** Books in the lorebooks folder, by file name without its ending. */
  lorebooks?: Record<string, object>;
  /** Slices besides those of the house. */
  guests?: AppOptions['guests'];
  /** Files in the documents folder, by their path in it. */
  documents?: Record<string, Uint8Array>;
  /** What happens on Discord before Acore is there. */
  before?(discord: FakeDiscord): void;
}

/** A Discord server with characters in it, as the people there meet it. */
export interface Talk extends AsyncDisposable {
  discord: FakeDiscord;
  openai: FakeOpenai;
  readonly app: TestApp;
  /** Every line that was logged, over restarts. */
  logged(): string[];
  /** A channel in which nobody has spoken. */
  room(): string;
  /** A channel that these members alone can read, by a role of their own. */
  closedRoom(...members: Account[]): string;
  /** A member whom nobody has spoken to. */
  person(name: string, nick?: string): Account;
  /** Somebody says something; resolves once that has its receipt. */
  say(who: Account, channelId: string, text: string, options?: SayOptions): Promise<Said>;
  receiptOf(messageId: string): Promise<Receipt>;
  /** What Acore said in a channel and did not take back. */
  answers(channelId: string): Post[];
  /** The requests to the model whose talk holds this text, oldest first. */
  asked(text: string): ModelRequest[];
  /** The talk that the last of these requests held; fails when there was none. */
  prompt(text: string): string;
  stop(): Promise<void>;
  start(settings?: Sections): Promise<void>;
}

export interface Said {
  post: Post;
  receipt: Receipt;
}

const usualSettings: Sections = {
  discord: { requestsPerSecond: 5_000 },
  conversation: { perPersonPerMinute: 10_000 },
  model: { retry: { times: 2, wait: '10ms' } },
};

/** Starts fakes and an Acore between them. */
export async function startTalk(options: TalkOptions = {}): Promise<Talk> {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes(options.fakes));
  const { discord, openai } = fakes;
  options.before?.(discord);
  const folder = undo.use(temporaryFolder());
  writeCards(folder.path, options.cards ?? {});
  writeLorebooks(folder.path, options.lorebooks ?? {});
  writeDocuments(folder.path, options.documents ?? {});
  const env = { ...environmentOf(fakes), ...options.env };
  const logged: string[] = [];
  const begin = (settings: Sections = options.settings ?? {}) =>
    startTestApp({
      ...{ env, guests: options.guests, dataFolder: folder.path },
      config: JSON.stringify(merged(usualSettings, settings)),
    });
  const listed = () => (discord.app.commands.get('global')?.size ?? 0) > 0;
  let app = await begin();
  await until('the commands are registered', listed);
  let running = true;
  let rooms = 0;
  const talk: Omit<Talk, typeof Symbol.asyncDispose> = {
    discord,
    openai,
    get app() {
      return app;
    },
    logged: () => [...logged, ...app.logged],
    room() {
      rooms += 1;
      return discord.addChannel(`room-${rooms}`);
    },
    closedRoom(...members) {
      const room = talk.room();
      const role = discord.addRole('Circle', []);
      discord.setPermissions(room, discord.guild, { VIEW_CHANNEL: false });
      discord.setPermissions(room, role, { VIEW_CHANNEL: true });
      discord.setPermissions(room, discord.app.id, { VIEW_CHANNEL: true });
      for (const { id } of members) discord.giveRole(id, role);
      return room;
    },
    person: (name, nick) => discord.addMember(name, nick === undefined ? {} : { nick }),
    async say(who, channelId, text, sayOptions) {
      const post = who.say(channelId, text, sayOptions);
      return { post, receipt: await app.receiptOf(post.id) };
    },
    receiptOf: (messageId) => app.receiptOf(messageId),
    answers: (channelId) => answersIn(discord, channelId),
    asked: (text) => openai.requests.filter((request) => talkIn(request).includes(text)),
    prompt(text) {
      const request = talk.asked(text).at(-1);
      if (request === undefined) throw new Error(`The model was never asked about “${text}”.`);
      return talkIn(request);
    },
    async stop() {
      running = false;
      await app[Symbol.asyncDispose]();
    },
    async start(settings) {
      logged.push(...app.logged);
      app = await begin(settings);
      running = true;
    },
  };
  undo.defer(async () => {
    if (running) await app[Symbol.asyncDispose]();
  });
  const owned = undo.move();
  return Object.defineProperties({} as Talk, {
    ...Object.getOwnPropertyDescriptors(talk),
    [Symbol.asyncDispose]: { value: () => owned.disposeAsync() },
  });
}

function writeCards(folder: string, cards: Record<string, object>): void {
  mkdirSync(join(folder, 'characters'));
  for (const [name, data] of Object.entries(cards)) {
    const card = { spec: 'chara_card_v3', spec_version: '3.0', data };
    writeFileSync(join(folder, 'characters', `${name}.json`), JSON.stringify(card));
  }
}

function writeLorebooks(folder: string, books: Record<string, object>): void {
  mkdirSync(join(folder, 'lorebooks'));
  for (const [name, book] of Object.entries(books))
    writeFileSync(join(folder, 'lorebooks', `${name}.json`), JSON.stringify(book));
}

function writeDocuments(folder: string, documents: Record<string, Uint8Array>): void {
  for (const [path, bytes] of Object.entries(documents)) {
    mkdirSync(join(folder, 'documents', dirname(path)), { recursive: true });
    writeFileSync(join(folder, 'documents', path), bytes);
  }
}

function merged(usual: Sections, own: Sections): Sections {
  const all = { ...usual };
  for (const [name, section] of Object.entries(own)) all[name] = { ...usual[name], ...section };
  return all;
}

function answersIn(discord: FakeDiscord, channelId: string): Post[] {
  return discord
    .posts(channelId)
    .filter((post) => !post.deleted && (post.applicationId ?? post.authorId) === discord.app.id);
}

/** The talk as a request's prompt has it, without the card: each message as `role: text`. */
export function linesOf({ body }: ModelRequest): string[] {
  const talk = messagesOf(body).filter(({ role }) => role !== 'system');
  return talk.map(({ role, content }) => `${role}: ${textOf(content)}`);
}

/** The whole talk of a request's prompt, without the card. */
export function talkIn(request: ModelRequest): string {
  return linesOf(request).join('\n');
}

/** Whose turn a request is: the name after “You are”. */
export function speakerOf({ body }: ModelRequest): string {
  return /You are ([^,]+),/.exec(promptText(body))?.[1] ?? '';
}

/** What a command answers somebody in a channel. */
export async function answerTo(
  who: Account,
  channelId: string,
  name: string,
  input: Readonly<Record<string, string | boolean>> = {},
): Promise<string> {
  return (await who.command(name, input, { channelId }).reply()).text;
}

/** Waits for a condition; complains after half a minute, for machines that have much to do. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen: ${what}.`);
    await sleep(5);
  }
}
