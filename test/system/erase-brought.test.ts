import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { aCard } from '../support/card-files.ts';
import { lyingIn, textsIn } from '../support/data-folder.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { embeddings: { use: 'none' } } });
  talk.openai.respondWith(() => 'As you say.');
});
after(() => talk[Symbol.asyncDispose]());

/** Which of these words lie in which file of the data folder, or stand in the log. */
const lying = (words: readonly string[]) =>
  lyingIn([...textsIn(talk.app.dataFolder), { name: 'log', text: talk.logged().join('\n') }], words);

async function use(who: Account, name: string, input: object, channelId: string): Promise<string> {
  const post = await who.command(name, input as Record<string, string>, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

function json(name: string, content: unknown) {
  return { name, contentType: 'application/json', content: JSON.stringify(content) };
}

/** A file of a talk in which somebody spoke and was answered, elsewhere and long ago. */
function talkOf({ id, username }: Account) {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 10, minute)).toISOString();
  const ilde = { id: 'ilde', name: 'Ilde', kind: 'character' };
  return json('talk.json', {
    acore: 'history',
    version: 1,
    lines: [
      { author: { id, name: `zqold${username}`, kind: 'person' }, text: `zqsaid${username}qz`, at: at(0) },
      { author: ilde, characterId: 'ilde', text: `You said zqback${username}qz?`, at: at(1) },
    ],
  });
}

/** Somebody who manages the server brings whatever can be brought, and talks of it. */
async function bringsEverything(who: Account, room: string): Promise<void> {
  const { username } = who;
  const document = {
    name: `${username}.txt`,
    contentType: 'text/plain',
    content: `The orchard of ${username} has zqdoc${username}qz trees, which are old.`,
  };
  assert.match(await use(who, 'documents add', { file: document }, room), /know/);
  const content = `{{user}} planted zqlore${username}qz in the orchard.`;
  const book = json(`Book${username}.json`, { entries: { 0: { uid: 0, key: ['orchard'], content } } });
  await use(who, 'lore import', { file: book }, room);
  await use(who, 'lore bind', { book: `Book${username}`, to: 'channel' }, room);
  assert.match(await use(who, 'lore bind', { book: `Book${username}`, to: 'person' }, room), /count/);
  const card = json('card.json', aCard({ name: `Zqcard${username}` }));
  assert.match(await use(who, 'character import', { file: card }, room), /Zqcard/);
  await use(who, 'character edit', { name: `Zqcard${username}`, field: 'scenario', value: 'A lake.' }, room);
  assert.match(await use(talk.discord.alice, 'history import', { file: talkOf(who) }, room), /2/);
  await talk.say(who, room, `Ilde, zqask${username}qz`);
  await talk.say(who, room, `Ilde, has the orchard of ${username} trees?`);
  await talk.app.app.conversation.idle();
}

test('what somebody brought for all stays without their name, and nothing else of them is left', async () => {
  const room = talk.room();
  const wardens = talk.discord.addRole('Wardens', ['MANAGE_GUILD']);
  const [bo, cy] = [talk.person('bo', 'zqnickbo'), talk.person('cy', 'zqnickcy')];
  for (const who of [bo, cy]) {
    talk.discord.giveRole(who.id, wardens);
    await bringsEverything(who, room);
  }
  const prompt = promptText(talk.asked('has the orchard of bo trees').at(0)?.body ?? {});
  for (const told of ['zqdocboqz', 'zqnickbo planted zqloreboqz']) assert.ok(prompt.includes(told), told);
  const own = ['zqnickbo', bo.id, 'zqoldbo', 'zqsaidboqz', 'zqbackboqz', 'zqaskboqz'];
  const forAll = ['zqdocboqz', 'zqloreboqz', 'zqcardbo'];
  for (const word of [...own, ...forAll]) assert.notDeepEqual(lying([word]), [], `${word} is kept at first`);
  assert.match(await use(bo, 'character versions', { name: 'Zqcardbo' }, room), /by zqnickbo/);

  const asked = await use(bo, 'privacy erase', {}, room);
  assert.match(asked, /changes to cards that bear your name: 2/);
  assert.match(asked, /lorebooks that count for you: 1/);
  assert.match(asked, /brought for a server stays with it/);
  await use(bo, 'privacy erase', { sure: true }, room);
  await until('the database is rewritten', () =>
    talk.logged().some((line) => /of a person was erased/.test(line)),
  );
  assert.deepEqual(lying(own), []);
  for (const word of forAll) assert.notDeepEqual(lying([word]), [], `${word} belongs to the server`);
  for (const word of ['zqnickcy', cy.id, 'zqoldcy', 'zqsaidcyqz', 'zqbackcyqz', 'zqaskcyqz'])
    assert.notDeepEqual(lying([word]), [], `${word} of somebody else stays`);
  assert.match(await use(cy, 'character versions', { name: 'Zqcardbo' }, room), /by somebody/);
  assert.match(await use(cy, 'character versions', { name: 'Zqcardcy' }, room), /by zqnickcy/);
  await talk.say(cy, room, 'Ilde, has the orchard of bo old trees?');
  const later = promptText(talk.asked('has the orchard of bo old trees').at(-1)?.body ?? {});
  assert.ok(later.includes('zqdocboqz') && later.includes('zqnickcy planted zqloreboqz'));
});
