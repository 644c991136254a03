import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { ModelRequest } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk } from './discord-talk.ts';

const pip = {
  name: 'Pip',
  description: 'Pip is a jester.',
  extensions: { acore: { framework: 'chaotic' } },
};
const olm = { name: 'Olm', description: 'Olm digs.', extensions: {} };

let talk: Talk;

before(async () => {
  talk = await startTalk({ cards: { pip, olm } });
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

/** The last request about a text: what the model was told, and how it was to speak. */
function askedAbout(text: string) {
  const request: ModelRequest | undefined = talk.asked(text).at(-1);
  assert.ok(request);
  const { temperature, max_tokens: maxTokens } = request.body;
  return { prompt: promptText(request.body), temperature, maxTokens };
}

describe('frameworks', () => {
  test('the model sees the text of the framework that a card names, its temperature and its length', async () => {
    const cy = talk.person('cy');
    const { receipt } = await talk.say(cy, talk.room(), 'Pip, where is the kettle?');
    const { prompt, temperature, maxTokens } = askedAbout('kettle');
    assert.match(prompt, /How Pip goes about a talk[\s\S]*Be a pleasant surprise/);
    assert.deepEqual([temperature, maxTokens], [1.2, 200]);
    assert.deepEqual(receipt.answers[0]?.manner, {
      mix: [{ name: 'chaotic', share: 1, because: 'the card names it' }],
      temperature: 1.2,
      replyTokens: 200,
    });
  });

  test('a card without one changes nothing', async () => {
    const { receipt } = await talk.say(talk.person('cy'), talk.room(), 'Olm, where is the spade?');
    const { prompt, temperature, maxTokens } = askedAbout('spade');
    assert.doesNotMatch(prompt, /goes about a talk/);
    assert.deepEqual([temperature, maxTokens], [0.8, 500]);
    assert.equal(receipt.answers[0]?.manner, undefined);
  });

  test('somebody needs comfort: caring is mixed in, stays for a while, and why tells it', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'Pip, I am so lonely since the move');
    const first = askedAbout('the move');
    assert.match(first.prompt, /You are Pip[\s\S]*Be a pleasant surprise/);
    assert.match(first.prompt, /somebody needs comfort[\s\S]*Put the person before the subject/);
    assert.deepEqual([first.temperature, first.maxTokens], [0.85, 340]);
    const why = await cy.contextMenu('Why?', post.id).reply();
    const told = why.text === '' ? JSON.stringify(why.components) : why.text;
    assert.match(told, /chaotic 30 % \(the card names it\), caring 70 % \(the talk is about support\)/);
    assert.match(told, /temperature 0\.85, at most 340 tokens/);
    await talk.say(cy, room, 'Pip, it rains here');
    assert.equal(askedAbout('it rains').temperature, 0.85);
  });

  test('a channel chooses another one, and forgets it', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const run = (name: string, options: Record<string, string>) =>
      talk.discord.alice.command(name, options, { channelId: room }).reply();
    await run('framework use', { name: 'assistant', character: 'Olm' });
    await talk.say(cy, room, 'Olm, how deep is the lake?');
    assert.match(askedAbout('the lake').prompt, /Be of use/);
    assert.equal(askedAbout('the lake').temperature, 0.5);
    assert.match((await run('framework list', {})).text, /Olm: \*\*assistant\*\* \(it was chosen here\)/);
    await run('framework clear', {});
    await talk.say(cy, room, 'Olm, and the well?');
    assert.equal(askedAbout('the well').temperature, 0.8);
  });

  test('who may not manage the server may look and not choose', async () => {
    const bob = talk.discord.bob;
    const room = talk.room();
    const refused = await bob.command('framework use', { name: 'caring' }, { channelId: room }).reply();
    assert.match(refused.text === '' ? JSON.stringify(refused.components) : refused.text, /Manage Server/);
  });
});
