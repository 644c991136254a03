import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asV3 } from '../../src/features/characters/files/as-version.ts';
import { readCardFile } from '../../src/features/characters/files/read.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import type { Post } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { aCard, base64, charxOf, pictureWith, pixel } from '../support/card-files.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  talk.openai.respondWith(() => 'Tick, tock.');
});
after(() => talk[Symbol.asyncDispose]());

const zara = aCard({
  name: 'Zarathea',
  description: '{{char}} mends clocks in a cellar.',
  creator: 'Somebody',
  first_mes: 'Tick, {{user}}.',
  character_book: {
    entries: [
      {
        keys: ['moon clock'],
        content: 'The moon clock has stood since the flood.',
        enabled: true,
        insertion_order: 1,
      },
    ],
  },
  extensions: { unheard_of: { of: [1, 2] } },
});
const yorick = aCard({
  ...zara.data,
  name: 'Yorrick',
  assets: [{ type: 'icon', uri: 'embeded://face.png', name: 'main', ext: 'png' }],
});
const files = {
  Zarathea: { name: 'zara.png', content: pictureWith(['ccv3', base64(zara)]), contentType: 'image/png' },
  Yorrick: {
    name: 'yorick.charx',
    content: charxOf(yorick, { 'face.png': pixel }),
    contentType: 'application/zip',
  },
};

/** Presses the button of this label under a post. */
async function press(post: Post, label: string): Promise<Post> {
  const all = (components: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
    components.flatMap((one) => [one, ...all((one['components'] ?? []) as Record<string, unknown>[])]);
  const button = all(post.components).find((one) => one['label'] === label);
  assert.ok(button, `${label} under ${shown(post)}`);
  return await talk.discord.alice.click(post.id, String(button['custom_id'])).reply();
}

/** What characters said in a channel, without what commands answered. */
function spoken({ channelId }: { channelId: string }): Post[] {
  return talk.answers(channelId).filter(({ onlyFor, author }) => onlyFor === undefined && author !== 'Acore');
}

function shown(post: Post): string {
  return `${post.text}\n${JSON.stringify(post.components)}`;
}

test('a card imported by command answers in character, with its lore, from then on', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  for (const [name, file] of Object.entries(files)) {
    const reply = await alice.command('character import', { file }, place).reply();
    assert.match(shown(reply), new RegExp(`${name}\\*\\* now lives in this server`));
    assert.equal(reply.onlyFor, alice.id);
  }
  for (const again of [false, true]) {
    if (again) {
      await talk.stop();
      await talk.start();
    }
    for (const name of Object.keys(files)) {
      const { receipt } = await talk.say(
        alice,
        place.channelId,
        `${name}, does the moon clock go? (${again})`,
      );
      assert.equal(receipt.outcome, 'answered');
      const [request] = talk.asked(`${name}, does the moon clock go? (${again})`);
      const prompt = promptText(request?.body ?? {});
      assert.match(prompt, new RegExp(`You are ${name}, `));
      assert.match(prompt, new RegExp(`${name} mends clocks in a cellar\\.`));
      assert.match(prompt, /The moon clock has stood since the flood\./);
      assert.equal(spoken(place).at(-1)?.author, name);
    }
  }
  const faced = await until('a face of its own', async () => {
    await talk.say(alice, place.channelId, 'Yorrick, show yourself.');
    return spoken(place).at(-1)?.avatarUrl;
  });
  assert.match(faced, /\/emojis\//);
});

test('an export of every kind is the card that was imported', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  for (const format of ['png', 'charx', 'v3-json', 'v2-json'])
    for (const [name, file] of Object.entries(files)) {
      const reply = await alice.command('character export', { name, format }, place).reply();
      const back = readCardFile(reply.files[0]?.bytes ?? new Uint8Array(), 'x');
      const given = readCardFile(file.content, 'x');
      assert.equal(canonicalJson(asV3(back.card)), canonicalJson(asV3(given.card)), `${name} as ${format}`);
    }
});

test('another server knows nothing of it: no answer, no name, no offer, nothing in a prompt', async () => {
  const { alice } = talk.discord;
  const guild = talk.discord.addGuild('elsewhere');
  talk.discord.invite(talk.discord.app.id, guild.id);
  const channelId = guild.channels.text;
  await until('the server is known', async () => {
    const reply = await alice.command('characters', {}, { channelId }).reply();
    return /Here now/.test(reply.text) && !/Zarathea|Yorrick/.test(shown(reply));
  });
  const { receipt } = await talk.say(alice, channelId, 'Zarathea, are you there?');
  assert.equal(receipt.outcome, 'not-addressed');
  for (const focused of ['character show', 'character use', 'character export', 'character off'])
    assert.deepEqual(await alice.autocomplete(focused, 'name', { name: 'zar' }, { channelId }), []);
  const refused = await alice.command('character show', { name: 'Zarathea' }, { channelId }).reply();
  assert.match(refused.text, /no character called/);
  await alice.command('character use', { name: 'Ilde' }, { channelId }).reply();
  await talk.say(alice, channelId, 'Ilde, who else is in this house?');
  const [request] = talk.asked('who else is in this house?');
  assert.doesNotMatch(promptText(request?.body ?? {}), /Yorrick/);
});

test('a character says its greetings once, each in place of the one before, over a restart as well', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  const [hello, again, toAll] = ['Hello, {{user}}, I am {{char}}.', 'You again, {{user}}?', 'All of you!'];
  const card = aCard({
    name: 'Gretl',
    first_mes: hello,
    alternate_greetings: [again],
    group_only_greetings: [toAll],
  });
  const file = { name: 'gretl.json', content: JSON.stringify(card), contentType: 'application/json' };
  const imported = await alice.command('character import', { file }, place).reply();
  const before = await press(imported, 'Greet');
  assert.match(before.text, /Gretl says hello \(1 of 3\)\./);
  const texts = () => spoken(place).map(({ author, text }) => `${author}: ${text}`);
  assert.deepEqual(texts(), ['Gretl: All of you!']);
  const second = await press(before, 'Another greeting');
  assert.deepEqual(texts(), [`Gretl: Hello, Alice, I am Gretl.`]);
  await talk.stop();
  await talk.start();
  const third = await press(second, 'Another greeting');
  assert.deepEqual(texts(), [`Gretl: You again, Alice?`]);
  assert.match(third.text, /3 of 3/);
  const [said] = spoken(place);
  const { receipt } = await talk.say(alice, place.channelId, 'Well met.', { replyTo: said?.id ?? '' });
  assert.equal(receipt.answers[0]?.characterName, 'Gretl');
  assert.match(talk.prompt('Well met.'), /assistant: You again, Alice\?/);
  await alice.command('mute', {}, place).reply();
  const muted = await alice.command('character greet', { name: 'Gretl' }, place).reply();
  assert.match(muted.text, /muted in this channel/);
  assert.equal(spoken(place).length, 2);
});

test('only what was said unasked is written over, and only by the same character', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  await talk.say(alice, place.channelId, 'Zarathea, hello.');
  const [answer] = spoken(place);
  const swipe = { name: 'Zarathea', instead: answer?.id ?? '' };
  await alice.command('character greet', swipe, place).reply();
  const greeting = `Tick, Alice.`;
  assert.deepEqual(
    spoken(place).map(({ text }) => text),
    ['Tick, tock.', greeting],
  );
  const other = { name: 'Yorrick', instead: spoken(place)[1]?.id ?? '' };
  await alice.command('character greet', other, place).reply();
  assert.equal(spoken(place).length, 3);
  assert.equal(spoken(place)[1]?.author, 'Zarathea');
});

test('only those who manage the server may import; a file that is no card is one sentence', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  const bob = talk.person('bo');
  const refused = await bob.command('character import', { file: files.Zarathea }, place).reply();
  assert.match(refused.text, /Manage Server/);
  const file = { name: 'no.png', content: pixel, contentType: 'image/png' };
  const { text } = await alice.command('character import', { file }, place).reply();
  assert.equal(text, '“no.png” cannot be imported because it is a picture without a character card.');
});
