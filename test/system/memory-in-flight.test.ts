import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Account, ModelRequest } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { rowsOf } from '../support/data-folder.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;
/** What happens while the model thinks of its answer to this question, once. */
let meanwhile: { question: string; happens(): unknown } | undefined;
let names = 0;

before(async () => {
  talk = await startTalk({
    settings: {
      conversation: { historyMessages: 2 },
      discord: { memberList: true, requestsPerSecond: 5_000 },
    },
  });
  talk.openai.respondWith(answerTo);
  await use(talk.discord.alice, 'memory learning', { state: 'on' }, talk.room());
});
after(() => talk[Symbol.asyncDispose]());

/** A model that says again whatever dog it was told of, where somebody asks for one. */
function answerTo({ body }: ModelRequest) {
  const prompt = promptText(body);
  if (meanwhile === undefined || !prompt.includes(meanwhile.question)) return answerFrom(prompt);
  meanwhile.happens();
  meanwhile = undefined;
  return { text: answerFrom(prompt), firstDelayMs: 200 };
}

function answerFrom(prompt: string): string {
  if (prompt.includes('You keep notes on the people')) return notesOn(prompt);
  const dogs = prompt.match(/zqdog\w+/giu) ?? [];
  return prompt.includes('which dog') && dogs.length > 0 ? `It is ${dogs.join(' and ')}.` : 'As you say.';
}

const oddly = (word: string) =>
  `for the better part of a decade the ${word} has been what I spend my evenings on`;

/** A model that reads along: what `oddly` says, no pattern reads. */
function notesOn(prompt: string): string {
  const given = prompt.split('\n').flatMap((line) => (line.startsWith('{"') ? [JSON.parse(line)] : []));
  const nameOf = (key: string) => given.find((one) => one.key === key)?.name;
  const facts = given.flatMap(({ line, from, text = '' }) => {
    const word = /a decade the (\S+) has/.exec(text)?.[1];
    if (word === undefined) return [];
    const statement = `${nameOf(from)} spends evenings on the ${word}.`;
    return [{ line, about: from, kind: 'interest', quote: oddly(word), statement, value: word }];
  });
  return JSON.stringify({ facts });
}

async function use(who: Account, name: string, input: Record<string, string | boolean>, channelId: string) {
  return (await who.command(name, input, { channelId }).reply()).text;
}

async function says(who: Account, channelId: string, text: string): Promise<void> {
  await talk.say(who, channelId, `Ilde, ${text}`);
  await talk.app.app.conversation.idle();
}

/** Somebody tells of their dog in one room, where others talk on; those who were there can ask for it in another. */
async function scene() {
  names += 1;
  const bo = talk.person(`bo${names}`);
  const cy = talk.person(`cy${names}`);
  const told = talk.closedRoom(bo, cy);
  const asked = talk.closedRoom(bo, cy);
  const word = `zqdog${'abcdefghijklmn'[names]}qz`;
  await says(bo, told, `I have a dog called ${word}`);
  for (const text of ['good evening', 'so it is', 'well, well']) await says(cy, told, text);
  return { bo, cy, told, asked, word, question: `which dog does bo${names} have?` };
}

/** Asks, while that happens; gives the last answer in small letters. */
async function asks(who: Account, channelId: string, question: string, happens: () => unknown) {
  meanwhile = { question, happens };
  const { receipt } = await talk.say(who, channelId, `Ilde, ${question}`);
  await talk.app.app.conversation.idle();
  assert.equal(meanwhile, undefined, 'it happened while the model thought');
  return { receipt, text: talk.answers(channelId).at(-1)?.text.toLowerCase() ?? '' };
}

const promptsWith = (word: string) =>
  rowsOf<{ texts: string }>(talk.app.dataFolder, 'select texts from receipt_prompts').filter(({ texts }) =>
    texts.toLowerCase().includes(word),
  ).length;

test('those who were there all the time are told', async () => {
  const { cy, asked, word, question } = await scene();
  // Until it is known who is in the server, nothing is told.
  await until('they are told', async () => (await asks(cy, asked, question, () => {})).text.includes(word));
  assert.ok(promptsWith(word) > 0);
});

test('who comes while an answer is made hears nothing in it of a place that they may not read', async () => {
  const { cy, asked, word, question } = await scene();
  const eve = talk.person('eve');
  const { text, receipt } = await asks(cy, asked, question, () =>
    talk.discord.setPermissions(asked, eve.id, { VIEW_CHANNEL: true }),
  );
  assert.equal(receipt.outcome, 'answered');
  assert.doesNotMatch(text, new RegExp(word));
});

test('nor does who may no longer read where it was said', async () => {
  const { cy, told, asked, word, question } = await scene();
  const { text } = await asks(cy, asked, question, () =>
    talk.discord.setPermissions(told, cy.id, { VIEW_CHANNEL: false }),
  );
  assert.doesNotMatch(text, new RegExp(word));
});

/** Somebody tells of their dog in a private thread, with a friend who can ask for it elsewhere. */
async function privateScene() {
  const { discord } = talk;
  const one = await scene();
  const { alice, bot } = discord;
  const made = alice.call('POST', `/channels/${one.told}/threads`, { name: 'Aside', type: 12 });
  const thread = String((made as { id: string }).id);
  for (const id of [bot.id, one.bo.id, one.cy.id])
    alice.call('PUT', `/channels/${thread}/thread-members/${id}`);
  const word = `${one.word}aside`;
  await says(one.bo, thread, `I have a dog called ${word}`);
  for (const text of ['good evening', 'so it is', 'well, well']) await says(one.cy, thread, text);
  return { ...one, thread, word };
}

test('those in a private thread are told of it elsewhere, also once it is archived', async () => {
  const { cy, asked, word, thread, question } = await privateScene();
  await until('they are told', async () => (await asks(cy, asked, question, () => {})).text.includes(word));
  const { text } = await asks(cy, asked, question, () =>
    talk.discord.alice.call('PATCH', `/channels/${thread}`, { archived: true }),
  );
  assert.match(text, new RegExp(word));
});

test('who is taken out of a private thread while an answer is made hears nothing of it', async () => {
  const { cy, asked, word, thread, question } = await privateScene();
  const { text, receipt } = await asks(cy, asked, question, () =>
    talk.discord.alice.call('DELETE', `/channels/${thread}/thread-members/${cy.id}`),
  );
  assert.equal(receipt.outcome, 'answered');
  assert.doesNotMatch(text, new RegExp(word));
});

test('nor does who was taken out of it while it was archived', async () => {
  const { cy, asked, word, thread, question } = await privateScene();
  const { alice } = talk.discord;
  const { text } = await asks(cy, asked, question, () => {
    alice.call('DELETE', `/channels/${thread}/thread-members/${cy.id}`);
    alice.call('PATCH', `/channels/${thread}`, { archived: true });
  });
  assert.doesNotMatch(text, new RegExp(word));
});

test('what waits to be posted is not, when somebody has come meanwhile who may not hear it', async () => {
  const { cy, asked, word, question } = await scene();
  const { discord } = talk;
  const eve = talk.person('eve');
  discord.faults.fail({ method: 'POST', path: '/webhooks', status: 502, times: 1 });
  const post = cy.say(asked, `Ilde, ${question}`);
  await until('it could not be posted', () =>
    discord.requests.find(
      ({ method, status, path }) => method === 'POST' && status === 502 && path.includes('/webhooks'),
    ),
  );
  discord.setPermissions(asked, eve.id, { VIEW_CHANNEL: true });
  const { outcome, why } = await talk.receiptOf(post.id);
  assert.equal(outcome, 'delivery-failed');
  assert.match(why, /somebody came who may not read/);
  assert.ok(talk.answers(asked).every(({ text }) => !text.toLowerCase().includes(word)));
});

test('what is deleted while an answer is made of it is neither told nor kept with its prompt', async () => {
  const { bo, cy, told, asked, word, question } = await scene();
  const said = talk.discord.posts(told).find(({ text }) => text.includes(word));
  const { text } = await asks(cy, asked, question, () => bo.delete(said?.id ?? ''));
  assert.doesNotMatch(text, new RegExp(word));
  assert.equal(promptsWith(word), 0);
});

test('what somebody erases while another is answered is not kept with the prompt either', async () => {
  const { bo, cy, told, asked, word, question } = await scene();
  let erased: Promise<string> | undefined;
  await asks(cy, asked, question, () => {
    erased = use(bo, 'privacy erase', { sure: true }, told);
  });
  assert.match((await erased) ?? '', /lines of talk: 1/);
  assert.equal(promptsWith(word), 0);
});

/** Somebody tells of what only a model understands; gives what is known of it after that has happened while it read. */
async function learnedWhile(word: string, happens: (who: Account, channelId: string) => unknown) {
  names += 1;
  const room = talk.room();
  const dee = talk.person(`dee${names}`);
  for (const text of ['I love tea', 'I cannot stand rain', oddly(word)]) await says(dee, room, text);
  meanwhile = { question: 'You keep notes on the people', happens: () => happens(dee, room) };
  await says(dee, room, 'I am allergic to nuts');
  assert.equal(meanwhile, undefined, 'it happened while the model read');
  const known = `select body from memory_facts where body like '%evenings on the ${word}%'`;
  return rowsOf(talk.app.dataFolder, known).length;
}

test('what a model reads is learned only if it may be once it was read', async () => {
  assert.equal(await learnedWhile('bassoon', () => {}), 1);
  const paused = await learnedWhile('harp', (dee, room) => use(dee, 'privacy pause', { state: 'on' }, room));
  assert.equal(paused, 0);
  const { alice } = talk.discord;
  const off = await learnedWhile('lute', (_, room) => use(alice, 'memory learning', { state: 'off' }, room));
  assert.equal(off, 0);
});
