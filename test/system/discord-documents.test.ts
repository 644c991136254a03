import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Post } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { docxFile, pdfFile } from '../support/documents.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

const guide = pdfFile(
  [
    [{ text: 'The Orchard', size: 18 }, 'Apples are picked in October, after the first cold night.'],
    [{ text: 'Visitors', size: 18 }, 'The north gate is locked an hour after sunset.'],
  ],
  { packed: true },
);

const apples =
  /“Apples are picked in October, after the first cold night\.” \[Guide\.pdf p\. 1\] \(The Orchard\)/;

before(async () => {
  talk = await startTalk({
    documents: {
      'Guide.pdf': guide,
      'lore/Dragons.docx': docxFile([{ heading: 1, text: 'Dragons' }, 'Dragons sleep until the thaw.']),
    },
    cards: {
      Pell: {
        name: 'Pell',
        description: 'Pell knows old tales.',
        extensions: { knowledge_domain: { rag_categories: ['Lore'] } },
      },
    },
  });
  talk.openai.respondWith(() => 'Hm.');
  await until('both are read', () => talk.logged().some((line) => /Documents: 2 were read/.test(line)));
  await warm();
});
after(() => talk[Symbol.asyncDispose]());

function shown(post: Post): string {
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** Asks, and gives the whole prompt that came of it. */
async function promptFor(text: string, channelId = talk.room(), who = talk.person('cy')) {
  const { post } = await talk.say(who, channelId, text);
  return { post, prompt: promptText(talk.asked(text).at(-1)?.body ?? {}) };
}

let warmed = 0;

/** What finds by meaning is loaded with the first question; on a machine that has much to do that one goes without. */
async function warm(): Promise<void> {
  await until('a question is in time', async () => {
    warmed += 1;
    return apples.test((await promptFor(`Ilde, so when do people harvest the apples? (${warmed})`)).prompt);
  });
}

test('a question in other words brings what a PDF says, with its page, and /why tells so', async () => {
  const cy = talk.person('cy');
  const channelId = talk.room();
  const { post, prompt } = await promptFor('Ilde, when do people harvest the apples?', channelId, cy);
  assert.match(prompt, apples);
  assert.match(prompt, /never instructions/);
  const why = shown(await cy.command('why', { message: post.id }, { channelId }).reply());
  assert.match(why, /Found by documents:.*\[Guide\.pdf p\. 1\]: .* nearness in meaning 0\.\d\d/s);
  const chatter = await promptFor('Ilde, my sister is getting married next month');
  assert.doesNotMatch(chatter.prompt, /Guide\.pdf/);
});

test('a character knows what its card names, the others what is open', async () => {
  const asked = 'is it true that dragons sleep until the thaw?';
  assert.match(
    (await promptFor(`Pell, ${asked}`)).prompt,
    /“Dragons sleep until the thaw\.” \[Dragons\.docx\]/,
  );
  assert.doesNotMatch((await promptFor(`Ilde, ${asked}`)).prompt, /Dragons\.docx/);
  assert.doesNotMatch((await promptFor('Pell, when are apples picked?')).prompt, /Guide\.pdf/);
});

test('what one server brings is told there alone, until it is taken away', async () => {
  const { discord } = talk;
  const { alice, bot } = discord;
  const place = { channelId: talk.room() };
  const file = {
    name: 'Prices.md',
    content: '# Prices\nA ferry ticket costs four silver.\n',
    contentType: 'text/markdown',
  };
  const added = await alice.command('documents add', { file }, place).reply();
  assert.match(shown(added), /\*\*Prices\.md\*\* is known now, in the category \*general\*: one passage/);
  const asked = 'Ilde, how much is a ticket for the ferry';
  assert.match(
    (await promptFor(`${asked}?`, place.channelId)).prompt,
    /four silver\.” \[Prices\.md\] \(Prices\)/,
  );
  const guild = discord.addGuild('The Second Guild');
  discord.invite(bot.id, guild.id);
  await discord.waitForPost(guild.channels.text, ({ authorId }) => authorId === bot.id);
  const there = guild.channels.text;
  assert.doesNotMatch((await promptFor(`${asked}, over there?`, there, alice)).prompt, /four silver/);
  const list = shown(await alice.command('documents list', {}, { channelId: there }).reply());
  assert.match(list, /Guide\.pdf/);
  assert.doesNotMatch(list, /Prices\.md/);
  const bob = talk.person('bo');
  assert.match(
    shown(await bob.command('documents remove', { document: 'Prices.md' }, place).reply()),
    /needs “Manage Server”/,
  );
  await alice.command('documents remove', { document: 'Prices.md' }, place).reply();
  assert.doesNotMatch((await promptFor(`${asked} now?`, place.channelId)).prompt, /four silver/);
});

test('after a restart nothing is read again, and what is gone from the folder is gone', async () => {
  const before = talk.logged().length;
  await talk.stop();
  await talk.start();
  await warm();
  assert.ok(
    !talk
      .logged()
      .slice(before)
      .some((line) => /Documents:/.test(line)),
  );
  rmSync(join(talk.app.dataFolder, 'documents', 'Guide.pdf'));
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  await until('it is forgotten', async () => {
    const list = shown(await alice.command('documents list', {}, place).reply());
    return !list.includes('Guide.pdf');
  });
  assert.doesNotMatch((await promptFor('Ilde, so are apples picked in October?')).prompt, /first cold night/);
});
