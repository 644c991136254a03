import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { promptText } from '../fakes/model-script.ts';
import { startWorld } from './harness.ts';

let world: Awaited<ReturnType<typeof startWorld>>;

before(async () => {
  world = await startWorld();
});
after(() => world[Symbol.asyncDispose]());

describe('a server with characters', () => {
  test('a character that is named answers in its own name and face', async () => {
    const { discord, openai } = world.fakes;
    openai.script('The oven is warm.');
    const asked = await discord.alice.say(discord.channels.text, 'Ilde, where are we going?');
    const post = await discord.waitForPost(discord.channels.text, ({ text }) => text === 'The oven is warm.');
    assert.equal(post.author, 'Ilde');
    const receipt = await world.receiptOf(asked.id);
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.model, 'openai/test-model');
    const prompt = promptText(openai.requests.at(-1)?.body ?? {});
    assert.match(prompt, /You are Ilde/);
    assert.match(prompt, /: Ilde, where are we going\?/);
  });
});
