import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createLog } from '../../src/adapters/telemetry/index.ts';
import { type App, startApp } from '../../src/app.ts';
import { loadSettings, recordingSettings, settingPaths } from '../../src/config/index.ts';
import { serverEntrances } from '../../src/entrances.ts';
import { type Account, type Fakes, startFakes } from '../fakes/index.ts';
import { until } from './discord-talk.ts';
import { environmentOf, temporaryFolder } from './harness.ts';

/** Settings that name every provider, so that each of them reads its own. */
function configFor({ discord, openai, ollama }: Fakes): string {
  return JSON.stringify({
    model: {
      fallbacks: ['openrouter/vendor/model', 'ollama/llama'],
      openrouter: { baseUrl: openai.openrouterBase, apiKey: 'k' },
      ollama: { host: ollama.base },
      understudyWhenDown: false,
      retry: { times: 1, wait: '1ms' },
    },
    embeddings: { use: 'ollama/bge-m3' },
    discord: { managerRole: 'Keepers', commandsGuild: discord.guild },
    web: { password: 'open sesame', names: ['acore.example.org'] },
  });
}

/** Read by a command of the command line alone: `acore embeddings get`, which has a test of its own. */
const ofCommands = ['embeddings.downloads'];

const undo = new AsyncDisposableStack();
let fakes: Fakes;
let app: App;
let read: ReadonlySet<string>;
const server = serverEntrances();

before(async () => {
  fakes = undo.use(await startFakes());
  const folder = undo.use(temporaryFolder());
  const loaded = await loadSettings({
    env: environmentOf(fakes),
    dataFolder: folder.path,
    readFile: () => configFor(fakes),
  });
  const recorded = recordingSettings(loaded.settings);
  read = recorded.read;
  const log = createLog({ settings: recorded.settings.log, secrets: loaded.secrets, write() {} });
  const withRecord = { ...loaded, settings: recorded.settings };
  app = undo.use(await startApp({ loaded: withRecord, log, version: 'test', entrances: server.open }));
});
after(() => undo.disposeAsync());

/** Somebody says something that ends in a receipt. */
async function ended(who: Account, text: string, channelId = fakes.discord.channels.text): Promise<void> {
  const { id } = who.say(channelId, text);
  await until('it has a receipt', async () => (await app.receipts.find(id)) !== undefined);
}

async function logIn(password: string): Promise<void> {
  const { origin } = new URL(server.url());
  const headers = { origin, 'content-type': 'application/json' };
  const body = JSON.stringify({ password });
  const answer = await fetch(`${origin}/api/login`, { method: 'POST', headers, body });
  assert.equal(answer.status, 200);
}

/** Asks for the page as a proxy would that serves it under another name. */
async function statusUnder(host: string): Promise<number | undefined> {
  const asked = request(server.url(), { headers: { host } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

/** Brings a document, so that there is something to look for. */
async function ferryIsKnown(who: Account): Promise<void> {
  const { app: program, channels, guild } = fakes.discord;
  await until('the commands are registered', () => (program.commands.get(guild)?.size ?? 0) > 0);
  const file = { name: 'Ferry.txt', content: 'The ferry leaves at dawn.', contentType: 'text/plain' };
  const { text, components } = await who
    .command('documents add', { file }, { channelId: channels.text })
    .reply();
  assert.match(`${text} ${JSON.stringify(components)}`, /Ferry\.txt\*\* is known now/);
}

/** Brings a book with an entry that is found by its meaning. */
async function lanternsAreKnown(who: Account): Promise<void> {
  const entry = { uid: 0, key: ['wick'], content: 'Lanterns are lit at six.', vectorized: true };
  const content = JSON.stringify({ entries: { 0: entry } });
  const file = { name: 'Lights.json', content, contentType: 'application/json' };
  const place = { channelId: fakes.discord.channels.text };
  await who.command('lore import', { file }, place).reply();
  const { text } = await who.command('lore bind', { book: 'Lights', to: 'server' }, place).reply();
  assert.match(text, /Lights/);
}

describe('settings', () => {
  test('every one of them is read by a start, a few turns and a login', async () => {
    fakes.openai.script('Hm.');
    const { alice, bob } = fakes.discord;
    const hello = alice.say(fakes.discord.channels.text, 'Ilde, hello');
    await ended(alice, 'are you there?');
    await ferryIsKnown(alice);
    await lanternsAreKnown(alice);
    await alice
      .command('memory learning', { state: 'on' }, { channelId: fakes.discord.channels.text })
      .reply();
    for (const what of ['tea', 'rain', 'chess', 'boats'])
      await ended(alice, `Ilde, I like ${what} very much`);
    await app.conversation.idle();
    await ended(alice, 'Ilde, when does the ferry leave?');
    await ended(
      alice,
      'Ilde, and in here?',
      alice.startThread(fakes.discord.channels.text, 'Aside', { messageId: hello.id }),
    );
    await ended(alice, 'Ilde, and here?', alice.openDm(fakes.discord.bot.id));
    await alice.command('summarize', {}, { channelId: fakes.discord.channels.text }).reply();
    fakes.openai.respondWith(() => ({ error: { status: 401, body: {} } }));
    await ended(bob, 'Rufus, hello');
    await ended(fakes.discord.addBot('Beep'), 'Rufus, beep');
    await logIn('open sesame');
    assert.equal(await statusUnder('acore.example.org'), 200);
    assert.notEqual(await statusUnder('evil.example.org'), 200);
    await app.checks();
    const unread = settingPaths().filter((path) => !read.has(path) && !ofCommands.includes(path));
    assert.deepEqual(unread, []);
  });

  test('nothing is read that is no setting', () => {
    const known = new Set(settingPaths());
    assert.deepEqual(
      [...read].filter((path) => !known.has(path) && path !== 'toJSON'),
      [],
    );
  });
});
