import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Connected,
  connect,
  makeAdapter,
  postIn,
  until,
} from '../../../test/contracts/discord-world.ts';
import { startFakeDiscord } from '../../../test/fakes/discord/index.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import { largeJpeg, smallJpeg, smallWebp } from '../../../test/support/pictures.ts';
import type { Character } from '../../core/character.ts';
import { withPngTexts } from '../../lib/png-text.ts';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const otherPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKASe8zSAAAAABJRU5ErkJggg==',
  'base64',
);

const card = (portrait: Uint8Array) =>
  withPngTexts(portrait, [{ keyword: 'ccv3', text: 'x'.repeat(400_000) }]);
const mira = bareCharacter({ id: 'mira', name: 'Mira', portrait: async () => card(pixel) });

/** A character whose portrait is read anew each time, as from a file. */
function readAnew(): { character: Character; reads(): number } {
  let reads = 0;
  const portrait = async () => {
    reads += 1;
    return card(pixel);
  };
  const character = { ...bareCharacter({ id: 'mira', name: 'Mira' }), portrait };
  return { character, reads: () => reads };
}

const rufus = bareCharacter({
  id: 'rufus-the-very-long-name',
  name: 'Rufus',
  portrait: async () => card(otherPixel),
});

async function saidBy(connected: Connected, character = mira) {
  const { messageId } = await connected.adapter.platform.say(
    postIn(connected.world, 'Look at me.', { character }),
  );
  return connected.world.posts(connected.world.channels.text).find(({ id }) => id === messageId);
}

function emojisMade(connected: Connected): number {
  return connected.world.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/emojis'))
    .length;
}

describe('portraits on Discord', () => {
  test('are kept as emoji of the application, whose addresses Discord shows', async () => {
    await using first = await connect({ characters: [mira, rufus] });
    const { world } = first;
    await until('both emoji', () => world.app.emojis.size === 2);
    const post = await until('a face', async () => {
      const said = await saidBy(first);
      return said?.avatarUrl !== undefined && said;
    });
    const emoji = [...world.app.emojis.values()].find(({ name }) => name.startsWith('acore_mira_'));
    assert.equal(post.avatarUrl, `${world.base}/emojis/${emoji?.id}.png?size=128`);
    assert.deepEqual(emoji?.bytes, pixel);
    await first.stop();

    await using second = await connect({ world, characters: [mira, rufus] });
    await until('the face again', async () => (await saidBy(second))?.avatarUrl === post.avatarUrl);
    assert.equal(emojisMade(second), 2, 'a restart uploads nothing');
    const check = (await second.adapter.checks()).find(({ name }) => name === 'Portraits on Discord');
    assert.deepEqual(
      [check?.state, check?.says],
      ['ok', 'Portraits are kept as emoji of the application: 2 of 2.'],
    );
    await second.stop();
  });

  test('in JPEG and WEBP go as they are, in their own kind; what is too large is made a smaller PNG', async () => {
    const pictures = { mira: smallJpeg, rufus: smallWebp, orla: await largeJpeg(700) };
    const characters = Object.entries(pictures).map(([id, picture]) =>
      bareCharacter({ id, name: id, portrait: async () => picture }),
    );
    await using connected = await connect({ characters });
    const { world } = connected;
    await until('all emoji', () => world.app.emojis.size === 3);
    const kept = new Map(
      [...world.app.emojis.values()].map(({ name, bytes }) => [name.split('_')[1], bytes]),
    );
    assert.deepEqual(kept.get('mira'), smallJpeg);
    assert.deepEqual(kept.get('rufus'), smallWebp);
    const small = kept.get('orla') ?? Buffer.alloc(0);
    assert.equal(small.toString('latin1', 1, 4), 'PNG');
    assert.ok(small.length <= 256 * 1024);
    const uploads = world.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/emojis'),
    );
    const types = uploads.map(({ body }) => /^data:image\/(\w+);/.exec(String(Object(body).image))?.[1]);
    assert.deepEqual(types.sort(), ['jpeg', 'png', 'webp']);
  });

  test('that cannot be read are told by the check, with what to do', async () => {
    const broken = bareCharacter({
      id: 'orla',
      name: 'Orla',
      portrait: async () => Buffer.from('no picture'),
    });
    await using connected = await connect({ characters: [mira, broken] });
    await until('the emoji', () => connected.world.app.emojis.size === 1);
    const check = (await connected.adapter.checks()).find(({ name }) => name === 'Portraits on Discord');
    assert.equal(check?.state, 'warning');
    assert.match(check?.says ?? '', /1 of 2\. Those of Orla cannot be read/);
    assert.match(check?.fix ?? '', /PNG.*JPEG or WEBP/);
  });

  test('are read once, not for every post', async () => {
    const { character, reads } = readAnew();
    await using connected = await connect({ characters: [character] });
    await until('the face', async () => (await saidBy(connected, character))?.avatarUrl);
    const before = reads();
    for (let count = 0; count < 5; count += 1) assert.ok((await saidBy(connected, character))?.avatarUrl);
    assert.deepEqual([before, reads()], [1, 1]);
  });

  test('are taken away when their character is gone, and other emoji are left alone', async () => {
    await using first = await connect({ characters: [mira, rufus] });
    const { world } = first;
    await until('both emoji', () => world.app.emojis.size === 2);
    await first.stop();
    const [someId = ''] = world.app.emojis.keys();
    const own = world.app.emojis.get(someId);
    assert.ok(own !== undefined);
    world.app.emojis.set('1', { ...own, id: '1', name: 'acore_smile' });
    await using _second = await connect({ world, characters: [rufus] });
    await until('one is gone', () => world.app.emojis.size === 2);
    const names = [...world.app.emojis.values()].map(({ name }) => name).sort();
    assert.match(names.join(' '), /^acore_rufus_\w+ acore_smile$/);
  });

  test('are replaced when the picture changes', async () => {
    await using first = await connect({ characters: [mira] });
    const { world } = first;
    await until('the emoji', () => world.app.emojis.size === 1);
    await first.stop();
    const [old] = world.app.emojis.keys();
    const changed = { ...mira, portrait: async () => card(otherPixel) };
    await using second = await connect({ world, characters: [changed] });
    await until(
      'another emoji instead',
      () => world.app.emojis.size === 1 && !world.app.emojis.has(old ?? ''),
    );
    assert.deepEqual([...world.app.emojis.values()][0]?.bytes, otherPixel);
    await second.stop();
  });

  test('are the pictures of webhooks where emoji do not work', async () => {
    const world = await startFakeDiscord();
    world.faults.refuse({ path: '/emojis', status: 403, code: 50001, message: 'Missing Access' });
    await using connected = await connect({ world, characters: [mira, rufus] });
    const faces = await until('both faces', async () => {
      const posts = [await saidBy(connected), await saidBy(connected, rufus)];
      return posts.every((post) => post?.avatar) && posts;
    });
    assert.deepEqual(
      faces.map((post) => post?.author),
      ['Mira', 'Rufus'],
    );
    assert.equal(new Set(faces.map((post) => post?.webhookId)).size, 2);
    const check = (await connected.adapter.checks()).find(({ name }) => name === 'Portraits on Discord');
    assert.equal(check?.state, 'warning');
    assert.match(check?.says ?? '', /pictures of webhooks/);
    await connected.stop();
    await world.close();
  });

  test('are the pictures of webhooks where there is no room for emoji, and the check says so', async () => {
    const world = await startFakeDiscord();
    const full = { code: 30008, message: 'Maximum number of emojis reached (2000)' };
    world.faults.refuse({ method: 'POST', path: /\/emojis$/, status: 400, ...full });
    await using connected = await connect({ world, characters: [mira] });
    await until('a face of its own', async () => {
      const said = await saidBy(connected);
      return said?.avatarUrl === undefined && Boolean(said?.avatar);
    });
    const check = (await connected.adapter.checks()).find(({ name }) => name === 'Portraits on Discord');
    assert.equal(check?.state, 'warning');
    assert.match(check?.says ?? '', /0 of 1.*pictures of webhooks/);
    await connected.stop();
    await world.close();
  });

  test('stay emoji when Discord has trouble for a moment, even if an answer was lost', async () => {
    const world = await startFakeDiscord();
    const upload = { method: 'POST', path: /\/emojis$/, times: 1 };
    world.faults.fail({ ...upload, status: 503 });
    world.faults.lose({ ...upload, after: 1 });
    await using connected = await connect({ world, characters: [mira] });
    const post = await until('a face', async () => {
      const said = await saidBy(connected);
      return said?.avatarUrl !== undefined && said;
    });
    assert.match(post.avatarUrl ?? '', /\/emojis\//);
    assert.equal(world.app.emojis.size, 1);
    await connected.stop();
    await world.close();
  });

  test('can be the pictures of webhooks by choice, within the limit of a channel', async () => {
    const world = await startFakeDiscord();
    for (let index = 0; index < 14; index += 1)
      world.alice.createWebhook(world.channels.text, `Other ${index}`);
    const settings = { portraits: 'webhooks' as const };
    await using connected = await connect({ world, characters: [mira, rufus], settings });
    await until('a face', async () => (await saidBy(connected))?.avatar);
    const second = await saidBy(connected, rufus);
    assert.equal(second?.author, 'Rufus');
    assert.ok(second?.webhookId !== undefined);
    assert.match(second?.avatarUrl ?? '', /embed\/avatars/, 'nobody wears the face of another');
    assert.equal(emojisMade(connected), 0);
    await connected.stop();
    await world.close();
  });

  test('can be left out', async () => {
    await using connected = await connect({ characters: [mira], settings: { portraits: 'none' } });
    assert.equal((await saidBy(connected))?.avatarUrl, undefined);
    assert.equal(emojisMade(connected), 0);
  });

  test('never hold up a start or a reply', async () => {
    const world = await startFakeDiscord();
    world.faults.slow({ path: '/emojis', delayMs: 10_000 });
    const own = makeAdapter(world, { characters: [mira] });
    assert.equal(own.adapter.state(), 'off');
    const begun = performance.now();
    await using connected = await connect({ world, characters: [mira] });
    await saidBy(connected);
    assert.ok(performance.now() - begun < 10_000);
    await connected.stop();
    await world.close();
  });
});
