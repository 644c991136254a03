import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { joinLine } from './discord/outsider.ts';
import { isJson, type Json } from './http.ts';
import { type Fakes, startFakes } from './index.ts';

describe('the fakes, steered from outside', () => {
  let fakes: Fakes;
  before(async () => {
    fakes = await startFakes();
  });
  after(() => fakes.close());

  async function tell(base: string, method: string, path: string, body?: unknown): Promise<Json> {
    const response = await fetch(new URL(`/fake/${path}`, base), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, ...(isJson(value) ? value : { list: value }) };
  }

  const discord = (method: string, path: string, body?: unknown) =>
    tell(fakes.discord.base, method, path, body);

  const say = () =>
    fetch(`${fakes.discord.api}/v10/channels/${fakes.discord.channels.text}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${fakes.discord.bot.token}`, 'content-type': 'application/json' },
      body: '{"content":"hello"}',
    });

  test('faults strike as often as they were asked to', async () => {
    await discord('POST', 'faults', { kind: 'fail', path: '/messages', status: 502, times: 1 });
    await discord('POST', 'faults', {
      kind: 'limit',
      path: '/messages',
      retryAfterMs: 1500,
      after: 1,
      times: 1,
    });
    assert.equal((await say()).status, 502);
    const limited = await say();
    assert.equal(limited.status, 429);
    assert.equal(limited.headers.get('retry-after'), '2');
    assert.equal(((await limited.json()) as Json)['retry_after'], 1.5);
    await discord('POST', 'faults', { kind: 'cut', pattern: '/messages$' });
    await assert.rejects(say());
    await discord('DELETE', 'faults');
    assert.equal((await say()).status, 200);
  });

  test('rate limits are switched on with headers for each bucket', async () => {
    await discord('POST', 'rate-limits', { messages: { requests: 2, windowMs: 60_000 } });
    const first = await say();
    assert.equal(first.headers.get('x-ratelimit-limit'), '2');
    assert.equal(first.headers.get('x-ratelimit-remaining'), '1');
    assert.match(String(first.headers.get('x-ratelimit-bucket')), /^[0-9a-f]+$/);
    await say();
    const third = await say();
    assert.equal(third.status, 429);
    assert.equal(third.headers.get('x-ratelimit-scope'), 'user');
    assert.equal(third.headers.get('x-ratelimit-limit'), '2');
    assert.equal((await discord('GET', 'rate-limits'))['refusals'], 1);
    await discord('DELETE', 'rate-limits');
    assert.equal((await say()).status, 200);
  });

  test('connections are dropped, sessions ended, settings changed, people added', async () => {
    const line = await joinLine(fakes.discord.api, fakes.discord.alice.token);
    await discord('POST', 'gateway/reconnect');
    await line.packet(({ op }) => op === 7);
    await discord('POST', 'gateway/invalidate?resumable=true');
    assert.equal((await line.packet(({ op }) => op === 9))['d'], true);
    await discord('POST', 'gateway/drop');
    assert.equal(await line.closed(), 1006);
    assert.equal((await discord('PATCH', 'settings', { answerWithinMs: 50 }))['status'], 204);
    assert.equal((await discord('GET', 'settings'))['answerWithinMs'], 50);
    const carol = await discord('POST', 'members', { name: 'carol', nick: 'Caro' });
    const me = await fetch(`${fakes.discord.api}/v10/users/@me`, {
      headers: { authorization: String(carol['token']) },
    });
    assert.equal(((await me.json()) as Json)['username'], 'carol');
    const posts = (await discord('GET', `posts/${fakes.discord.channels.text}`))['list'];
    assert.ok(Array.isArray(posts) && posts.length > 0);
  });

  test('what makes no sense is refused in a sentence', async () => {
    for (const [method, path, body] of [
      ['POST', 'faults', { kind: 'flood' }],
      ['PATCH', 'settings', { answerWithinMs: 'soon' }],
      ['GET', 'nothing', undefined],
      ['POST', 'members', {}],
    ] as const) {
      const { status, error } = await discord(method, path, body);
      assert.equal(status, 400);
      assert.match(String(error), /\.$/);
    }
  });

  for (const name of ['openai', 'ollama'] as const) {
    test(`the fake ${name} is scripted, and shows what it was asked`, async () => {
      const { base } = fakes[name];
      await tell(base, 'POST', 'script', [
        { text: 'scripted' },
        { error: { status: 500, body: { error: 'x' } } },
      ]);
      assert.match(await (await chat(name)).text(), /scripted/);
      assert.equal((await chat(name)).status, 500);
      await tell(base, 'POST', 'respond', { text: 'always' });
      assert.match(await (await chat(name)).text(), /always/);
      const requests = (await tell(base, 'GET', 'requests'))['list'] as Json[];
      assert.equal((requests[0]?.['body'] as Json | undefined)?.['model'], 'llama3.2:latest');
      const [named] = (await tell(base, 'GET', 'errors'))['list'] as string[];
      assert.equal((await tell(base, 'POST', 'script', { error: named }))['status'], 204);
      assert.ok((await chat(name)).status >= 400);
      await tell(base, 'POST', 'script', { text: 'never whole', cutAfter: 1 });
      await assert.rejects(chat(name).then((response) => response.text()));
      const refused = await tell(base, 'POST', 'script', { txt: 'x' });
      assert.match(String(refused['error']), /has no txt/);
      await tell(base, 'POST', 'reset');
      assert.match(await (await chat(name)).text(), /You said/);
    });
  }

  function chat(name: 'openai' | 'ollama'): Promise<Response> {
    const path = name === 'openai' ? '/chat/completions' : '/api/chat';
    return fetch(fakes[name].base + path, {
      method: 'POST',
      body: JSON.stringify({
        model: 'llama3.2:latest',
        stream: true,
        messages: [{ role: 'user', content: 'hi' }],
      }),
    });
  }
});
