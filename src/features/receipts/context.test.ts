import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { buttonProblem } from '../../core/commands/buttons.ts';
import type { Caller } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Answer, Receipt } from '../../core/receipt.ts';
import { receiptCommands } from './commands.ts';

const answer: Answer = {
  characterId: 'ada',
  characterName: 'Ada',
  because: 'named',
  messageIds: ['said-1'],
  model: 'ollama/qwen3:8b',
  standIn: false,
  usage: { promptTokens: 1_000, completionTokens: 40, cachedTokens: 800, estimated: false },
  reckoned: { promptTokens: 1_050, budgetTokens: 4_000 },
  prompt: [
    {
      ...{ title: 'Description', source: 'character', tokens: 400, text: 'Ada keeps bees.' },
      because: 'The card says so.',
    },
    {
      ...{ title: 'Example 1', source: 'character', tokens: 70, text: 'two', dropped: true },
      because: 'The prompt is full, and examples go first.',
    },
    { title: 'Memory', source: 'memory', tokens: 80, text: 'Bo has a hive.', because: 'Bees.', cut: true },
    { title: 'Bo', source: 'history', tokens: 10, text: 'Bo: hello', because: 'It was said here lately.' },
    { title: 'Bo', source: 'history', tokens: 10, text: 'Bo: Ada?', because: 'It was said here lately.' },
  ],
  timings: { waitedMs: 1, firstTokenMs: 200, generatedMs: 900, saidMs: 80 },
};

const receipts: Receipt[] = [
  { messageId: 'silent', outcome: 'not-addressed' as const, answers: [] },
  {
    messageId: 'asked',
    outcome: 'answered' as const,
    answers: [answer, { ...answer, characterId: 'cy', characterName: 'Cy', messageIds: ['said-2'] }],
  },
].map((one) => ({
  ...{ place: aPlace(), authorId: 'bo', authorName: 'Bo', why: '', receivedAt: 0, finishedAt: 0 },
  ...one,
}));

const commands = receiptCommands({
  async record() {},
  async redact() {},
  async redactWordsOf() {},
  find: async (id) =>
    receipts.find(
      ({ messageId, answers }) => messageId === id || answers.some((one) => one.messageIds.includes(id)),
    ),
  recent: async () => receipts,
});

function ask(
  input: Record<string, unknown>,
  { place = aPlace(), ...caller }: Partial<Caller & { place: Place }> = {},
) {
  const command = commands.find(({ name }) => name === 'context');
  assert.ok(command);
  return command.run({
    id: 'x',
    caller: { id: 'dee', name: 'Dee', mayManage: false, ...caller },
    place,
    input,
    signal: new AbortController().signal,
  });
}

test('the last prompt here is told part by part: whose, how much, and why', async () => {
  const { text, visible } = await ask({});
  assert.equal(visible, 'only-you');
  const [ada = ''] = text.split('\n\n');
  assert.deepEqual(ada.split('\n'), [
    '**The prompt of Ada** for ollama/qwen3:8b',
    '1000 tokens as the provider counted them; estimated 1050 before, 5.0 % too many; 800 of them (80 %) it knew from its cache. The window had room for 4000; 25 % was used.',
    '`████████░░ 80 %` **Description**, character, 800 – The card says so.',
    '`██░░░░░░░░ 16 %` **Memory**, memory, 160, cut – Bees.',
    '`░░░░░░░░░░  4 %` **The talk** (2), history, 40 – It was said here lately.',
    'Left out:',
    '- **Examples**, character, 70 – The prompt is full, and examples go first.',
  ]);
  assert.match(text, /The prompt of Cy/);
});

test('what was left out because of what people allow is told, and of nobody who it was', async () => {
  const [, asked] = receipts;
  assert.ok(asked);
  const kept = asked.answers;
  asked.answers = [{ ...answer, consent: { leftOut: 2 } }];
  const { text } = await ask({});
  asked.answers = kept;
  assert.match(text.split('\n').at(-1) ?? '', /^- .*2/);
});

test('what a slice found is said with its reasons, and what it had no room for as well', async () => {
  const [, asked] = receipts;
  assert.ok(asked);
  const kept = asked.answers;
  const says = [
    'Bo lives in Oslo. – it is about who is answered',
    'Bo likes tea. – 40 %, but there was no room',
  ];
  asked.answers = [{ ...answer, grounds: { memory: { says, leftOut: 1 } } }];
  const { text } = await ask({});
  const elsewhere = { mayManage: true, place: aPlace({ channelId: 'cellar' }) };
  const { text: toldElsewhere } = await ask({ message: 'asked' }, elsewhere);
  asked.answers = kept;
  assert.match(toldElsewhere, /- Found by memory:\n {2}- What it was is told in the channel/);
  assert.doesNotMatch(toldElsewhere, /Oslo|tea/);
  assert.match(text, /- \*\*One thing found by memory\*\* beyond `memory\.promptTokens`/);
  assert.match(
    text,
    /- Found by memory:\n {2}- Bo lives in Oslo\. – it is about who is answered\n {2}- Bo likes tea/,
  );
  assert.doesNotMatch(text, /Nothing was left out/);
});

test('an answer of one character is told alone', async () => {
  assert.doesNotMatch((await ask({ message: 'said-2' })).text, /prompt of Ada/);
});

test('a message without an answer had no prompt', async () => {
  await assert.rejects(ask({ message: 'silent' }), /no prompt/);
  await assert.rejects(ask({ message: 'unknown' }), UserError);
});

test('all of it goes to those who manage, where it was said, and names what is no longer kept', async () => {
  const [button] = (await ask({}, { mayManage: true })).buttons ?? [];
  assert.ok(button);
  assert.equal(buttonProblem(commands, button), undefined);
  const { files = [] } = await ask(button.input, { mayManage: true });
  assert.deepEqual(
    files.map(({ name }) => name),
    ['prompt-asked-ada.txt', 'prompt-asked-cy.txt'],
  );
  const text = new TextDecoder().decode(files[0]?.bytes);
  assert.match(text, /=== Description \(character, 400\) The card says so\.\nAda keeps bees\./);
  assert.match(text, /=== Example 1 \(character, 70, left out\) The prompt is full.*\ntwo/);
  await assert.rejects(ask({ full: true }), /those who manage/);
  const elsewhere = { mayManage: true, place: aPlace({ channelId: 'cellar' }) };
  await assert.rejects(ask({ message: 'asked', full: true }, elsewhere), /those who manage/);
  assert.equal((await ask({ message: 'asked' }, elsewhere)).buttons, undefined);
  const direct = { mayManage: true, place: aPlace({ kind: 'direct' }) };
  await assert.rejects(ask({ message: 'asked', full: true }, direct), /those who manage/);
  await assert.rejects(ask({ message: 'asked' }, { place: aPlace({ channelId: 'cellar' }) }), UserError);
});
