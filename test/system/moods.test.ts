import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Post } from '../fakes/index.ts';
import { messagesOf, textOf } from '../fakes/model-script.ts';
import { aCard } from '../support/card-files.ts';
import { pngOf } from '../support/pictures.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

const pictures = { icon: pngOf(4, [1, 1, 1]), happy: pngOf(4, [2, 2, 2]), angry: pngOf(4, [3, 3, 3]) };

function asset(type: string, name: string, picture: Buffer) {
  return { type, name, ext: 'png', uri: `data:image/png;base64,${picture.toString('base64')}` };
}

const { data: dora } = aCard({
  name: 'Dora',
  description: 'Keeps a clock shop.',
  assets: [
    asset('icon', 'main', pictures.icon),
    asset('emotion', 'happy', pictures.happy),
    asset('emotion', 'angry', pictures.angry),
  ],
});

let talk: Talk;

before(async () => {
  talk = await startTalk({ cards: { dora } });
  // The character answers with what it was asked to say.
  talk.openai.respondWith(({ body }) => {
    const last = textOf(messagesOf(body).at(-1)?.content ?? '');
    return /say: (.*?)(?:\n|$)/.exec(last)?.[1] ?? 'Well.';
  });
});
after(() => talk[Symbol.asyncDispose]());

async function ask(channelId: string, words: string): Promise<Post> {
  const { receipt } = await talk.say(talk.discord.alice, channelId, `Dora, say: ${words}`);
  const [answer] = receipt.answers;
  assert.equal(answer?.characterName, 'Dora', receipt.why);
  const post = talk.answers(channelId).find(({ id }) => id === answer.messageIds[0]);
  assert.ok(post);
  return post;
}

function faceOf({ avatarUrl }: Post): string {
  const id = /\/emojis\/(\d+)\.png/.exec(avatarUrl ?? '')?.[1] ?? '';
  const bytes = talk.discord.app.emojis.get(id)?.bytes;
  return Object.entries(pictures).find(([, picture]) => bytes?.equals(picture))?.[0] ?? 'none';
}

async function faceFor(channelId: string, words: string, wanted: string): Promise<void> {
  await until(`the ${wanted} face`, async () => faceOf(await ask(channelId, words)) === wanted);
}

/** What the last prompt that was made for these words says of Dora's mood. */
function toldMood(words: string): string | undefined {
  return /Dora is [a-z ]+\./.exec(talk.prompt(words).split('\n').slice(-12).join('\n'))?.[0];
}

describe('moods', () => {
  test('choose the face that fits the words, over a restart as well, and never an attachment', async () => {
    const room = talk.room();
    await faceFor(room, 'It is nine.', 'icon');
    await faceFor(room, '*laughs* You did what?', 'happy');
    await faceFor(room, '*slams the ledger shut* Get out of my shop!', 'angry');
    assert.equal(faceOf(await ask(room, 'Haha, hilarious.')), 'happy', 'at once, now that it is there');
    assert.equal(faceOf(await ask(room, 'It is ten.')), 'icon');
    const uploads = () =>
      talk.discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/emojis'))
        .length;
    const before = uploads();
    await talk.stop();
    await talk.start();
    await faceFor(room, 'Haha, hilarious again.', 'happy');
    assert.equal(uploads(), before);
    const addresses = talk.discord.requests.map(({ body }) => String(Object(body).avatar_url ?? ''));
    assert.ok(addresses.every((url) => url === '' || /\/emojis\/|\/embed\/avatars\//.test(url)));
  });

  test('are told to the model in the channel where they were shown, over a restart, and in no other', async () => {
    const [room, other] = [talk.room(), talk.room()];
    await ask(room, '*laughs* First words.');
    await ask(room, 'Second words.');
    assert.equal(toldMood('Second words.'), 'Dora is amused.');
    await ask(room, 'Third words.');
    assert.equal(toldMood('Third words.'), undefined, 'calm words calm');
    await ask(room, 'I miss her. So sad.');
    await ask(other, 'Words elsewhere.');
    assert.equal(toldMood('Words elsewhere.'), undefined);
    await talk.stop();
    await talk.start();
    const { receipt } = await talk.say(talk.discord.alice, room, 'Dora, say: Words after.');
    assert.equal(toldMood('Words after.'), 'Dora is sad.');
    const part = receipt.answers[0]?.prompt.find(({ source }) => source === 'moods');
    assert.deepEqual([part?.title, part?.text], ['Mood', 'Dora is sad.']);
  });

  test('are shown by /character show, in words and by the face', async () => {
    const place = { channelId: talk.room() };
    await faceFor(place.channelId, '*growls* Leave the clocks alone!', 'angry');
    const show = async () =>
      JSON.stringify(
        (await talk.discord.alice.command('character show', { name: 'Dora' }, place).reply()).components,
      );
    const panel = await show();
    assert.match(panel, /Dora is angry here at the moment\./);
    const id = /\/emojis\/(\d+)\.png/.exec(panel)?.[1] ?? '';
    assert.deepEqual(talk.discord.app.emojis.get(id)?.bytes, pictures.angry);
    await ask(place.channelId, 'It is noon.');
    assert.doesNotMatch(await show(), /at the moment/);
  });

  test('are switched off by a setting: one face, nothing told', async () => {
    await talk.stop();
    await talk.start({ moods: { enabled: false } });
    const room = talk.room();
    await faceFor(room, '*laughs* You again?', 'icon');
    await ask(room, 'Plain words.');
    assert.equal(toldMood('Plain words.'), undefined);
    await talk.stop();
    await talk.start();
  });

  test('are on the page: in the line, in its face, and in the sheet, also after a restart', async () => {
    const say = { channelId: 'tavern', person: { id: 'traveller', name: 'Traveller' } };
    const headers = { 'content-type': 'application/json', origin: talk.app.url };
    await fetch(`${talk.app.url}/api/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...say, text: 'Dora, say: *laughs* On the page!' }),
    });
    const lines = async () => {
      const room = (await (await fetch(`${talk.app.url}/api/places/tavern`)).json()) as {
        lines: { characterId?: string; mood?: unknown }[];
      };
      return room.lines.filter(({ characterId }) => characterId === 'dora');
    };
    await until('the answer', async () => (await lines()).length > 0);
    await talk.stop();
    await talk.start();
    assert.deepEqual((await lines())[0]?.mood, { name: 'amusement', word: 'amused' });
    const sheet = (await (await fetch(`${talk.app.url}/api/characters/dora?in=tavern`)).json()) as {
      mood: unknown;
      faces: Record<string, string>;
    };
    assert.deepEqual(sheet.mood, { name: 'amusement', word: 'amused' });
    assert.equal(sheet.faces['amusement'], 'joy');
    for (const [query, wanted] of [
      ['mood=joy', pictures.happy],
      ['mood=amusement&size=small', pictures.happy],
      ['mood=fear', pictures.icon],
      ['mood=nonsense', pictures.icon],
      ['', pictures.icon],
    ] as const) {
      const face = await fetch(`${talk.app.url}/portraits/dora?${query}`);
      assert.deepEqual(Buffer.from(await face.arrayBuffer()), wanted, query);
    }
  });
});
