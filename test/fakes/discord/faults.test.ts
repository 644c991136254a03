import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type DiscordAPIError, REST, Routes } from 'discord.js';
import { type FakeDiscord, startFakeDiscord } from './index.ts';

describe('troubles on the way', () => {
  let world: FakeDiscord;
  let rest: REST;

  beforeEach(async () => {
    world = await startFakeDiscord();
    rest = new REST({ api: world.api, version: '10', retries: 2 }).setToken(world.bot.token);
  });
  afterEach(() => world.close());
  const say = (content: string) =>
    rest.post(Routes.channelMessages(world.channels.text), { body: { content } });
  const texts = () => world.posts(world.channels.text).map(({ text }) => text);

  test('a 5xx is tried again by the client', async () => {
    const fault = world.faults.fail({ method: 'POST', path: '/messages', status: 502, times: 1 });
    await say('hello');
    assert.equal(fault.hits, 1);
    assert.deepEqual(texts(), ['hello']);
  });

  test('a lost answer was carried out all the same', async () => {
    world.faults.lose({ method: 'POST', path: /\/messages$/, times: 1 });
    const url = `${world.api}/v10${Routes.channelMessages(world.channels.text)}`;
    const headers = { authorization: `Bot ${world.bot.token}`, 'content-type': 'application/json' };
    await assert.rejects(fetch(url, { method: 'POST', headers, body: '{"content":"hello"}' }));
    assert.deepEqual(texts(), ['hello']);
  });

  test('a request that is cut is not carried out', async () => {
    world.faults.cut({ method: 'POST', after: 1, times: 1 });
    const url = `${world.api}/v10${Routes.channelMessages(world.channels.text)}`;
    const headers = { authorization: `Bot ${world.bot.token}`, 'content-type': 'application/json' };
    const send = () => fetch(url, { method: 'POST', headers, body: '{"content":"hello"}' });
    assert.equal((await send()).status, 200);
    await assert.rejects(send());
    assert.deepEqual(texts(), ['hello']);
  });

  test('a slow answer is slow', async () => {
    world.faults.slow({ path: '/messages', delayMs: 80 });
    const started = performance.now();
    await say('hello');
    assert.ok(performance.now() - started >= 75);
  });

  test('a refused route answers with the code that was set, until the fault is removed', async () => {
    const fault = world.faults.refuse({
      path: '/messages',
      status: 403,
      code: 50013,
      message: 'Missing Permissions',
    });
    await assert.rejects(say('x'), (error: DiscordAPIError) => error.code === 50013);
    fault.remove();
    await say('y');
    assert.deepEqual(texts(), ['y']);
  });

  test('a 429 that was set makes the client wait and try again', async () => {
    world.faults.limit({ path: '/messages', retryAfterMs: 1000, times: 1 });
    const started = performance.now();
    await say('patience');
    assert.ok(performance.now() - started >= 900);
    assert.deepEqual(texts(), ['patience']);
  });

  test('with rate limits on, the client keeps within them by the headers', async () => {
    world.rateLimits.on({ messages: { requests: 2, windowMs: 300 } });
    const started = performance.now();
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(say));
    assert.ok(performance.now() - started >= 550);
    assert.deepEqual(texts().sort(), ['a', 'b', 'c', 'd', 'e']);
  });

  test('who ignores the limits gets a 429 for the bucket, and a global one', async () => {
    world.rateLimits.on({
      messages: { requests: 1, windowMs: 60_000 },
      global: { requests: 3, windowMs: 60_000 },
    });
    const bucket = await raw(world.channels.text);
    assert.equal(bucket.status, 200);
    const second = await raw(world.channels.text);
    assert.equal(second.status, 429);
    assert.equal(second.headers.get('x-ratelimit-scope'), 'user');
    assert.ok(Number(second.headers.get('x-ratelimit-reset-after')) >= 59);
    assert.equal((await raw(world.channels.second)).status, 200);
    assert.equal((await raw(world.channels.voice)).status, 200);
    const third = await raw(world.alice.openDm(world.bot.id));
    assert.equal(third.headers.get('x-ratelimit-global'), 'true');
    assert.equal(((await third.json()) as { global: boolean }).global, true);
    assert.equal(world.rateLimits.refusals, 2);
  });

  function raw(channelId: string): Promise<Response> {
    return fetch(`${world.api}/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${world.bot.token}`, 'content-type': 'application/json' },
      body: '{"content":"x"}',
    });
  }
});
