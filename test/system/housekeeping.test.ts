import assert from 'node:assert/strict';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { ReplyView } from '../../src/adapters/web/views.ts';
import { startFakes } from '../fakes/index.ts';
import { messagesOf, textOf } from '../fakes/model-script.ts';
import { lyingIn, textsIn } from '../support/data-folder.ts';
import { until } from './discord-talk.ts';
import { startTestApp, temporaryFolder } from './harness.ts';
import { ada, bob, visit } from './web-visitor.ts';

const dayMs = 86_400_000;

/** A clock that a test puts forward. */
function jumpingClock() {
  let ahead = 0;
  return { now: () => Date.now() + ahead, jump: (ms: number) => (ahead += ms) };
}

async function open(privacy: object = {}) {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes());
  const folder = undo.use(temporaryFolder());
  const clock = jumpingClock();
  const env = { PORT: '0', ACORE_MODEL: 'openai/test-model', OPENAI_BASE_URL: fakes.openai.base };
  const config = JSON.stringify({ privacy });
  const app = undo.use(await startTestApp({ env, config, dataFolder: folder.path, clock }));
  const visitor = undo.use(await visit(app.url));
  fakes.openai.respondWith(() => 'As you say.');
  async function reply(line: string, person: typeof ada) {
    const asked = { channelId: 'tavern', person, line };
    return (await visitor.ask<ReplyView>('POST', '/api/commands', asked)).json;
  }
  const owned = undo.move();
  return {
    app: app.app,
    logged: app.logged,
    folder: folder.path,
    clock,
    heard: visitor.heard,
    use: async (line: string, person = ada) => (await reply(line, person)).text,
    /** What a command says, with the texts of the files that it gives. */
    async reply(line: string) {
      const { text, files = [] } = await reply(line, ada);
      const contents = files.map(async ({ url }) => (await fetch(new URL(url, app.url))).text());
      return { text, files: await Promise.all(contents) };
    },
    say: async (text: string, person = ada, channelId = 'tavern') => {
      const id = await visitor.say(text, { person, channelId });
      await app.receiptOf(id);
      await app.app.conversation.idle();
      return id;
    },
    edit: async (id: string, text: string) => {
      const { status } = await visitor.ask('PUT', `/api/messages/${id}`, { person: ada, text });
      assert.equal(status, 200);
    },
    receipt: async (id: string) => JSON.stringify((await visitor.ask('GET', `/api/why/${id}`)).json),
    /** Which of these words lie in a file of the database. */
    lying: (...words: string[]) => lyingIn(textsIn(folder.path), words),
    /** What the model was last told. */
    prompt: () =>
      messagesOf(fakes.openai.requests.at(-1)?.body ?? {})
        .map(({ content }) => textOf(content))
        .join('\n'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type World = Awaited<ReturnType<typeof open>>;

/** What doctor says of housekeeping, by job. */
async function jobsOf({ app }: World): Promise<Record<string, string>> {
  const checks = (await app.checks()).filter(({ name }) => name.startsWith('Housekeeping'));
  return Object.fromEntries(checks.map(({ name, says }) => [name.replace('Housekeeping: ', ''), says]));
}

test('what is too old is gone from the talk, the search, prompts and open pages, in the same process', async () => {
  await using world = await open();
  await world.use('/memory learning on');
  const first = await world.say('Odrun, I keep my zqlantern in the boathouse.');
  await world.say('Odrun, I live in Zqlisbon.');
  assert.match(await world.use('/recall where is the zqlantern'), /boathouse/);
  await world.say('Odrun, where was the zqlantern again?', bob);
  assert.match(world.prompt(), /boathouse/);
  world.clock.jump(100 * dayMs);
  await world.say('Odrun, the zqkettle is on the stove.');
  world.clock.jump(81 * dayMs);
  await world.app.tidy();
  const jobs = await jobsOf(world);
  assert.match(jobs['retention'] ?? '', /^Last done just now: .*lines of talk: \d+/);
  assert.match(jobs['receipts'] ?? '', /prompts: [1-9]\d*, receipts: [1-9]/);
  assert.ok(world.heard.some((event) => event.kind === 'retracted' && event.messageId === first));
  assert.doesNotMatch(await world.use('/recall where is the zqlantern'), /boathouse/);
  assert.match(await world.use('/recall what of the zqkettle'), /stove/);
  assert.doesNotMatch(await world.use('/memory list'), /Zqlisbon/i);
  await world.say('Odrun, where is the zqlantern and who lives where?', bob);
  assert.doesNotMatch(world.prompt(), /boathouse|Zqlisbon/i);
});

test('what is put away is in no talk, search or prompt, and goes with the person, the channel and its time', async () => {
  await using world = await open({ archive: '100d' });
  await world.use('/memory learning on');
  await world.use('/privacy keep 180', bob);
  await world.say('Odrun, I keep my zqlantern in the boathouse.');
  await world.say('Odrun, my zqkite is behind the boathouse.', bob);
  world.clock.jump(181 * dayMs);
  await world.app.tidy();
  assert.match((await jobsOf(world))['retention'] ?? '', /lines put into the archive: 2/);
  const old = /zqlantern in|zqkite is/;
  assert.doesNotMatch(await world.use('/recall zqlantern or zqkite in the boathouse'), old);
  await world.say('Odrun, what of the zqlantern, the zqkite and the boathouse?');
  assert.doesNotMatch(world.prompt(), old);
  const shown = await world.use('/privacy show');
  assert.match(shown, /archived: 2/);
  assert.match(shown, /100 days more in an archive/);
  assert.doesNotMatch(
    await world.use('/privacy show', bob),
    /archived: [1-9]/,
    'who chose a time has no archive',
  );
  const { text, files } = await world.reply('/history export all:true');
  assert.match(text, /^4 lines of this channel/);
  assert.match(files.join(), /zqlantern in/);
  assert.doesNotMatch(files.join(), /zqkite is/);
  assert.match(await world.use('/privacy erase sure:true'), /archived: 2/);
  await until('nothing of it is left', async () => {
    const left = await world.use('/privacy show');
    return /- nothing/.test(left) && !/still being rewritten/.test(left);
  });

  await world.say('Odrun, my zqspoon is made of wood.');
  await world.say('Odrun, my zqfork as well.');
  world.clock.jump(181 * dayMs);
  await world.app.tidy();
  assert.match(await world.use('/privacy show'), /archived: 4/);
  world.clock.jump(98 * dayMs);
  await world.app.tidy();
  assert.match(await world.use('/privacy show'), /archived: 4/);
  world.clock.jump(2 * dayMs);
  await world.app.tidy();
  assert.doesNotMatch(await world.use('/privacy show'), /archived: [1-9]/);
});

test('every job is done in time, and doctor and /status tell of it', async () => {
  await using world = await open();
  await world.say('Odrun, hello.');
  world.clock.jump(8 * dayMs);
  await world.app.tidy();
  assert.deepEqual(Object.keys(await jobsOf(world)), [
    'backups',
    'free space',
    'integrity',
    'query plans',
    'receipts',
    'removed documents',
    'removed lorebooks',
    'retention',
    'settled messages',
    'temporary files',
  ]);
  assert.match(
    await world.use('/status'),
    /✓ housekeeping: 10 jobs are done in time; the last was .+, just now/,
  );
  assert.deepEqual(
    world.logged.filter((line) => /"level":"(warn|error)"/.test(line)),
    [],
  );
});

test('half-written files of ours and old copies go, and nobody else’s', async () => {
  await using world = await open();
  const at = (path: string) => {
    const file = join(world.folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'words');
    const old = (Date.now() - 40 * dayMs) / 1_000;
    utimesSync(file, old, old);
    return file;
  };
  const stamp = (daysAgo: number) =>
    new Date(Date.now() - daysAgo * dayMs).toISOString().replaceAll(':', '-').replace('.', '-');
  const ours = [
    at(`characters/.${crypto.randomUUID()}.new`),
    at(`lorebooks/.${crypto.randomUUID()}.new`),
    at(`acore.db.before-x-${stamp(40)}.bak`),
    at(`acore.db.before-x-${stamp(2)}.bak.part`),
    dirname(at('models/potion/retrieval-32M.part/config.json')),
  ];
  const old = (Date.now() - 40 * dayMs) / 1_000;
  utimesSync(ours.at(-1) ?? '', old, old);
  const theirs = [
    at('characters/.draft.new'),
    at('characters/notes.tmp'),
    at('lorebooks/book.json.bak'),
    at('documents/report.part'),
    at(`acore.db.before-x-${stamp(2)}.bak`),
    at('acore.db.mine.bak'),
  ];
  world.clock.jump(dayMs);
  await world.app.tidy();
  assert.deepEqual(ours.filter(existsSync), []);
  assert.deepEqual(
    theirs.filter((file) => !existsSync(file)),
    [],
  );
  assert.match((await jobsOf(world))['temporary files'] ?? '', /temporary files: 4/);
});

test('what went by its age stands nowhere once a person was erased as well', async () => {
  await using world = await open();
  await world.say('Odrun, my zqparrot is green.');
  world.clock.jump(181 * dayMs);
  await world.app.tidy();
  await world.say('Odrun, my zqferret is brown.');
  await world.use('/privacy erase sure:true');
  await until('the database is rewritten', async () => world.lying('zqparrot', 'zqferret').length === 0);
});

test('what a message said before it was edited lies in no prompt of others, wherever it was told', async () => {
  await using world = await open();
  await world.use('/memory learning on');
  const id = await world.say('Odrun, my lantern is in the zqboathouse.');
  await world.say('Odrun, is that so?', bob);
  assert.match(world.prompt(), /zqboathouse/);
  await world.say('Odrun, where did Ada put her lantern?', bob, 'library');
  assert.match(world.prompt(), /zqboathouse/);
  await world.edit(id, 'Odrun, my lantern is in the zqattic.');
  const asked = await world.say('Odrun, where is that lantern now?', bob);
  assert.match(world.prompt(), /zqattic/);
  world.clock.jump(dayMs / 12);
  await world.app.tidy();
  assert.deepEqual(world.lying('zqboathouse'), []);
  // An edit that changes no word takes nothing along.
  await world.edit(id, 'Odrun, my lantern is in the zqattic.');
  assert.match(await world.receipt(asked), /zqattic/);
});

test('words that were recalled shortly before their time was over lie in no prompt after it', async () => {
  await using world = await open();
  await world.use('/memory learning on');
  await world.use('/privacy keep 90', bob);
  await world.say('Odrun, my lantern is in the zqboathouse.');
  await world.say('Odrun, my kettle is in the zqpantry.', bob);
  world.clock.jump(89 * dayMs);
  await world.say('Odrun, where did Bob put his kettle?', ada, 'library');
  assert.match(world.prompt(), /zqpantry/);
  world.clock.jump(2 * dayMs);
  await world.app.tidy();
  assert.deepEqual(world.lying('zqpantry'), []);
  world.clock.jump(88 * dayMs);
  await world.say('Odrun, where did Ada put her lantern?', bob, 'library');
  assert.match(world.prompt(), /zqboathouse/);
  await world.app.tidy();
  assert.notDeepEqual(world.lying('zqboathouse'), []);
  world.clock.jump(2 * dayMs);
  await world.app.tidy();
  assert.deepEqual(world.lying('zqboathouse'), []);
});
