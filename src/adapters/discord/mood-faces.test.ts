import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Connected, connect, postIn, until } from '../../../test/contracts/discord-world.ts';
import { type FakeDiscord, startFakeDiscord } from '../../../test/fakes/discord/index.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import { pngOf } from '../../../test/support/pictures.ts';
import type { Character, CharacterAsset } from '../../core/character.ts';
import { type Mood, moods } from '../../core/mood.ts';

const icon = pngOf(4, [1, 1, 1]);
const colourOf = (mood: string) => pngOf(4, [2, mood.length, mood.charCodeAt(0)]);

function emotion(name: string, bytes: Uint8Array = colourOf(name)): CharacterAsset {
  return { type: 'emotion', name, ext: 'png', picture: async () => bytes };
}

function mira(...assets: CharacterAsset[]): Character {
  return bareCharacter({ id: 'mira', name: 'Mira', portrait: async () => icon, assets });
}

async function said(connected: Connected, character: Character, mood?: Mood) {
  const { world, adapter } = connected;
  const { messageId } = await adapter.platform.say(
    postIn(world, 'Look at me.', { character, ...(mood && { mood }) }),
  );
  return world.posts(world.channels.text).find(({ id }) => id === messageId);
}

/** The picture at the address of a post's face. */
function pictureOf(world: FakeDiscord, url: string | undefined): Buffer | undefined {
  const id = /\/emojis\/(\d+)\.png/.exec(url ?? '')?.[1];
  return world.app.emojis.get(id ?? '')?.bytes;
}

async function facedBy(connected: Connected, character: Character, mood: Mood | undefined, wanted: Buffer) {
  return await until(`the face for ${mood}`, async () => {
    const post = await said(connected, character, mood);
    return pictureOf(connected.world, post?.avatarUrl)?.equals(wanted) && post;
  });
}

function uploads({ world }: Connected): number {
  return world.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/emojis')).length;
}

describe('faces of moods on Discord', () => {
  test('follow the mood; the icon is worn until one is there, and where there is none', async () => {
    const character = mira(emotion('happy'), emotion('angry'));
    await using first = await connect({ characters: [character] });
    const { world } = first;
    await facedBy(first, character, undefined, icon);
    assert.equal(world.app.emojis.size, 1, 'nothing is kept before it is shown');
    const early = await said(first, character, 'joy');
    assert.deepEqual(pictureOf(world, early?.avatarUrl), icon);
    await facedBy(first, character, 'joy', colourOf('happy'));
    await facedBy(first, character, 'amusement', colourOf('happy'));
    await facedBy(first, character, 'annoyance', colourOf('angry'));
    await facedBy(first, character, 'surprise', icon);
    await facedBy(first, character, 'neutral', icon);
    assert.equal(uploads(first), 3);
    const check = (await first.adapter.checks()).find(({ name }) => name === 'Portraits on Discord');
    assert.match(check?.says ?? '', /1 of 1, and 2 of moods\./);
    await first.stop();

    await using second = await connect({ world, characters: [character] });
    await until('the emoji are known', async () => (await said(second, character, 'joy'))?.avatarUrl);
    await facedBy(second, character, 'joy', colourOf('happy'));
    assert.equal(uploads(second), 3, 'a restart uploads nothing');
    await second.stop();

    const changed = mira(emotion('happy', pngOf(4, [9, 9, 9])));
    await using third = await connect({ world, characters: [changed] });
    await until('the picture that is gone is taken away', () => world.app.emojis.size === 2);
    await facedBy(third, changed, 'joy', pngOf(4, [9, 9, 9]));
    assert.equal(world.app.emojis.size, 2, 'the new one is there instead of the old');
    const sent = JSON.stringify(world.requests.map(({ body }) => Object(body).avatar_url ?? ''));
    assert.doesNotMatch(sent, /attachments/);
    await third.stop();
  });

  test('give way to others when there is no room, the one not shown for longest first, and icons never do', async () => {
    const world = await startFakeDiscord();
    const foreign = 2_000 - 100 - 3;
    const character = mira(emotion('happy'), emotion('angry'), emotion('sad'));
    await using connected = await connect({ world, characters: [character] });
    await facedBy(connected, character, undefined, icon);
    const [own] = world.app.emojis.values();
    assert.ok(own !== undefined);
    await connected.stop();
    for (let index = 0; index < foreign; index += 1)
      world.app.emojis.set(String(index + 1), { ...own, id: String(index + 1), name: `other_${index}` });
    await using again = await connect({ world, characters: [character] });
    await facedBy(again, character, 'joy', colourOf('happy'));
    await facedBy(again, character, 'anger', colourOf('angry'));
    await facedBy(again, character, 'joy', colourOf('happy'));
    await facedBy(again, character, 'sadness', colourOf('sad'));
    const kept = [...world.app.emojis.values()].map(({ bytes }) => bytes);
    const has = (wanted: Buffer) => kept.some((bytes) => bytes.equals(wanted));
    assert.deepEqual(
      [has(icon), has(colourOf('happy')), has(colourOf('angry')), has(colourOf('sad'))],
      [true, true, false, true],
    );
    assert.equal(world.app.emojis.size, 2_000 - 100);
    await again.stop();
    await world.close();
  });

  test('that cannot be read, or that Discord refuses, leave the icon and are not tried with every post', async () => {
    let reads = 0;
    const broken: CharacterAsset = {
      ...emotion('happy'),
      picture: async () => {
        reads += 1;
        return undefined;
      },
    };
    const character = mira(broken, emotion('angry'));
    const world = await startFakeDiscord();
    await using connected = await connect({ world, characters: [character] });
    await facedBy(connected, character, undefined, icon);
    for (let count = 0; count < 5; count += 1) await facedBy(connected, character, 'joy', icon);
    assert.equal(reads, 1);
    world.faults.refuse({ method: 'POST', path: /\/emojis$/, status: 400, code: 30008, message: 'Full' });
    const before = uploads(connected);
    for (let count = 0; count < 5; count += 1) await facedBy(connected, character, 'anger', icon);
    await until('it was tried', () => uploads(connected) > before);
    for (let count = 0; count < 5; count += 1) await facedBy(connected, character, 'anger', icon);
    assert.equal(uploads(connected), before + 1);
    await connected.stop();
    await world.close();
  });

  test('have names that Discord takes, each mood its own', async () => {
    const names = moods.map((mood) => emotion(mood));
    const character = { ...mira(...names), id: 'a-very-long-name~of-an-imported-one' };
    await using connected = await connect({ characters: [character] });
    for (const mood of moods.slice(0, 4)) await facedBy(connected, character, mood, colourOf(mood));
    assert.equal(connected.world.app.emojis.size, 5);
    await connected.stop();
  });
});
