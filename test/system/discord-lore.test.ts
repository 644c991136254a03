import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Post } from '../fakes/index.ts';
import { messagesOf, promptText, textOf } from '../fakes/model-script.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { lore: { placement: 'as-written' } } });
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

const world = {
  entries: {
    0: {
      uid: 0,
      key: ['basilisk'],
      comment: 'Basilisk',
      content: 'The basilisk of the well is blind.',
      position: 4,
      depth: 1,
      role: 0,
    },
    1: {
      uid: 1,
      key: ['Candle'],
      comment: 'Candles',
      content: 'Candles are forbidden on Tuesdays.',
      position: 1,
      caseSensitive: true,
    },
    2: {
      uid: 2,
      key: ['lantern'],
      comment: 'Lanterns',
      content: 'Lanterns are lit at six.',
      sticky: 6,
      position: 1,
    },
    3: { uid: 3, key: ['ber'], comment: 'Border', content: 'A border.', position: 1 },
  },
};

function shown(post: Post): string {
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** A room with the book in it, and the server's owner, who may bind it. */
async function roomWithBook(name: string) {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  const file = { name: `${name}.json`, content: JSON.stringify(world), contentType: 'application/json' };
  const taken = await alice.command('lore import', { file }, place).reply();
  await alice.command('lore bind', { book: name, to: 'channel' }, place).reply();
  return { channelId: place.channelId, place, taken };
}

/** The prompt of the last request whose talk holds this text. */
function wholePrompt(text: string) {
  const request = talk.asked(text).at(-1);
  assert.ok(request);
  return {
    text: promptText(request.body),
    messages: messagesOf(request.body).map(({ content }) => textOf(content)),
  };
}

test('a book comes in by slash command, is bound to the channel, and stands in the prompt where it says', async () => {
  const { channelId, place, taken } = await roomWithBook('Well');
  assert.match(shown(taken), /\*\*Well\*\* came in: a SillyTavern book with 4 entries.*st-compat/s);
  const cy = talk.person('cy');
  await talk.say(cy, channelId, 'Ilde, good day to you');
  const { post } = await talk.say(cy, channelId, 'Ilde, what of the Basilisk? And über the candle?');
  const { messages } = wholePrompt('what of the Basilisk');
  const at = messages.findIndex((text) => text.includes('[The basilisk of the well is blind.]'));
  const asked = messages.findIndex((text) => text.includes('what of the Basilisk'));
  assert.ok(at !== -1 && at <= asked, messages.join('\n---\n'));
  const together = messages.join('\n');
  assert.ok(together.indexOf('is blind.') < together.indexOf('what of the Basilisk'));
  assert.doesNotMatch(together, /Candles are forbidden/);
  const why = shown(await cy.command('lore why', { message: post.id }, place).reply());
  assert.match(why, /Lore of Ilde.*Well \(st-compat\)/);
  assert.match(why, /Basilisk.*key “basilisk” in the newest message \(cy: “Ilde, what of the Basilisk/);
  assert.match(why, /pass 1/);
  assert.match(why, /\d+ of \d+ tokens/);
  assert.match(why, /Candles.*would fire without case/);
  assert.match(why, /Border.*only because ASCII word borders/);
  const elsewhere = await cy.command('lore why', { message: post.id }, { channelId: talk.room() }).reply();
  assert.match(shown(elsewhere), /from another place/);
  const other = await talk.say(cy, talk.room(), 'Ilde, a basilisk?');
  assert.doesNotMatch(wholePrompt('a basilisk?').text, /is blind/);
  assert.equal(other.receipt.outcome, 'answered');
});

test('what lasts goes on after a restart, and /lore why tells the turn as it was', async () => {
  const { channelId, place } = await roomWithBook('Lasting');
  const cy = talk.person('cy');
  const { post } = await talk.say(cy, channelId, 'Ilde, light the lantern');
  await talk.stop();
  await talk.start();
  for (const text of ['Ilde, one', 'Ilde, two and so on']) await talk.say(cy, channelId, text);
  assert.match(wholePrompt('two and so on').text, /Lanterns are lit at six/);
  const lasting = shown(await cy.command('lore why', {}, place).reply());
  assert.match(lasting, /Lanterns/);
  await talk.discord.alice.command('lore remove', { book: 'Lasting' }, place).reply();
  const before = shown(await cy.command('lore why', { message: post.id }, place).reply());
  assert.match(before, /Lanterns.*key “lantern” in the newest message/);
  assert.match(before, /have changed since/);
  await talk.say(cy, channelId, 'Ilde, and the lantern now?');
  assert.doesNotMatch(wholePrompt('the lantern now?').text, /lit at six/);
});

test('what was taken back is gone from what /lore why tells', async () => {
  const { channelId, place } = await roomWithBook('Forgotten');
  const cy = talk.person('cy');
  const { post } = await talk.say(cy, channelId, 'Ilde, a basilisk in my secret garden');
  assert.match(shown(await cy.command('lore why', { message: post.id }, place).reply()), /secret garden/);
  cy.delete(post.id);
  const told = async () => shown(await cy.command('lore why', { message: post.id }, place).reply());
  for (let tries = 0; tries < 200 && (await told()).includes('secret garden'); tries += 1);
  assert.doesNotMatch(await told(), /secret garden/);
});

test('what one server has, another neither uses nor sees', async () => {
  const { discord } = talk;
  const { alice, bot } = discord;
  const { place } = await roomWithBook('Secret');
  await alice.command('lore bind', { book: 'Secret', to: 'server' }, place).reply();
  const guild = discord.addGuild('The Second Guild');
  discord.invite(bot.id, guild.id);
  await discord.waitForPost(guild.channels.text, ({ authorId }) => authorId === bot.id);
  const there = { channelId: guild.channels.text };
  await talk.say(alice, there.channelId, 'Ilde, that basilisk over there');
  assert.doesNotMatch(wholePrompt('that basilisk over there').text, /is blind/);
  assert.match(shown(await alice.command('lore list', {}, there).reply()), /no lorebooks here/);
  assert.deepEqual(await alice.autocomplete('lore export', 'book', { book: 'sec' }, there), []);
  const refused = await alice.command('lore export', { book: 'Secret' }, there).reply();
  assert.match(shown(refused), /no lorebook called/);
  await talk.say(alice, place.channelId, 'Ilde, this basilisk here');
  assert.match(wholePrompt('this basilisk here').text, /is blind/);
  await alice.command('lore remove', { book: 'Secret' }, place).reply();
});

test('only those who manage the server change books, and nobody else is offered their entries', async () => {
  const { place } = await roomWithBook('Guarded');
  const bob = talk.person('bo');
  for (const [name, options] of [
    ['lore bind', { book: 'Guarded', to: 'server' }],
    ['lore export', { book: 'Guarded' }],
    ['lore add', { keys: 'x', content: 'y' }],
    ['lore remove', { book: 'Guarded' }],
  ] as const)
    assert.match(shown(await bob.command(name, options, place).reply()), /needs “Manage Server”/, name);
  assert.deepEqual(await bob.autocomplete('lore edit', 'entry', { entry: 'bas' }, place), []);
  const { alice } = talk.discord;
  const offered = await alice.autocomplete('lore edit', 'entry', { entry: 'guarded #0' }, place);
  assert.deepEqual(
    offered.map(({ value }) => value),
    ['Guarded #0 Basilisk'],
  );
  const exported = await alice.command('lore export', { book: 'Guarded' }, place).reply();
  assert.deepEqual(JSON.parse(exported.files[0]?.bytes.toString() ?? ''), JSON.parse(JSON.stringify(world)));
});

test('a book in the lorebooks folder counts in every channel', async () => {
  await using other = await startTalk({ lorebooks: { House: world } });
  other.openai.respondWith(() => 'Hm.');
  const cy = other.person('cy');
  await other.say(cy, other.room(), 'Ilde, the basilisk?');
  assert.match(promptText(other.asked('the basilisk?').at(-1)?.body ?? {}), /is blind/);
});

test('an outlet of a book is read where the card asks for it, and nowhere else', async () => {
  const entry = {
    uid: 0,
    key: ['mill'],
    content: 'The mill turns backwards.',
    position: 7,
    outletName: 'Mills',
  };
  await using other = await startTalk({
    lorebooks: { Mills: { entries: { 0: entry } } },
    cards: {
      Pell: { name: 'Pell', description: 'Pell knows mills: {{outlet::Mills}}.' },
      Quill: { name: 'Quill', description: 'Quill knows none.' },
    },
  });
  other.openai.respondWith(() => 'Hm.');
  const cy = other.person('cy');
  const room = other.room();
  await other.say(cy, room, 'Pell, the mill?');
  const pell = promptText(other.asked('Pell, the mill?').at(-1)?.body ?? {});
  assert.match(pell, /Pell knows mills: The mill turns backwards\.\./);
  await other.say(cy, room, 'Quill, and the mill?');
  assert.doesNotMatch(promptText(other.asked('Quill, and the mill?').at(-1)?.body ?? {}), /turns backwards/);
});
