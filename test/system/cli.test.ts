import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Receipt } from '../../src/core/receipt.ts';
import { type Fakes, startFakes } from '../fakes/index.ts';
import { lastUserText, promptText } from '../fakes/model-script.ts';
import { acore, begin, type Command, document, environmentIn, root } from './command.ts';
import { temporaryFolder } from './harness.ts';

let fakes: Fakes;
let running: Command;
let env: Record<string, string>;
let url: string;
let asked: string;
const folder = temporaryFolder();
const secret = 'correct-horse-battery';

before(async () => {
  fakes = await startFakes({ openai: { models: ['test-model'] } });
  fakes.openai.respondWith(({ body }) => {
    const text = `You said: ${lastUserText(body)}`;
    return text.includes('slowly') ? { text, firstDelayMs: 2_000 } : text;
  });
  writeFileSync(join(folder.path, 'config.yaml'), `web: { password: ${secret} }\n`, { mode: 0o600 });
  env = environmentIn(folder.path, fakes);
  running = begin(['start', '--json'], { env });
  await running.writes(/^\{"url"/);
  ({ url } = JSON.parse(running.out()) as { url: string });
  const { discord } = fakes;
  asked = discord.alice.say(discord.channels.text, 'Ilde, where are we going?').id;
  await discord.waitForPost(discord.channels.text, ({ text }) => text.startsWith('You said'));
});
after(async () => {
  running.signal('SIGTERM');
  assert.equal((await running.ended).code, 0);
  assert.equal(running.out(), `${JSON.stringify({ url })}\n`);
  await fakes.close();
  folder[Symbol.dispose]();
});

/** Waits until the receipt of the message that was answered is kept. */
async function receiptFromCli(options: { program?: string[]; cwd?: string } = {}): Promise<Receipt> {
  for (;;) {
    const ended = await acore(['why', asked, '--json'], { env, ...options });
    if (ended.code === 0) return document<Receipt>(ended);
    assert.equal(document(ended), null, ended.complaint);
  }
}

describe('beside a running Acore', { concurrency: 2 }, () => {
  test('why tells how a message ended', async () => {
    const receipt = await receiptFromCli();
    assert.deepEqual([receipt.messageId, receipt.outcome], [asked, 'answered']);
    assert.equal(receipt.answers[0]?.characterName, 'Ilde');
    const told = await acore(['why', asked, '--prompt'], { env });
    assert.equal(told.code, 0);
    assert.match(told.out, /Ilde/);
    assert.match(told.out, /openai\/test-model/);
    assert.match(told.out, /You are Ilde/);
  });

  test('why of a message that nobody knows is no success', async () => {
    const { code, out, complaint } = await acore(['why', '1234'], { env });
    assert.deepEqual([code, out], [1, '']);
    assert.match(complaint, /Nothing is known of a message 1234/);
  });

  test('config print shows what holds and where it comes from, without secrets', async () => {
    const text = await acore(['config', 'print'], { env });
    assert.equal(text.code, 0);
    assert.match(text.out, /^ {2}use: openai\/test-model +# environment$/m);
    assert.match(text.out, /^ {2}password: "?\[secret\]"? +# file$/m);
    const json = await acore(['config', 'print', '--json'], { env });
    document(json);
    for (const hidden of [secret, fakes.discord.bot.token]) {
      assert.ok(!`${text.out}${text.complaint}${json.out}${json.complaint}`.includes(hidden));
    }
  });

  test('config check', async () => {
    const right = await acore(['config', 'check'], { env });
    assert.deepEqual([right.code, right.out], [0, 'The settings are right.\n']);
    const wrong = await acore(['config', 'check', '--json'], {
      env: { ...env, PORT: 'x', ACORE_MODEL: 'y' },
    });
    const { ok, problems } = document<{ ok: boolean; problems: { path: string }[] }>(wrong);
    assert.deepEqual(
      [wrong.code, ok, problems.map(({ path }) => path).sort()],
      [1, false, ['model.use', 'web.port']],
    );
  });

  test('doctor finds it well and takes nothing from it', async () => {
    const ended = await acore(['doctor', '--json'], { env: { ...env, PORT: new URL(url).port } });
    const { ok, checks } = document<{ ok: boolean; checks: { state: string; name: string; says: string }[] }>(
      ended,
    );
    assert.deepEqual([ok, ended.code], [true, 0], JSON.stringify(checks));
    assert.match((await acore(['doctor'], { env })).out, /All is well/);
  });

  test('play is a talk of its own, and says so', async () => {
    const { code, out, complaint } = await acore(['play'], { env, input: 'Ilde, hello!\n/quit\n' });
    assert.equal(code, 0, complaint);
    assert.match(complaint, /An Acore is running here; this is a talk of its own/);
    assert.match(out, /Ilde: You said: .*hello/);
  });

  test('play --json prints what was said as one document', async () => {
    using other = temporaryFolder();
    const ended = await acore(['play', '--json'], {
      env: environmentIn(other.path, fakes),
      input: 'Ilde, hello again!\n',
    });
    const { said } = document<{ said: { character: string; text: string }[] }>(ended);
    assert.deepEqual(
      said.map(({ character }) => character),
      ['Ilde'],
    );
    assert.match(said[0]?.text ?? '', /hello again/);
  });

  test('two talks in two terminals do not meet', async () => {
    using other = temporaryFolder();
    const own = environmentIn(other.path, fakes);
    const input = 'Ilde, think slowly.\n';
    await using first = begin(['play'], { env: own, input, staysOnTheLine: true });
    await first.writes(/Ilde:/);
    const second = await acore(['play'], { env: own, input: 'Ilde, and me?\n' });
    assert.match(second.complaint, /Somebody plays here already; .* not kept/);
    assert.match(second.out, /You said: .*and me/);
    first.hangUp();
    assert.match((await first.ended).out, /You said: .*think slowly/);
  });
});

describe('what is not understood', () => {
  for (const words of [['dance'], ['start', '--fast'], ['why'], ['config', 'burn'], []]) {
    test(`“acore ${words.join(' ')}” gets help and exit code 2`, async () => {
      const { code, out, complaint } = await acore(words, { env });
      assert.deepEqual([code, out], [2, '']);
      assert.match(complaint, /Usage: acore/);
    });
  }

  test('with --json as a document too', async () => {
    const ended = await acore(['dance', '--json'], { env });
    assert.equal(ended.code, 2);
    assert.match(document<{ error: string }>(ended).error, /dance/);
  });

  test('with --json a refusal is a document too', async () => {
    const ended = await acore(['start', '--json'], { env });
    assert.equal(ended.code, 1);
    assert.match(document<{ error: string }>(ended).error, /Another Acore is using/);
  });
});

describe('every way to call it', () => {
  test('through npm', async () => {
    const npm = ['npm', 'run', '-s', 'acore', '--'];
    assert.equal((await receiptFromCli({ program: npm })).messageId, asked);
  });

  test('through a link, as npm link makes one, from any folder', async () => {
    using elsewhere = temporaryFolder();
    const link = join(elsewhere.path, 'acore');
    symlinkSync(join(root, 'bin/acore.js'), link);
    assert.equal((await receiptFromCli({ program: [link], cwd: elsewhere.path })).messageId, asked);
  });

  const old = oldNode();
  test('by an old Node', { skip: old === undefined && 'this machine has no old Node' }, async () => {
    const program = [old ?? '', join(root, 'bin/acore.js')];
    assert.equal((await receiptFromCli({ program })).messageId, asked);
  });
});

/** A Node on this machine that cannot run Acore itself. */
function oldNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((path) => join(path, 'node'))
    .filter((path) => !path.includes('node_modules') && existsSync(path))
    .find((path) => {
      const { stdout } = spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' });
      return Number(stdout.split('.')[0]) < 24;
    });
}

describe('the health addresses', () => {
  async function get(path: string): Promise<{ status: number; text: string }> {
    const response = await fetch(`${url}${path}`, { redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  }

  test('a running Acore lives and is ready, and shows its page', async () => {
    assert.equal((await get('/healthz')).status, 200);
    assert.equal((await get('/readyz')).status, 200);
    const page = await get('/');
    assert.equal(page.status, 200);
    assert.match(page.text, /<title>Acore/);
  });

  test('one that stops lives, is not ready, and finishes its turn', async () => {
    using other = temporaryFolder();
    await using stopping = begin(['start', '--json'], {
      env: { ...environmentIn(other.path, fakes), DISCORD_TOKEN: '' },
    });
    await stopping.writes(/^\{"url"/);
    const { url: page } = JSON.parse(stopping.out()) as { url: string };
    const statusOf = async (path: string) => (await fetch(`${page}${path}`)).status;
    const words = {
      channelId: 'tavern',
      person: { id: 'bo', name: 'Bo' },
      text: 'Ilde, finish slowly.',
      people: [{ id: 'bo', name: 'Bo' }],
    };
    const sent = await fetch(`${page}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(words),
    });
    assert.ok(sent.ok, await sent.text());
    const turn = await fakes.openai.waitForRequest(({ body }) => promptText(body).includes('finish slowly'));
    stopping.signal('SIGTERM');
    await stopping.writes(/Stopping: turns under way are finished first/);
    assert.deepEqual([await statusOf('/healthz'), await statusOf('/readyz')], [200, 503]);
    const ended = await stopping.ended;
    assert.deepEqual([ended.code, ended.out], [0, `${JSON.stringify({ url: page })}\n`]);
    assert.ok(turn.finished, 'the turn was cut');
  });
});
