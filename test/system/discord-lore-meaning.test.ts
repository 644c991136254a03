import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Post } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;
let room: string;

const world = {
  entries: {
    0: {
      uid: 0,
      key: ['pomology'],
      comment: 'Orchard',
      content: 'Apples are picked in October, after the first cold night.',
      vectorized: true,
    },
    1: { uid: 1, key: ['pomology'], comment: 'Cider', content: 'Apple harvest ends with a cider feast.' },
  },
};

const apples = /Apples are picked in October/;

before(async () => {
  talk = await startTalk({ settings: { lore: { placement: 'as-written' } } });
  talk.openai.respondWith(() => 'Hm.');
  room = talk.room();
  const { alice } = talk.discord;
  const file = { name: 'World.json', content: JSON.stringify(world), contentType: 'application/json' };
  await alice.command('lore import', { file }, { channelId: room }).reply();
  await alice.command('lore bind', { book: 'World', to: 'server' }, { channelId: room }).reply();
});
after(() => talk[Symbol.asyncDispose]());

function shown(post: Post): string {
  return `${post.text} ${JSON.stringify(post.components)}`;
}

async function promptFor(text: string, channelId: string, who = talk.person('cy')) {
  const { post } = await talk.say(who, channelId, text);
  return { post, prompt: promptText(talk.asked(text).at(-1)?.body ?? {}) };
}

/** What finds by meaning is loaded with the first question; until then, and on a busy machine, a turn goes without. */
async function toldByMeaning(text: string, channelId: string) {
  let tries = 0;
  let last = { why: '', prompt: '' };
  await until('an entry is told by its meaning', async () => {
    tries += 1;
    const cy = talk.person('cy');
    const { post, prompt } = await promptFor(`${text} (${tries})`, channelId, cy);
    const why = shown(await cy.command('lore why', { message: post.id }, { channelId }).reply());
    last = { why, prompt };
    return /by its meaning, nearness/.test(why);
  });
  return last;
}

test('an entry is told by its meaning without any key of it, and /lore why says so', async () => {
  const { why, prompt } = await toldByMeaning('Ilde, when do people harvest the apples?', room);
  assert.match(prompt, apples);
  assert.doesNotMatch(prompt, /cider feast/);
  assert.match(why, /Orchard.*by its meaning, nearness 0\.\d\d, pass 1, \d+ tokens/);
  const chatter = await promptFor('Ilde, my sister is getting married next month', talk.room());
  assert.doesNotMatch(chatter.prompt, apples);
  const called = await promptFor('Ilde, pomology?', talk.room());
  assert.match(called.prompt, apples);
  assert.match(called.prompt, /cider feast/);
});

test('the book of one server is never told by its meaning in another', async () => {
  const { discord } = talk;
  const { alice, bot } = discord;
  const guild = discord.addGuild('The Second Guild');
  discord.invite(bot.id, guild.id);
  const there = guild.channels.text;
  await discord.waitForPost(there, ({ authorId }) => authorId === bot.id);
  const own = {
    entries: { 0: { ...world.entries[0], content: 'The ferry leaves the old harbour at noon.' } },
  };
  const file = { name: 'Own.json', content: JSON.stringify(own), contentType: 'application/json' };
  await alice.command('lore import', { file }, { channelId: there }).reply();
  await alice.command('lore bind', { book: 'Own', to: 'server' }, { channelId: there }).reply();
  const ferry = 'Ilde, when does the boat leave the harbour?';
  let tries = 0;
  await until('the own book is told by its meaning', async () => {
    tries += 1;
    return /leaves the old harbour/.test((await promptFor(`${ferry} (${tries})`, there, alice)).prompt);
  });
  const asked = await promptFor('Ilde, when do people harvest the apples over there?', there, alice);
  assert.doesNotMatch(asked.prompt, apples);
  await toldByMeaning('Ilde, when do people harvest the apples here?', talk.room());
});
