import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { ConfigError } from '../../src/core/errors.ts';
import { startTestApp, type TestApp } from './harness.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  text: string;
}

/** A bare request: every header is as given, the Host above all. */
function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request(url, { method: options.method ?? 'GET', headers: options.headers }, (response) => {
    const stream = response.headers['content-type']?.startsWith('text/event-stream');
    const parts: Buffer[] = [];
    const done = () => {
      const body = Buffer.concat(parts);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
    };
    response.on('data', (part: Buffer) => {
      parts.push(part);
      if (stream) asked.destroy();
    });
    response.on('end', done);
    response.on('close', done);
  });
  asked.on('error', reject);
  asked.end(options.body);
  return promise;
}

const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ channelId: 'tavern', person: { id: 'p', name: 'Ada' }, text: 'hello' });

describe('the page without a password', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ env: { PORT: '0' } });
  });
  after(() => app[Symbol.asyncDispose]());

  test('GET / is the page itself, with a policy that lets in no inline script but the import map', async () => {
    const page = await ask(app.url);
    assert.equal(page.status, 200);
    assert.match(page.text, /<title>Acore/);
    const policy = String(page.headers['content-security-policy']);
    const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page.text)?.[1] ?? '';
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(map).digest('base64')}'`));
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    const scripts = [...page.text.matchAll(/<script(?![^>]*src=)[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(scripts, ['<script type="importmap">']);
    assert.doesNotMatch(page.text, /\son\w+=|style=|(?:src|href)="(?:https?:)?\/\//);
  });

  test('health is told', async () => {
    assert.equal((await ask(`${app.url}/healthz`)).status, 200);
    assert.equal((await ask(`${app.url}/readyz`)).status, 200);
  });

  test('another Host is refused everywhere: no foreign name can be pointed at this machine', async () => {
    for (const path of ['/', '/api/state', '/events', '/static/main.js', '/portraits/rufus', '/healthz']) {
      for (const host of ['evil.example', `evil.example:${new URL(app.url).port}`, '192.168.7.7'])
        assert.equal((await ask(app.url + path, { headers: { host } })).status, 403, `${path} ${host}`);
    }
    assert.equal(
      (await ask(app.url, { headers: { host: `localhost:${new URL(app.url).port}` } })).status,
      200,
    );
  });

  test('another Origin is refused, for reading, listening and saying', async () => {
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:3', 'http://localhost:3']) {
      assert.equal((await ask(`${app.url}/api/state`, { headers: { origin } })).status, 403, origin);
      assert.equal((await ask(`${app.url}/events`, { headers: { origin } })).status, 403, origin);
      const post = { method: 'POST', headers: { ...json, origin }, body: hello };
      assert.equal((await ask(`${app.url}/api/messages`, post)).status, 403, origin);
    }
    const own = { method: 'POST', headers: { ...json, origin: app.url }, body: hello };
    assert.equal((await ask(`${app.url}/api/messages`, own)).status, 201);
  });

  test('a page elsewhere may link here, but load nothing from here', async () => {
    const cross = { 'sec-fetch-site': 'cross-site' };
    const visit = await ask(app.url, { headers: { ...cross, 'sec-fetch-mode': 'navigate' } });
    assert.equal(visit.status, 200);
    assert.equal((await ask(`${app.url}/events`, { headers: cross })).status, 403);
    const sibling = { 'sec-fetch-site': 'same-site' };
    assert.equal((await ask(`${app.url}/api/state`, { headers: sibling })).status, 403);
  });

  test('only small JSON is taken, and every refusal is a sentence', async () => {
    const refused = async (options: Parameters<typeof ask>[1], status: number) => {
      const answer = await ask(`${app.url}/api/messages`, { method: 'POST', ...options });
      assert.equal(answer.status, status);
      assert.match(JSON.parse(answer.text).error, /^[A-Za-z].*\.$/s);
    };
    await refused({ headers: { 'content-type': 'text/plain' }, body: hello }, 415);
    await refused({ headers: json, body: 'x'.repeat(70_000) }, 413);
    await refused({ headers: json, body: '{' }, 400);
    await refused({ headers: json, body: '{"channelId":"tavern"}' }, 400);
    await refused({ headers: json, body: hello.replace('"tavern"', '"cellar"') }, 400);
    await refused({ headers: json, body: hello.replace('"p"', '"<b>"') }, 400);
  });

  test('a body is taken in chunks too, as some proxies send it, and none is no fault', async () => {
    const chunked = { method: 'POST', headers: { ...json, 'transfer-encoding': 'chunked' } };
    assert.equal((await ask(`${app.url}/api/messages`, { ...chunked, body: hello })).status, 201);
    const long = { ...chunked, body: 'x'.repeat(70_000) };
    assert.equal((await ask(`${app.url}/api/messages`, long)).status, 413);
    assert.equal((await ask(app.url, { method: 'DELETE', headers: json })).status, 404);
  });

  test('nothing outside its folder is served', async () => {
    for (const path of [
      '/static/../config.ts',
      '/static/%2e%2e/config.ts',
      '/package.json',
      '/static/',
      '/vendor/zod.js',
    ]) {
      const answer = await ask(app.url + path);
      assert.equal(answer.status, 404, path);
      assert.match(answer.text, /nothing at this address/);
    }
  });

  test('files are packed, named by an ETag, and not sent twice', async () => {
    const first = await ask(`${app.url}/static/main.js`, { headers: { 'accept-encoding': 'gzip, br' } });
    assert.equal(first.headers['content-encoding'], 'br');
    assert.match(brotliDecompressSync(first.body).toString(), /import/);
    const etag = String(first.headers['etag']);
    const again = await ask(`${app.url}/static/main.js`, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test('every module that the page begins with is fetched ahead', async () => {
    const page = await ask(app.url);
    const modules = readdirSync(new URL('../../src/adapters/web/static/', import.meta.url)).filter(
      (name) =>
        name.endsWith('.js') &&
        !['main.js', 'theme.js', 'events-worker.js', 'why.js', 'found.js', 'lore.js', 'said.js'].includes(
          name,
        ),
    );
    for (const name of modules)
      assert.ok(page.text.includes(`<link rel="modulepreload" href="/static/${name}">`), name);
  });

  test('small portraits are small pictures', async () => {
    const small = await ask(`${app.url}/portraits/rufus?size=small`);
    const whole = await ask(`${app.url}/portraits/rufus`);
    assert.equal(small.headers['content-type'], 'image/png');
    assert.deepEqual([small.body.readUInt32BE(16), small.body.readUInt32BE(20)], [96, 96]);
    assert.ok(small.body.length < 6_000, `${small.body.length} bytes`);
    assert.ok(whole.body.length > small.body.length);
    assert.doesNotMatch(whole.body.toString('latin1'), /ccv3|chara/);
    assert.equal((await ask(`${app.url}/portraits/nobody`)).status, 404);
  });
});

describe('the page with a password', () => {
  let app: TestApp;
  const password = 'open sesame, please';
  const login = (words: string) =>
    ask(`${app.url}/api/login`, { method: 'POST', headers: json, body: JSON.stringify({ password: words }) });

  before(async () => {
    const env = { PORT: '0', HOST: '0.0.0.0', ACORE_PASSWORD: password };
    app = await startTestApp({ env, config: 'web:\n  names: [acore.example.org]\n  loginsPerMinute: 3\n' });
  });
  after(() => app[Symbol.asyncDispose]());

  test('shows nothing but the page before the password is given', async () => {
    assert.equal((await ask(app.url)).status, 200);
    for (const path of ['/api/state', '/events', '/api/places/tavern', '/api/why/x', '/portraits/rufus'])
      assert.equal((await ask(app.url + path)).status, 401, path);
    const post = { method: 'POST', headers: json, body: hello };
    assert.equal((await ask(`${app.url}/api/messages`, post)).status, 401);
  });

  test('gives a cookie that no script and no other site can use, and takes it back', async () => {
    const opened = await login(password);
    assert.equal(opened.status, 200);
    const [cookie = ''] = opened.headers['set-cookie'] ?? [];
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    assert.equal((await ask(`${app.url}/api/state`, { headers })).status, 200);
    assert.equal((await ask(`${app.url}/events`, { headers })).status, 200);
    await ask(`${app.url}/api/logout`, { method: 'POST', headers: { ...headers, ...json }, body: '{}' });
    assert.equal((await ask(`${app.url}/api/state`, { headers })).status, 401);
  });

  test('is reached under its own names and bare addresses only', async () => {
    for (const [host, status] of [
      ['acore.example.org', 200],
      ['10.1.2.3:80', 200],
      ['evil.example', 403],
    ] as const)
      assert.equal((await ask(app.url, { headers: { host } })).status, status, host);
  });

  test('is not to be guessed: wrong passwords are counted, all at once too', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => login('open barley')));
    assert.equal(answers.filter(({ status }) => status === 401).length, 3);
    const refused = await login(password);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.match(refused.text, /Try again in \d+ seconds/);
  });
});

test('an address that others can reach is refused without a password', async () => {
  const starting = startTestApp({ env: { PORT: '0', HOST: '0.0.0.0' } });
  await assert.rejects(
    starting,
    (error) => error instanceof ConfigError && /ACORE_PASSWORD/.test(error.message),
  );
});

test('a port that is taken is a sentence', async () => {
  await using app = await startTestApp({ env: { PORT: '0' } });
  const starting = startTestApp({ env: { PORT: new URL(app.url).port } });
  await assert.rejects(starting, (error) => error instanceof ConfigError && /is in use/.test(error.message));
});
