import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ConfigError } from '../../src/core/errors.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';
import { startTestApp } from './harness.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { conversation: { replyTokens: 4_000 } } });
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
  talk.discord.faults.clear();
});
after(() => talk[Symbol.asyncDispose]());

const execution = { method: 'POST', path: /^\/webhooks\/\d+\/[^/]+$/, times: 1 };
const plainPost = { method: 'POST', path: /^\/channels\/\d+\/messages$/, times: 1 };

describe('Discord has trouble while an answer is posted: exactly one post', () => {
  const faults = {
    'a rate limit': () => talk.discord.faults.limit({ ...execution, retryAfterMs: 50 }),
    'a global rate limit': () => talk.discord.faults.limit({ ...execution, retryAfterMs: 50, global: true }),
    'an error of its own': () => talk.discord.faults.fail({ ...execution, status: 500 }),
    'a bad gateway': () => talk.discord.faults.fail({ ...execution, status: 502 }),
    'a connection cut before it is carried out': () => talk.discord.faults.cut(execution),
    'a connection cut after it is carried out': () => talk.discord.faults.lose(execution),
  };
  for (const [what, strike] of Object.entries(faults)) {
    test(what, async () => {
      const room = talk.room();
      const fault = strike();
      const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
      assert.equal(fault.hits, 1);
      assert.equal(receipt.outcome, 'answered', receipt.why);
      const answers = talk.answers(room);
      assert.equal(answers.length, 1);
      assert.deepEqual(receipt.answers[0]?.messageIds, [answers[0]?.id]);
    });
  }

  test('lost answers in the middle of a long one, in the same words twice', async () => {
    const room = talk.room();
    const line = `${'same '.repeat(360)}\n`;
    talk.openai.script({ text: line.repeat(4), chunkSize: 500 });
    talk.discord.faults.lose({ ...execution, after: 1, times: 2 });
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, repeat yourself');
    assert.equal(receipt.outcome, 'answered');
    const texts = talk.answers(room).map(({ text }) => text);
    assert.equal(
      texts
        .join(' ')
        .split(/\s+/)
        .filter((word) => word === 'same').length,
      1_440,
    );
  });

  test('in a direct conversation too', async () => {
    const cy = talk.person('cy');
    for (const strike of ['lose', 'cut'] as const) {
      const fault = talk.discord.faults[strike](plainPost);
      const post = cy.dm(talk.discord.bot.id, `hello ${strike}`);
      const receipt = await talk.receiptOf(post.id);
      assert.equal(fault.hits, 1);
      assert.equal(receipt.outcome, 'answered', receipt.why);
    }
    assert.equal(talk.answers(cy.openDm(talk.discord.bot.id)).length, 2);
  });

  test('when it cannot be seen whether it was carried out, it is reported and not repeated', async () => {
    const { discord } = talk;
    const room = talk.room();
    discord.setPermissions(room, discord.bot.id, { READ_MESSAGE_HISTORY: false });
    discord.faults.lose(execution);
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
    assert.equal(receipt.outcome, 'uncertain');
    assert.match(receipt.why, /cannot be read; it was not sent again/);
    assert.equal(talk.answers(room).length, 1);
  });

  test('when looking for it fails for a while, it is looked for again', async () => {
    const room = talk.room();
    const fault = talk.discord.faults.lose(execution);
    const path = `/channels/${room}/messages`;
    const looks = talk.discord.faults.fail({ method: 'GET', path, status: 503, times: 4 });
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
    assert.deepEqual([fault.hits, looks.hits], [1, 4]);
    assert.equal(receipt.outcome, 'answered', receipt.why);
    assert.equal(talk.answers(room).length, 1);
  });

  test('an error of its own that stays: what is seen not to be there was not delivered', async () => {
    const room = talk.room();
    const fault = talk.discord.faults.fail({ ...execution, status: 502, times: 100 });
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
    fault.remove();
    assert.equal(receipt.outcome, 'delivery-failed', receipt.why);
    assert.match(receipt.why, /Discord has trouble of its own \(502\)/);
  });

  test('trouble that stays is given up, and the next message is answered', async () => {
    const room = talk.room();
    const fault = talk.discord.faults.fail({ ...execution, status: 400, times: 100 });
    const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, hello');
    assert.equal(receipt.outcome, 'delivery-failed');
    fault.remove();
    assert.equal((await talk.say(talk.person('cy'), room, 'Ilde, again')).receipt.outcome, 'answered');
  });
});

describe('the connection to Discord breaks', () => {
  test('what is said while it is down is answered after it is resumed', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    discord.settings.acceptConnections = false;
    discord.dropSockets();
    const missed = cy.say(room, 'can you hear me?');
    discord.settings.acceptConnections = true;
    const receipt = await talk.app.receiptOf(missed.id);
    assert.equal(receipt.outcome, 'answered');
    assert.equal(talk.answers(room).length, 2);
  });

  test('so is what is said while the session is lost', async () => {
    const { discord } = talk;
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, hello');
    discord.settings.acceptConnections = false;
    discord.invalidateSessions();
    const missed = cy.say(room, 'can you hear me?');
    const elsewhere = cy.say(talk.room(), 'Rufus, and you?');
    discord.settings.acceptConnections = true;
    assert.equal((await talk.receiptOf(missed.id)).outcome, 'answered');
    assert.equal((await talk.receiptOf(elsewhere.id)).outcome, 'answered');
    assert.equal(talk.answers(room).length, 2);
  });

  test('a turn under way is finished meanwhile', async () => {
    const { discord } = talk;
    const room = talk.room();
    talk.openai.script({ text: 'Still here.', firstDelayMs: 100 });
    const post = talk.person('cy').say(room, 'Ilde, hello');
    await until('the model is asked', () => talk.asked('Ilde, hello')[0]);
    discord.dropSockets();
    assert.equal((await talk.receiptOf(post.id)).outcome, 'answered');
    assert.equal(talk.answers(room)[0]?.text, 'Still here.');
  });
});

describe('a token that Discord does not take', () => {
  test('stops the start with what to do about it, and is not shown', async () => {
    const token = `${talk.discord.bot.token.slice(0, -6)}wrongx`;
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: talk.discord.api, PORT: '0' };
    await assert.rejects(startTestApp({ env }), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /Reset it on https:\/\/discord\.com\/developers\/applications/);
      assert.ok(!error.message.includes(token));
      return true;
    });
  });
});
