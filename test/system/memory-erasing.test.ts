import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { type ModelRequest, messagesOf, promptText, textOf } from '../fakes/model-script.ts';
import { lyingIn, textsIn } from '../support/data-folder.ts';
import { factFileOf } from '../support/memory.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { conversation: { historyMessages: 4 } } });
  talk.openai.respondWith(answerTo);
});
after(() => talk[Symbol.asyncDispose]());

const oddly = (word: string) =>
  `for the better part of a decade ${word} has been what my evenings are spent on`;

/** A model that reads along, keeps the minutes, and otherwise says little. */
function answerTo({ body }: ModelRequest): string {
  const prompt = promptText(body);
  if (prompt.includes('You keep the minutes of a chat'))
    return `They spoke of stones and laid them out: ${[...new Set(prompt.match(/zqgem\w+qz/g))].join(', ')}.`;
  if (!prompt.includes('You keep notes on the people')) return 'As you say.';
  const lines = messagesOf(body).flatMap(({ content }) => textOf(content).split('\n'));
  const said = lines.filter((line) => line.startsWith('{"line"')).map((line) => JSON.parse(line));
  return JSON.stringify({
    facts: said.flatMap(({ line, from, text }) => {
      const word = /a decade (\S+) has/.exec(text)?.[1];
      if (word === undefined) return [];
      const statement = `${from} spends the evenings on ${word}.`;
      return [{ line, about: from, kind: 'interest', quote: oddly(word), statement, value: word }];
    }),
  });
}

/** Which of these words lie in which file of the data folder. */
const lying = (words: readonly string[]) => lyingIn(textsIn(talk.app.dataFolder), words);

async function use(who: Account, name: string, input: object, channelId: string): Promise<string> {
  const post = await who.command(name, input as Record<string, string>, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** Everything that makes the memory keep words of somebody; each has a word of its own. */
async function isRemembered(who: Account, room: string): Promise<string[]> {
  const word = (way: string) => `zq${way}${who.username}qz`;
  const say = async (text: string) => {
    await talk.say(who, room, `Ilde, ${text}`);
    await talk.app.app.conversation.idle();
  };
  await say(`I live in ${word('home')}`);
  await say(`I live in ${word('newhome')} now`);
  await say(`No, I meant I live in ${word('righthome')}`);
  await say(`I love ${word('taste')}`);
  await say(`I have a dog called ${word('dog')}`);
  await say(oddly(word('bassoon')));
  for (let index = 0; index < 12; index += 1) await say(`today I laid out ${word(`gem${index}`)}`);
  await use(who, 'memory remember', { text: `I collect ${word('told')} stamps` }, room);
  await use(who, 'memory edit', { fact: word('taste'), text: `They want no ${word('edited')}.` }, room);
  await use(who, 'memory forget', { fact: word('dog') }, room);
  const { name, contentType, bytes } = factFileOf(who.id, `They sing ${word('import')} songs.`);
  const file = { name, contentType, content: await bytes() };
  await use(who, 'memory import', { file }, room);
  await use(who, 'summarize', {}, room);
  await use(who, 'recall', { query: `what about ${word('home')}?` }, room);
  await talk.app.app.conversation.idle();
  return ['home', 'newhome', 'righthome', 'taste', 'dog', 'bassoon', 'gem3', 'told', 'edited', 'import']
    .map(word)
    .concat(`zqnick${who.username}`);
}

/** `- lines of talk: 12` and the like. */
function countsIn(text: string): Map<string, number> {
  return new Map(
    Array.from(text.matchAll(/^- ([^:\n]+): (\d+)$/gm), ([, what = '', count]) => [what, Number(count)]),
  );
}

test('what is remembered of somebody is in no file once they erased it, and all of others stays', async () => {
  const room = talk.room();
  const { alice } = talk.discord;
  await use(alice, 'memory learning', { state: 'on' }, room);
  await use(alice, 'memory noted', { state: 'on' }, room);
  const bo = talk.person('bo', 'zqnickbo');
  const cy = talk.person('cy', 'zqnickcy');
  const his = await isRemembered(bo, room);
  const hers = await isRemembered(cy, room);
  await talk.say(alice, room, 'Ilde, who lives in which house here?');
  await talk.app.app.conversation.idle();
  const kept = lying(his);
  for (const word of his)
    assert.ok(
      kept.some((one) => one.endsWith(word)),
      `${word} is kept at first`,
    );
  const shown = await use(bo, 'privacy show', {}, room);
  assert.match(shown, /facts that are remembered: [4-9]/);
  assert.ok(countsIn(shown).size > 3);
  const erased = await use(bo, 'privacy erase', { sure: true }, room);
  for (const [what, count] of countsIn(shown)) {
    const gone = countsIn(erased).get(what) ?? 0;
    assert.ok(gone >= count, `${what}: ${gone} of ${count} are said to be erased`);
  }
  await until('the database is rewritten', async () => {
    const told = await use(bo, 'privacy show', {}, room);
    return /Your words/.test(told) && !/still being rewritten/.test(told);
  });
  assert.deepEqual(lying(his), []);
  const left = lying(hers);
  for (const word of hers.filter((one) => !/gem/.test(one)))
    assert.ok(
      left.some((one) => one.endsWith(word)),
      `${word} of somebody else stays`,
    );
  assert.match(await use(bo, 'privacy show', {}, room), /- nothing/);
  assert.match(await use(bo, 'memory list', {}, room), /Nothing is remembered/);
  assert.match(await use(cy, 'memory list', {}, room), /zqrighthomecyqz/i);
});
