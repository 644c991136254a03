import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Post } from '../fakes/index.ts';
import { aCard, charxOf } from '../support/card-files.ts';
import { largeJpeg, smallWebp } from '../support/pictures.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  talk.openai.respondWith(() => 'Here I am.');
});
after(() => talk[Symbol.asyncDispose]());

/** A card in an archive whose main icon is this picture. */
function cardFile(name: string, picture: Uint8Array, ext: string) {
  const icon = { type: 'icon', name: 'main', uri: `embeded://icon.${ext}`, ext };
  const content = charxOf(aCard({ name, description: 'Has a face.', assets: [icon] }), {
    [`icon.${ext}`]: picture,
  });
  return { name: `${name}.charx`, content, contentType: 'application/zip' };
}

async function imported(name: string, picture: Uint8Array, ext: string): Promise<string> {
  const place = { channelId: talk.room() };
  const file = cardFile(name, picture, ext);
  const reply = await talk.discord.alice.command('character import', { file }, place).reply();
  assert.match(JSON.stringify(reply.components), /Understood: 100 %\./);
  return place.channelId;
}

async function faceOf(name: string, channelId: string): Promise<string> {
  return await until('a face', async () => {
    await talk.say(talk.discord.alice, channelId, `${name}, show yourself.`);
    return talk.answers(channelId).find(({ author, avatarUrl }) => author === name && avatarUrl)?.avatarUrl;
  });
}

/** The addresses of all pictures in a panel. */
function thumbnails(post: Post): unknown[] {
  return [...JSON.stringify(post.components).matchAll(/"media":\{"url":"([^"]+)"/g)].map(([, url]) => url);
}

describe('an icon that is no PNG', () => {
  test('is the face on Discord and in /character show, and never at the address of an attachment', async () => {
    for (const [name, picture, ext] of [
      ['Webba', smallWebp, 'webp'],
      ['Jepha', await largeJpeg(700), 'jpeg'],
    ] as const) {
      const channelId = await imported(name, picture, ext);
      const face = await faceOf(name, channelId);
      assert.match(face, /\/emojis\/\d+\.png\?size=128$/);
      const panel = await talk.discord.alice.command('character show', { name }, { channelId }).reply();
      assert.deepEqual(thumbnails(panel), [face]);
    }
    const sent = JSON.stringify(talk.discord.requests.map(({ body }) => Object(body).avatar_url ?? ''));
    assert.doesNotMatch(sent, /attachments/);
  });

  test('is the face on the page, whole in its own kind and small as a thumbnail', async () => {
    const jpeg = await largeJpeg(700);
    await importOnPage(cardFile('Paige', jpeg, 'jpeg'));
    const { cast } = (await (await fetch(`${talk.app.url}/api/state`)).json()) as {
      cast: { id: string; name: string; portrait: boolean }[];
    };
    const paige = cast.find(({ name }) => name === 'Paige');
    assert.equal(paige?.portrait, true);
    const whole = await fetch(`${talk.app.url}/portraits/${paige.id}`);
    assert.equal(whole.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), Buffer.from(jpeg));
    const small = await fetch(`${talk.app.url}/portraits/${paige.id}?size=small`);
    assert.equal(small.headers.get('content-type'), 'image/png');
    assert.ok((await small.arrayBuffer()).byteLength < 10_000);
  });
});

async function importOnPage({ name, content }: { name: string; content: Uint8Array }): Promise<void> {
  const person = { id: 'traveller', name: 'Traveller' };
  const call = JSON.stringify({ line: `/character import ${name}`, channelId: 'tavern', person });
  const response = await fetch(`${talk.app.url}/api/commands/file?${new URLSearchParams({ call, name })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: talk.app.url },
    body: Uint8Array.from(content),
  });
  assert.equal(response.status, 200, await response.clone().text());
}
