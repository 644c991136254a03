import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Receipt } from '../../src/core/receipt.ts';
import type { Post } from '../fakes/index.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

type Shown = Record<string, unknown>;

function componentsOf(components: readonly Shown[]): Shown[] {
  return components.flatMap((one) => [one, ...componentsOf((one['components'] ?? []) as Shown[])]);
}

/** Presses the button of this label under a post, as the owner of the server. */
async function press(post: Post, label: string): Promise<Post> {
  const button = componentsOf(post.components).find((one) => one['label'] === label);
  return await talk.discord.alice.click(post.id, String(button?.['custom_id'])).reply();
}

test('what a command changed is taken back by its button, in another run of Acore as well', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  const outcome = async (text: string) => (await talk.say(alice, place.channelId, text)).receipt.outcome;
  const muted = await alice.command('mute', {}, place).reply();
  const mode = await alice.command('channel mode', { mode: 'off' }, place).reply();
  const away = await alice.command('character off', { name: 'Ilde' }, place).reply();
  assert.notEqual(await outcome('Ilde?'), 'answered');
  await talk.stop();
  await talk.start();
  assert.match((await press(muted, 'Unmute')).text, /may speak in .* again/);
  assert.match((await press(mode, 'Undo')).text, /follows the general setting again/);
  assert.notEqual(await outcome('Ilde?'), 'answered');
  assert.match(JSON.stringify((await press(away, 'Undo')).components), /Ilde may speak here again/);
  assert.equal(await outcome('Ilde?'), 'answered');
  assert.ok(talk.logged().every((line) => !line.includes('button is left out')));
});

test('those who manage a server get the whole receipt as a file; nobody else sees it or may ask for it', async () => {
  const { alice } = talk.discord;
  const channelId = talk.room();
  const bob = talk.person('bo');
  const { post } = await talk.say(bob, channelId, 'Ilde, good day.');
  const refused = await bob.command('why', { message: post.id, full: true }, { channelId }).reply();
  assert.match(refused.text, /for those who manage a server/);
  const why = await alice.command('why', { message: post.id }, { channelId }).reply();
  const whole = await press(why, 'Whole receipt');
  assert.equal(whole.onlyFor, alice.id);
  const receipt = JSON.parse(whole.files[0]?.bytes.toString() ?? '') as Receipt;
  assert.equal(receipt.messageId, post.id);
  assert.ok(receipt.answers[0]?.prompt.some(({ text }) => text.includes('good day')));
});

test('the panel of what is kept leads to what characters know, where it can be put right', async () => {
  const { alice } = talk.discord;
  const place = { channelId: talk.room() };
  await alice.command('memory learning', { state: 'on' }, place).reply();
  await talk.say(alice, place.channelId, 'Ilde, I live in Zqbergen.');
  await talk.app.app.conversation.idle();
  const panel = await alice.command('privacy show', {}, place).reply();
  assert.match(panel.text, /\/memory edit corrects a fact/);
  const known = await press(panel, 'What is known');
  assert.match(known.text, /lives in Zqbergen/);
  assert.equal(known.onlyFor, alice.id);
});
