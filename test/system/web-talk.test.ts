import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CommandReply } from '../../src/core/commands/command.ts';
import type { Completions } from '../../src/core/commands/completion.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai/index.ts';
import { startTestApp, type TestApp, temporaryFolder } from './harness.ts';
import { ada, bob, type Visitor, visit } from './web-visitor.ts';

interface Talk {
  lines: {
    id: string;
    text: string;
    kind: string;
    authorName: string;
    replyTo?: string;
    editedAt?: number;
  }[];
  endings: { messageId: string; outcome: string }[];
  drafts: { text: string; characterId: string }[];
}

function environmentOf(openai: FakeOpenai) {
  return { PORT: '0', OPENAI_BASE_URL: openai.base, ACORE_MODEL: 'openai/test-model' };
}

describe('the playground over HTTP', () => {
  let openai: FakeOpenai;
  let app: TestApp;
  let page: Visitor;

  before(async () => {
    openai = await startFakeOpenai();
    app = await startTestApp({ env: environmentOf(openai) });
    page = await visit(app.url);
  });
  after(async () => {
    await page[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
    await openai.close();
  });

  async function talk(channelId = 'tavern'): Promise<Talk> {
    return (await page.ask<Talk>('GET', `/api/places/${encodeURIComponent(channelId)}`)).json;
  }

  test('an answer is heard as it is made: working, words, the line, said, its end', async () => {
    openai.script({ chunks: ['Evening, ', 'friend. ', 'Sit.'], delayMs: 5 });
    const id = await page.say('Good evening, Rufus!');
    await page.hears('ending', ({ ending }) => ending.messageId === id);
    const about = page.heard.filter(
      (event) =>
        ('messageId' in event && event.messageId === id) ||
        (event.kind === 'line' && event.line.text === 'Evening, friend. Sit.') ||
        (event.kind === 'ending' && event.ending.messageId === id),
    );
    const kinds = about.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);
    assert.deepEqual(kinds, ['working', 'delta', 'line', 'said', 'ending']);
    const words = about.flatMap((event) => (event.kind === 'delta' ? [event.text] : [])).join('');
    assert.equal(words, 'Evening, friend. Sit.');
  });

  test('what was said is there for whoever opens the page later', async () => {
    const { lines, endings } = await talk();
    assert.deepEqual(
      lines.slice(0, 2).map(({ authorName, text }) => [authorName, text]),
      [
        ['Ada', 'Good evening, Rufus!'],
        ['Rufus', 'Evening, friend. Sit.'],
      ],
    );
    assert.equal(endings.find(({ messageId }) => messageId === lines[0]?.id)?.outcome, 'answered');
  });

  test('Why is told for the question and for the answer alike', async () => {
    const [question, answer] = (await talk()).lines;
    for (const line of [question, answer]) {
      const { json } = await page.ask<Receipt>('GET', `/api/why/${encodeURIComponent(line?.id ?? '')}`);
      assert.equal(json.messageId, question?.id);
      assert.equal(json.answers[0]?.because, 'named');
      assert.ok((json.answers[0]?.prompt.length ?? 0) > 3);
    }
  });

  test('silence has a reason and a way out', async () => {
    const id = await page.say('Nobody in particular: hello.', { channelId: 'library' });
    const { ending } = await page.hears('ending', (event) => event.ending.messageId === id);
    assert.equal(ending.outcome, 'not-addressed');
    assert.match(ending.remedy?.how ?? '', /mention a character/);
  });

  test('a reply to a character is answered by that character', async () => {
    const answer = (await talk()).lines[1];
    const id = await page.say('And then?', { replyTo: answer?.id, person: bob });
    await page.hears('ending', ({ ending }) => ending.messageId === id);
    const { json } = await page.ask<Receipt>('GET', `/api/why/${id}`);
    assert.deepEqual(
      json.answers.map(({ characterId, because }) => [characterId, because]),
      [['rufus', 'replied-to']],
    );
  });

  test('own messages can be changed and taken back, those of others not', async () => {
    const id = await page.say('A quiet remark.', { channelId: 'library' });
    await page.hears('ending', ({ ending }) => ending.messageId === id);
    const foreign = await page.ask<{ error: string }>('PUT', `/api/messages/${id}`, {
      person: bob,
      text: 'x',
    });
    assert.deepEqual([foreign.status, foreign.json.error], [400, 'Only Ada can change that message.']);
    await page.ask('PUT', `/api/messages/${id}`, { person: ada, text: 'A loud remark.' });
    await page.hears('revised', ({ messageId }) => messageId === id);
    const changed = (await talk('library')).lines.find((line) => line.id === id);
    assert.equal(changed?.text, 'A loud remark.');
    assert.ok(changed?.editedAt !== undefined);
    assert.equal((await page.ask('DELETE', `/api/messages/${id}`, { person: bob })).status, 400);
    assert.equal((await page.ask('DELETE', `/api/messages/${id}`, { person: ada })).status, 200);
    await page.hears('retracted', ({ messageId }) => messageId === id);
    assert.ok((await talk('library')).lines.every((line) => line.id !== id));
  });

  test('taking a message back stops the answer to it; a page that opens meanwhile sees the words so far', async () => {
    openai.script({ text: 'a very long story '.repeat(40), chunkSize: 18, stallAfter: 3 });
    const id = await page.say('Temur, tell me a long story.', { channelId: 'library' });
    await page.hears('delta', ({ messageId }) => messageId === id);
    const [draft] = (await talk('library')).drafts;
    assert.equal(draft?.characterId, 'temur');
    assert.match(draft?.text ?? '', /^a very long/);
    await page.ask('DELETE', `/api/messages/${id}`, { person: ada });
    await page.hears('withdrawn', ({ messageId }) => messageId === id);
    assert.deepEqual((await talk('library')).drafts, []);
  });

  test('a direct line has one partner, who answers everything', async () => {
    const id = await page.say('Are you there?', { channelId: 'direct.p-ada.ilde' });
    await page.hears('ending', ({ ending }) => ending.messageId === id);
    const { json } = await page.ask<Receipt>('GET', `/api/why/${id}`);
    assert.deepEqual(
      json.answers.map(({ characterId }) => characterId),
      ['ilde'],
    );
    assert.equal((await talk('direct.p-bob.ilde')).lines.length, 0);
  });

  test('commands are the same as everywhere, with their mistakes as sentences', async () => {
    const run = <Answer>(line: string) =>
      page.ask<Answer>('POST', '/api/commands', { line, channelId: 'tavern', person: ada });
    const help = await run<CommandReply>('/help');
    assert.equal(help.json.visible, 'only-you');
    assert.match(help.json.text, /\/character show/);
    const unknown = await run<{ error: string }>('/conjure');
    assert.deepEqual(
      [unknown.status, unknown.json.error],
      [400, 'There is no command /conjure. /help lists them.'],
    );
    assert.equal((await run('/channel mode off')).status, 200);
    const id = await page.say('Rufus?');
    const { ending } = await page.hears('ending', (event) => event.ending.messageId === id);
    assert.equal(ending.outcome, 'channel-off');
    assert.equal((await run('/channel mode conversational')).status, 200);
  });

  test('completion comes from the declarations', async () => {
    const complete = async (line: string) =>
      (await page.ask<Completions>('POST', '/api/completions', { line, channelId: 'tavern', person: ada }))
        .json;
    assert.ok((await complete('/cha')).items.some(({ line }) => line === '/channel mode '));
    const values = await complete('/channel mode o');
    assert.deepEqual(
      values.items.map(({ label }) => label),
      ['off'],
    );
    assert.ok((await complete('/character show Zd')).items.some(({ label }) => label.startsWith('Zdeňka')));
  });
});

test('talk and threads outlive a restart', async () => {
  using folder = temporaryFolder();
  await using owned = new AsyncDisposableStack();
  const openai = owned.adopt(await startFakeOpenai(), (fake) => fake.close());
  const start = () => startTestApp({ env: environmentOf(openai), dataFolder: folder.path });
  let threadId = '';
  {
    await using app = await start();
    await using page = await visit(app.url);
    const { json } = await page.ask<{ channelId: string }>('POST', '/api/threads', {
      parentId: 'tavern',
      name: 'The missing ladle',
    });
    threadId = json.channelId;
    await page.hears('place', ({ place }) => place.channelId === threadId);
    const id = await page.say('Odrun, where is the ladle?', { channelId: threadId });
    await page.hears('ending', ({ ending }) => ending.messageId === id);
  }
  await using app = await start();
  await using page = await visit(app.url);
  const state = await page.ask<{ places: { channelId: string; name: string; parentId?: string }[] }>(
    'GET',
    '/api/state',
  );
  const thread = state.json.places.find(({ channelId }) => channelId === threadId);
  assert.deepEqual([thread?.name, thread?.parentId], ['The missing ladle', 'tavern']);
  const { json } = await page.ask<Talk>('GET', `/api/places/${threadId}`);
  assert.equal(json.lines.length, 2);
});
