import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Fakes, type Post, startFakes } from '../fakes/index.ts';
import { talkIn, until } from './discord-talk.ts';
import { environmentOf, startTestApp, temporaryFolder } from './harness.ts';

const program = fileURLToPath(new URL('../../bin/acore.js', import.meta.url));

/** A real Acore as somebody starts it. */
interface Running {
  child: ChildProcess;
  /** How it ended: an exit code or a signal. */
  ended: Promise<number | string>;
  output(): string;
}

interface Scene extends AsyncDisposable {
  fakes: Fakes;
  env: Record<string, string>;
  dataFolder: string;
  /** Starts Acore without waiting for anything. */
  launch(): Running;
  /** Resolves once Acore is ready. */
  start(): Promise<Running>;
  answers(): Post[];
}

async function openScene(): Promise<Scene> {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes());
  const dataFolder = undo.use(temporaryFolder()).path;
  const env = environmentOf(fakes);
  const { discord } = fakes;
  const scene = {
    fakes,
    env,
    dataFolder,
    launch() {
      const running = run({ ...env, ACORE_DATA: dataFolder });
      undone.defer(async () => void (running.child.kill('SIGKILL') && (await running.ended)));
      return running;
    },
    async start() {
      const running = scene.launch();
      await until('Acore is ready', () => running.output().includes('Acore is ready'));
      return running;
    },
    answers: () =>
      discord.posts(discord.channels.text).filter(({ applicationId }) => applicationId === discord.app.id),
  };
  const undone = undo.move();
  return { ...scene, [Symbol.asyncDispose]: () => undone.disposeAsync() };
}

function run(env: Record<string, string>): Running {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = spawn(process.execPath, [program, 'start'], { env: { ...inherited, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  return { child, ended, output: () => output };
}

function asked({ openai }: Fakes, text: string) {
  return openai.waitForRequest((request) => talkIn(request).includes(text), 10_000);
}

const slow = { text: 'I was nearly done.', firstDelayMs: 600 };
const never = { text: 'never', stallAfter: 0 };

describe('Acore is told to stop', { concurrency: true }, () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal}: the turn under way is finished, nothing is left open, exit code 0`, async () => {
      await using scene = await openScene();
      const { alice, channels } = scene.fakes.discord;
      const acore = await scene.start();
      scene.fakes.openai.script(slow);
      const post = alice.say(channels.text, 'Ilde, are you there?');
      await asked(scene.fakes, 'are you there?');
      acore.child.kill(signal);
      assert.equal(await acore.ended, 0, acore.output());
      assert.deepEqual(
        scene.answers().map(({ text }) => text),
        ['I was nearly done.'],
      );
      assert.equal(scene.fakes.discord.gateway.sessions.size, 0);
      await using after = await startTestApp({ env: scene.env, dataFolder: scene.dataFolder });
      assert.equal((await after.receiptOf(post.id)).outcome, 'answered');
      assert.equal(scene.answers().length, 1);
    });
  }

  test('what is said meanwhile is answered by the next start', async () => {
    await using scene = await openScene();
    const { alice, bob, channels } = scene.fakes.discord;
    const acore = await scene.start();
    scene.fakes.openai.script(slow);
    alice.say(channels.text, 'Ilde, are you there?');
    await asked(scene.fakes, 'are you there?');
    acore.child.kill('SIGTERM');
    await until('Acore has heard it', () => acore.output().includes('Stopping'));
    const late = bob.say(channels.text, 'Rufus, and you?');
    assert.equal(await acore.ended, 0, acore.output());
    await using after = await startTestApp({ env: scene.env, dataFolder: scene.dataFolder });
    assert.equal((await after.receiptOf(late.id)).outcome, 'answered');
    assert.deepEqual(
      scene.answers().map(({ author }) => author),
      ['Ilde', 'Rufus'],
    );
  });

  test('a second signal ends it at once', async () => {
    await using scene = await openScene();
    const { alice, channels } = scene.fakes.discord;
    const acore = await scene.start();
    scene.fakes.openai.script(never);
    alice.say(channels.text, 'Ilde, are you there?');
    await asked(scene.fakes, 'are you there?');
    acore.child.kill('SIGTERM');
    await until('Acore has heard it', () => acore.output().includes('Stopping'));
    acore.child.kill('SIGTERM');
    assert.equal(await acore.ended, 130);
  });

  test('a turn that takes too long is handed over and finished by the next start', async () => {
    await using scene = await openScene();
    const { alice, channels } = scene.fakes.discord;
    const acore = await scene.start();
    scene.fakes.openai.script(never);
    const post = alice.say(channels.text, 'Ilde, are you there?');
    await asked(scene.fakes, 'are you there?');
    acore.child.kill('SIGTERM');
    assert.equal(await acore.ended, 0, acore.output());
    assert.deepEqual(scene.answers(), []);
    scene.fakes.openai.script('Now I am.');
    await using after = await startTestApp({ env: scene.env, dataFolder: scene.dataFolder });
    assert.equal((await after.receiptOf(post.id)).outcome, 'answered');
    assert.deepEqual(
      scene.answers().map(({ text }) => text),
      ['Now I am.'],
    );
  });

  test('while it is still trying to reach Discord: it ends at once', async () => {
    await using scene = await openScene();
    const { discord } = scene.fakes;
    discord.settings.acceptConnections = false;
    const acore = scene.launch();
    await until('Acore knocks', () => discord.requests.some(({ path }) => path === '/gateway/bot'));
    acore.child.kill('SIGTERM');
    assert.equal(await acore.ended, 0, acore.output());
  });
});
