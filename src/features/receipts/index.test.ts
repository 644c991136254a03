import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { Command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Answer, Receipt } from '../../core/receipt.ts';
import { explain, migrations, receipts } from './index.ts';
import type { ReceiptsTables } from './tables.ts';

const at = 1_700_000_000_000;
const dayMs = 86_400_000;

const answer: Answer = {
  characterId: 'ada',
  characterName: 'Ada',
  because: 'named',
  messageIds: ['said-1', 'said-2'],
  model: 'ollama/qwen3:8b',
  standIn: false,
  usage: { promptTokens: 572, completionTokens: 40, estimated: false },
  prompt: [
    { title: 'Description', source: 'character', tokens: 500, text: 'Ada keeps bees.' },
    { title: 'Example 1', source: 'character', tokens: 60, text: 'one' },
    { title: 'Example 2', source: 'character', tokens: 70, text: 'two', dropped: true },
    { title: 'Bo', source: 'history', tokens: 12, text: 'Bo: hello Ada' },
  ],
  timings: { waitedMs: 1, firstTokenMs: 200, generatedMs: 900, saidMs: 80 },
};

function receipt(change: Partial<Receipt> = {}): Receipt {
  return {
    messageId: 'asked-1',
    place: aPlace(),
    authorId: 'bo',
    authorName: 'Bo',
    outcome: 'answered',
    why: 'It was answered.',
    answers: [answer],
    receivedAt: at,
    finishedAt: at,
    ...change,
  };
}

async function open(context: TestContext) {
  const { database, storage } = await openTestStorage<ReceiptsTables>(context, [migrations]);
  const settings = { keepPrompts: 7 * dayMs, keep: 180 * dayMs };
  const slice = receipts({ database, clock: { now: () => at + 8 * dayMs }, settings });
  const record = (...all: Receipt[]) =>
    storage.transaction((transaction) => slice.receipts.record(transaction, all));
  const redact = (since: number) =>
    storage.transaction((transaction) => slice.receipts.redact(transaction, [aPlace()], since));
  const redactWordsOf = (id: string, since: number) =>
    storage.transaction((transaction) =>
      slice.receipts.redactWordsOf(transaction, { host: 'discord', id }, since),
    );
  return { slice, record, redact, redactWordsOf, database, storage };
}

function ask(
  slice: { commands?: readonly Command[] },
  input: Record<string, unknown>,
  change: { manage?: boolean; channelId?: string } = {},
) {
  const why = slice.commands?.find(({ name }) => name === 'why');
  assert.ok(why);
  return why.run({
    id: 'x',
    caller: { id: 'cy', name: 'Cy', mayManage: change.manage ?? false },
    place: aPlace(change.channelId === undefined ? {} : { channelId: change.channelId }),
    input,
    signal: new AbortController().signal,
  });
}

describe('the book of receipts', () => {
  test('a receipt comes back whole, by the question and by each part of the answer', async (context) => {
    const { slice, record } = await open(context);
    await record(receipt());
    for (const id of ['asked-1', 'said-1', 'said-2'])
      assert.deepEqual(await slice.receipts.find(id), receipt(), id);
    assert.equal(await slice.receipts.find('unknown'), undefined);
  });

  test('the texts of prompts are forgotten after their time, their sizes stay', async (context) => {
    const { slice, record } = await open(context);
    await record(receipt());
    await slice.jobs?.[0]?.run(new AbortController().signal);
    const kept = await slice.receipts.find('asked-1');
    assert.deepEqual(
      kept?.answers[0]?.prompt.map(({ text, tokens }) => [text, tokens]),
      [
        ['', 500],
        ['', 60],
        ['', 70],
        ['', 12],
      ],
    );
  });

  test('they go when the oldest words in them go: with anybody’s, or by the days that one of those people chose', async (context) => {
    const { slice, record, storage } = await open(context);
    const told = (messageId: string, anybody: number, each: Record<string, number>) =>
      receipt({
        messageId,
        answers: [{ ...answer, messageIds: [], wordsOf: Object.keys(each), saidFrom: { anybody, each } }],
      });
    await record(
      told('recalled', at - 179 * dayMs, { bo: at - 179 * dayMs, cy: at - dayMs }),
      told('fresh', at - dayMs, { cy: at - dayMs }),
    );
    const bo = { host: 'discord', id: 'bo' };
    const expire = (before: number, person?: typeof bo) =>
      storage.transaction((tx) => slice.keeps?.expire?.(tx, before, person) ?? Promise.reject());
    const isKept = async (id: string) =>
      (await slice.receipts.find(id))?.answers[0]?.prompt.some(({ text }) => text !== '');
    await expire(at - 2 * dayMs, { ...bo, id: 'cy' });
    await expire(at - 179 * dayMs);
    assert.deepEqual([await isKept('recalled'), await isKept('fresh')], [true, true]);
    await expire(at - 178 * dayMs, bo);
    assert.deepEqual([await isKept('recalled'), await isKept('fresh')], [false, true]);
    await expire(at);
    assert.equal(await isKept('fresh'), false);
    await record(receipt());
    await expire(at + 1);
    assert.equal(await isKept('asked-1'), false);
  });

  test('receipts themselves are forgotten after theirs, and their posts with them', async (context) => {
    const { slice, record } = await open(context);
    await record(receipt({ finishedAt: at - 200 * dayMs }), receipt({ messageId: 'asked-2', answers: [] }));
    await slice.receipts.forgetReceipts(at);
    assert.equal(await slice.receipts.find('asked-1'), undefined);
    assert.equal(await slice.receipts.find('said-1'), undefined);
  });

  test('prompts that hold somebody’s words are found wherever they were made, and names stand in no receipt', async (context) => {
    const { slice, record, redactWordsOf, database, storage } = await open(context);
    const told = { ...answer, wordsOf: ['bo', 'cy'] };
    await record(receipt({ authorId: 'cy', authorName: 'Cy', answers: [told] }));
    const [row] = await database.selectFrom('receipts').select('body').execute();
    assert.doesNotMatch(row?.body ?? '', /Bo/);
    const textNow = async () => (await slice.receipts.find('asked-1'))?.answers[0]?.prompt[3];
    assert.deepEqual([(await textNow())?.title, (await textNow())?.text], ['Bo', 'Bo: hello Ada']);
    const bo = { host: 'discord', id: 'bo' };
    assert.deepEqual(Object.values((await slice.keeps?.count(bo)) ?? {}), [0, 1]);
    await redactWordsOf('bo', at + 1);
    assert.equal((await textNow())?.text, 'Bo: hello Ada');
    await redactWordsOf('bo', at);
    assert.equal((await textNow())?.text, '');
    await record(receipt({ messageId: 'asked-2', answers: [{ ...told, messageIds: [] }] }));
    const taken = await storage.transaction((tx) => slice.keeps?.erase(tx, bo) ?? Promise.reject());
    assert.deepEqual(Object.values(taken.counts), [1, 0]);
    assert.equal(await slice.receipts.find('asked-2'), undefined);
    assert.notEqual(await slice.receipts.find('asked-1'), undefined);
  });

  test('when something is taken back, prompts made since then in that place lose their texts', async (context) => {
    const { slice, record, redact } = await open(context);
    const elsewhere = receipt({ messageId: 'asked-2', place: aPlace({ channelId: 'cellar' }) });
    await record(receipt(), { ...elsewhere, answers: [{ ...answer, messageIds: ['said-3'] }] });
    const texts = async (id: string) =>
      (await slice.receipts.find(id))?.answers[0]?.prompt.map(({ text }) => text);
    await redact(at + 1);
    assert.deepEqual((await texts('asked-1'))?.[0], 'Ada keeps bees.');
    await redact(at);
    assert.deepEqual(await texts('asked-1'), ['', '', '', '']);
    assert.deepEqual((await texts('asked-2'))?.[0], 'Ada keeps bees.');
  });

  test('so do prompts of the threads of that place, which tell of it as well', async (context) => {
    const { slice, record, redact } = await open(context);
    const thread = aPlace({ kind: 'thread', channelId: 'aside', parentId: aPlace().channelId });
    const other = aPlace({ kind: 'thread', channelId: 'other', parentId: 'cellar' });
    await record(
      receipt({ place: thread }),
      receipt({ messageId: 'asked-2', place: other, answers: [{ ...answer, messageIds: ['said-3'] }] }),
    );
    await redact(at);
    const text = async (id: string) => (await slice.receipts.find(id))?.answers[0]?.prompt[0]?.text;
    assert.deepEqual([await text('asked-1'), await text('asked-2')], ['', 'Ada keeps bees.']);
  });

  test('a message cannot have two', async (context) => {
    const { record } = await open(context);
    await record(receipt({ answers: [] }));
    await assert.rejects(record(receipt({ answers: [] })));
  });
});

describe('/why', () => {
  test('without an id it tells of the last message here', async (context) => {
    const { slice, record } = await open(context);
    await record(
      receipt(),
      receipt({
        messageId: 'elsewhere',
        place: aPlace({ channelId: 'cellar' }),
        answers: [],
        finishedAt: at + 1,
      }),
    );
    const { text, visible } = await ask(slice, {});
    assert.equal(visible, 'only-you');
    assert.match(text, /\*\*Ada\*\* answered: named\./);
  });

  test('a link is as good as an id', async (context) => {
    const { slice, record } = await open(context);
    await record(receipt());
    assert.match(
      (await ask(slice, { message: 'https://discord.com/channels/1/2/asked-1' })).text,
      /Answered/,
    );
  });

  test('what was said in one channel is not told in another, but to those who manage the server', async (context) => {
    const { slice, record } = await open(context);
    await record(receipt());
    await assert.rejects(ask(slice, { message: 'asked-1' }, { channelId: 'cellar' }), UserError);
    assert.match(
      (await ask(slice, { message: 'asked-1' }, { channelId: 'cellar', manage: true })).text,
      /Answered/,
    );
  });

  test('what is not known is said kindly', async (context) => {
    const { slice } = await open(context);
    await assert.rejects(ask(slice, { message: '5' }), UserError);
    await assert.rejects(ask(slice, {}), UserError);
  });
});

test('an explanation names the model, the tokens and what was left out, and the setting that would change it', () => {
  const text = explain(receipt());
  for (const part of [
    'ollama/qwen3:8b',
    '572 in, 40 out',
    'Examples (2): 60, 10 %, 1 left out',
    'The talk: 12, 2 %',
  ]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  const silent = explain(
    receipt({
      outcome: 'not-addressed',
      why: 'Nobody was named.',
      answers: [],
      remedy: { setting: 'channel.mode', instead: 'always', how: 'Use /channel mode always.' },
    }),
  );
  assert.match(silent, /Not addressed\.\*\* Nobody was named\./);
  assert.match(silent, /Use \/channel mode always\./);
});

test('what slices found is told where their grounds have lines for people', () => {
  const grounds = {
    documents: { says: ['[Guide.pdf p. 3]: to the point'] },
    lorebook: { fired: [] },
    memory: { says: [] },
  };
  const text = explain(receipt({ answers: [{ ...answer, grounds }] }));
  assert.match(text, /- Found by documents:\n {2}- \[Guide\.pdf p\. 3\]: to the point$/);
  assert.doesNotMatch(text, /lorebook|memory/);
});

test('a receipt is given whole to those who manage, where the message was said', async (context) => {
  const { slice, record } = await open(context);
  await record(receipt());
  const [button] = (await ask(slice, {}, { manage: true })).buttons ?? [];
  assert.ok(button !== undefined);
  assert.equal(buttonProblem(slice.commands ?? [], button), undefined);
  const { files = [] } = await ask(slice, button.input, { manage: true });
  assert.deepEqual(
    files.map(({ name, contentType }) => [name, contentType]),
    [['receipt-asked-1.json', 'application/json']],
  );
  assert.deepEqual(JSON.parse(new TextDecoder().decode(files[0]?.bytes)), receipt());
  assert.equal((await ask(slice, {})).buttons, undefined);
  await assert.rejects(ask(slice, { full: true }), UserError);
  await assert.rejects(ask(slice, button.input, { manage: true, channelId: 'other' }), UserError);
});

test('what threads of a host were called is forgotten with the update; the playground, which knows them by it alone, keeps them', async (context) => {
  const { slice, record, database } = await open(context);
  const place = (host: string, kind: 'thread' | 'text') =>
    aPlace({ host, kind, channelId: `${host}-${kind}`, name: `the ${kind}` });
  const kept = [place('discord', 'thread'), place('discord', 'text'), place('playground', 'thread')];
  for (const [index, one] of kept.entries())
    await record(receipt({ messageId: `t${index}`, place: one, answers: [] }));
  await migrations.steps['006-no-names-of-threads']?.up(database);
  const names = await Promise.all(
    kept.map(async (_, index) => (await slice.receipts.find(`t${index}`))?.place.name),
  );
  assert.deepEqual(names, [undefined, 'the text', 'the thread']);
});
