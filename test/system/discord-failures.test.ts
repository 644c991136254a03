import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { settingPaths } from '../../src/config/index.ts';
import type { ModelFailure } from '../../src/core/errors.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import { type ModelScript, openaiErrors } from '../fakes/index.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

const secret = 'sk-very-secret';
const retry = { times: 1, wait: '10ms' };
/** Only where a model is to be too slow: on a busy machine every other one would be too. */
const impatient = { retry, timeout: { firstToken: '200ms', stall: '200ms' } };

type Case = [ModelFailure, string, ModelScript, RegExp];

const failures: Case[] = [
  ['auth', 'a wrong key', { error: openaiErrors.auth() }, /does not accept the key; set OPENAI_API_KEY/],
  ['quota', 'no credit', { error: openaiErrors.quota() }, /credit is used up/],
  [
    'rate-limit',
    'a rate limit that asks for a long pause',
    { error: openaiErrors.rateLimit(60) },
    /too many requests.*model\.fallbacks/,
  ],
  [
    'context-too-long',
    'a prompt that is too long whatever is left out',
    { error: openaiErrors.contextLength() },
    /lower model\.contextTokens/,
  ],
  ['model-missing', 'a missing model', { error: openaiErrors.modelMissing() }, /model\.use/],
  ['server', 'a failing server', { error: openaiErrors.server() }, /failed on its side/],
  ['server', 'a page instead of an answer', { error: openaiErrors.notJson() }, /failed on its side/],
  ['network', 'a stream that is cut', { text: 'half an answer, then', cutAfter: 2 }, /broke off/],
];

const silences: Case[] = [
  ['timeout', 'no first word', { text: 'never', stallAfter: 0 }, /took too long.*model\.timeout/],
  ['timeout', 'a stall in the middle', { text: 'half an answer, then', stallAfter: 2 }, /took too long/],
];

function assertNothingRaw(receipt: Receipt, room: string): void {
  const raw = /sk-wrong|platform\.openai|server_error|<html>|at .*\.ts:\d+|Error:|insufficient_quota/;
  const shown = [JSON.stringify(receipt), ...talk.answers(room).map(({ text }) => text), ...talk.logged()];
  for (const text of shown) {
    assert.doesNotMatch(text, raw);
    assert.ok(!text.includes(secret));
  }
}

async function restart(settings?: Parameters<Talk['start']>[0]): Promise<void> {
  talk.openai.reset();
  await talk.stop();
  await talk.start(settings);
}

function testFailure([failure, what, script, sentence]: Case): void {
  test(`by ${what}: the receipt has the class and a remedy, the channel stays quiet`, async () => {
    talk.openai.respondWith(() => script);
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, are you there?');
    assert.equal(receipt.outcome, 'model-unavailable');
    assert.equal(receipt.failure, failure);
    assert.match(receipt.why, sentence);
    assert.equal(receipt.remedy?.setting, 'model.understudyWhenDown');
    assert.ok(settingPaths().includes(receipt.remedy.setting));
    assert.deepEqual(talk.answers(room), []);
    assertNothingRaw(receipt, room);
  });
}

describe('the model fails, and no understudy is wanted', () => {
  before(async () => {
    talk = await startTalk({
      settings: { model: { retry, understudyWhenDown: false } },
      env: { OPENAI_API_KEY: secret },
    });
  });
  beforeEach(() => talk.openai.reset());
  after(() => talk[Symbol.asyncDispose]());

  for (const one of failures) testFailure(one);

  test('a short rate limit and a hiccup are waited for', async () => {
    await talk.say(talk.person('cy'), talk.room(), 'Ilde, are you well again?');
    talk.openai.script({ error: openaiErrors.rateLimit(0) }, 'There.');
    const { receipt } = await talk.say(talk.person('cy'), talk.room(), 'Ilde?');
    assert.equal(receipt.outcome, 'answered');
    talk.openai.script({ error: openaiErrors.overloaded() }, 'Again.');
    const room = talk.room();
    await talk.say(talk.person('cy'), room, 'Ilde?');
    assert.equal(talk.answers(room)[0]?.text, 'Again.');
  });

  test('a broken piece in the stream is left out', async () => {
    talk.openai.script({ text: 'one two three four five', chunkSize: 4, malformedAfter: 2 });
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, count');
    assert.equal(talk.answers(room)[0]?.text, 'one two three four five');
    assertNothingRaw(receipt, room);
  });

  test('content that is refused has a receipt of its own, and is not asked for again', async () => {
    for (const script of [
      { error: openaiErrors.refused() },
      { text: '', finishReason: 'content_filter' },
    ] satisfies ModelScript[]) {
      talk.openai.reset();
      talk.openai.respondWith(() => script);
      const room = talk.room();
      const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, say something bad');
      assert.equal(receipt.outcome, 'refused');
      assert.deepEqual(talk.answers(room), []);
      assert.equal(talk.openai.requests.length, 1);
      assertNothingRaw(receipt, room);
    }
  });

  test('an answer that was only thought says which setting gives it room', async () => {
    talk.openai.script({ text: '', reasoning: 'Hm. Hm.', finishReason: 'length' });
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, think hard');
    assert.equal(receipt.outcome, 'refused');
    assert.equal(receipt.remedy?.setting, 'conversation.replyTokens');
    assertNothingRaw(receipt, room);
  });

  test('for one of two characters: the other answers, and the receipt tells of both', async () => {
    talk.openai.script({ error: openaiErrors.auth() });
    talk.openai.respondWith(() => 'I am.');
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde and Rufus, who is here?');
    assert.deepEqual(
      talk.answers(room).map(({ author }) => author),
      ['Rufus'],
    );
    assert.equal(receipt.outcome, 'answered');
    assert.match(receipt.why, /not completely: .*does not accept the key/);
  });
});

describe('the model is silent, and no understudy is wanted', () => {
  before(async () => {
    talk = await startTalk({ settings: { model: { ...impatient, understudyWhenDown: false } } });
  });
  after(() => talk[Symbol.asyncDispose]());

  for (const one of silences) testFailure(one);
});

describe('the model takes longer than a turn may', () => {
  before(async () => {
    talk = await startTalk({
      settings: { model: { understudyWhenDown: false }, conversation: { turnDeadline: '800ms' } },
    });
  });
  after(() => talk[Symbol.asyncDispose]());

  test('the turn is given up and says so; typing was shown for just as long', async () => {
    const { openai, discord } = talk;
    openai.respondWith(() => ({ text: 'slowly', stallAfter: 0 }));
    const room = talk.room();
    const typed = () => discord.typing.filter(({ channelId }) => channelId === room).length;
    const post = talk.person('cy').say(room, 'Ilde?');
    await until('typing is shown', () => typed() > 0);
    const receipt = await talk.receiptOf(post.id);
    assert.deepEqual([receipt.outcome, receipt.failure], ['model-unavailable', 'timeout']);
    assert.match(receipt.why, /within 0\.8 seconds \(conversation\.turnDeadline\)/);
    await until('the model is let go', () => openai.requests[0]?.aborted);
    assert.equal(typed(), 1);
  });
});

describe('the model fails, and the understudy may speak', () => {
  before(async () => {
    talk = await startTalk({ settings: { model: { retry } }, env: { OPENAI_API_KEY: secret } });
  });
  after(() => talk[Symbol.asyncDispose]());

  const cases = failures.filter(([failure]) => failure !== 'context-too-long');
  for (const [failure, what, script] of [...cases, ...silences]) {
    test(`by ${what}: the understudy answers and the receipt says so`, async () => {
      if (failure === 'timeout') await restart({ model: impatient });
      talk.openai.respondWith(() => script);
      const room = talk.room();
      const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, are you there?');
      assert.equal(receipt.outcome, 'answered', receipt.why);
      assert.deepEqual([receipt.answers[0]?.standIn, receipt.answers[0]?.model], [true, 'understudy']);
      assert.match(receipt.answers[0]?.standInBecause ?? '', /;/);
      const answers = talk.answers(room);
      assert.equal(answers.length, 1);
      assert.doesNotMatch(answers[0]?.text ?? '', /half an/);
      assertNothingRaw(receipt, room);
      await restart();
    });
  }

  test('an answer that broke off once is asked for again, and nothing of the first is left', async () => {
    talk.openai.script({ text: 'half an answer, then', cutAfter: 2 }, 'A whole answer.');
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde?');
    assert.equal(receipt.answers[0]?.standIn, false);
    assert.deepEqual(
      talk.answers(room).map(({ text }) => text),
      ['A whole answer.'],
    );
  });

  test('when the model is back, it speaks again', async () => {
    talk.openai.script({ error: openaiErrors.auth() });
    const cy = talk.person('cy');
    const room = talk.room();
    const first = await talk.say(cy, room, 'Ilde, are you there?');
    assert.equal(first.receipt.answers[0]?.standIn, true);
    const second = await talk.say(cy, room, 'and now?');
    assert.deepEqual(
      [second.receipt.answers[0]?.standIn, second.receipt.answers[0]?.model],
      [false, 'openai/test-model'],
    );
  });
});
