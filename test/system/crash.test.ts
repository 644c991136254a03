import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fakes, startFakes } from '../fakes/index.ts';
import { rowsOf } from '../support/data-folder.ts';
import type { CrashPoint } from './crash-points.ts';
import { ended, type Running, startCrashChild } from './crash-program.ts';
import { environmentOf, startTestApp, temporaryFolder } from './harness.ts';

const question = 'Ilde and Rufus, what is the news?';
const sideBySide = 2;
/** Where a child that is to count the points crashes. */
const nowhere = 'nowhere';

/** A Discord of its own, and the data folder of an Acore that has run on it before. */
interface Stage extends AsyncDisposable {
  fakes: Fakes;
  /** A copy of that data folder. */
  folder(name: string): string;
}

async function setStage(): Promise<Stage> {
  const fakes = await startFakes();
  const folders = temporaryFolder();
  const template = join(folders.path, 'template');
  let answers = 0;
  fakes.openai.respondWith(() => {
    answers += 1;
    return {
      chunks: [answers % 2 === 0 ? `Short ${answers}.` : `Long ${answers} ${'and on '.repeat(310)}end.`],
    };
  });
  await using app = await startTestApp({ env: environmentOf(fakes), dataFolder: template });
  const said = await fakes.discord.alice.say(fakes.discord.channels.second, 'Ilde, are you there?');
  await app.receiptOf(said.id);
  return {
    fakes,
    folder(name) {
      const path = join(folders.path, name);
      cpSync(template, path, { recursive: true });
      return path;
    },
    async [Symbol.asyncDispose]() {
      await fakes.close();
      folders[Symbol.dispose]();
    },
  };
}

function startChild(
  fakes: Fakes,
  dataFolder: string,
  crashAt: string,
  toldAfter = 'receipt',
): Promise<Running> {
  return startCrashChild({ ...environmentOf(fakes), ACORE_DATA: dataFolder }, crashAt, toldAfter);
}

/**
 * Resolves when it has killed itself. A turn in which less happened beside it may never have come to that point: it is
 * killed after it, which is the last at which a crash can strike. Throws when it passed the point alive.
 */
async function killed(running: Running, point: string): Promise<void> {
  const told = running.lines.next().then(({ value }) => value as string | undefined);
  const by = await Promise.race([ended(running), told.then((line) => line ?? ended(running))]);
  if (by === 'SIGKILL') return;
  running.process.kill('SIGKILL');
  assert.ok(
    by?.startsWith('{') && !JSON.parse(by).points.some(({ name }: CrashPoint) => name === point),
    `it was not killed, but ended: ${by}`,
  );
}

/** A channel that is gone afterwards: the next Acore begins with older data, and would catch up with it. */
function openRoom({ fakes: { discord } }: Stage, name: string): Disposable & { id: string } {
  const id = discord.addChannel(name);
  return { id, [Symbol.dispose]: () => void discord.alice.call('DELETE', `/channels/${id}`) };
}

/** The crash points of one whole turn, in order. */
async function pointsOfATurn(stage: Stage): Promise<CrashPoint[]> {
  const { fakes, folder } = stage;
  using room = openRoom(stage, 'count');
  const running = await startChild(fakes, folder('count'), nowhere);
  await fakes.discord.alice.say(room.id, question);
  const line = JSON.parse((await running.lines.next()).value);
  running.process.kill('SIGTERM');
  await ended(running);
  assert.equal(line.receipt, 'answered');
  return line.points;
}

/** Kills a turn at one point, starts again, and looks at what people see. */
async function survive(stage: Stage, point: string, attempt: string): Promise<void> {
  const { fakes, folder } = stage;
  using room = openRoom(stage, `crash-${point}-${attempt}`);
  const channel = room.id;
  const dataFolder = folder(`crash-${point}-${attempt}`);
  const running = await startChild(fakes, dataFolder, point);
  const asked = await fakes.discord.alice.say(channel, question);
  await killed(running, point);
  await using app = await startTestApp({ env: environmentOf(fakes), dataFolder });
  const receipt = await app.receiptOf(asked.id);
  assert.equal(receipt.outcome, 'answered');
  const seen = fakes.discord.posts(channel).filter(({ isBot }) => isBot);
  const summary = seen
    .map(({ author, text }) => `${author}: ${text.slice(0, 12)}…${text.slice(-8)}`)
    .join(' | ');
  for (const author of ['Ilde', 'Rufus']) {
    const texts = seen.filter((post) => post.author === author).map(({ text }) => text);
    const begins = texts.filter((text) => /^(Long|Short)/.test(text)).length;
    const ends = texts.filter((text) => /(end|Short \d+)\.$/.test(text)).length;
    assert.ok(begins === 1 && ends === 1, `${author} did not answer exactly once: ${summary}`);
  }
}

test('killed at any point of a turn and started again, nothing is lost and nothing said twice', async (context) => {
  await using first = await setStage();
  const points = await pointsOfATurn(first);
  assert.ok(points.length > 35, `only ${points.length} points were found`);
  assert.deepEqual(await holes(points, survive, context), []);
});

type Survive = (stage: Stage, point: string, attempt: string) => Promise<void>;

/** Tries every point that is a crash of its own, and tells those at which something was lost or said twice. */
async function holes(points: readonly CrashPoint[], tried: Survive, context: TestContext): Promise<string[]> {
  // Where nothing changes before the next one, a crash leaves what a crash there leaves.
  const waiting = points.filter(({ changes }, index) => points[index + 1]?.changes !== changes);
  context.diagnostic(`${points.length} crash points, ${waiting.length} of them a crash of their own`);
  const failures: string[] = [];
  async function work(): Promise<void> {
    await using stage = await setStage();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { name } = next;
      await tried(stage, name, 'once').catch(async (error: Error) => {
        // A machine that is busy elsewhere can be too slow once; a hole in the promise shows again.
        context.diagnostic(`${name} is tried again: ${error.message}`);
        await tried(stage, name, 'again').catch((second: Error) =>
          failures.push(`${name}: ${second.message}`),
        );
      });
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work));
  return failures;
}

async function greet({ fakes }: Stage, channelId: string): Promise<void> {
  const commands = () => fakes.discord.app.commands.get('global')?.size ?? 0;
  while (commands() === 0) await sleep(5);
  fakes.discord.alice.command('character greet', { name: 'Ilde' }, { channelId });
}

/** The crash points of a greeting, in order. */
async function pointsOfAGreeting(stage: Stage): Promise<CrashPoint[]> {
  using room = openRoom(stage, 'count-greeting');
  const running = await startChild(stage.fakes, stage.folder('count-greeting'), nowhere, 'reply-said');
  await greet(stage, room.id);
  const line = JSON.parse((await running.lines.next()).value);
  running.process.kill('SIGTERM');
  await ended(running);
  return line.points;
}

test('killed at any point of a greeting, it is said exactly once from the moment it was taken in', async (context) => {
  await using first = await setStage();
  const points = await pointsOfAGreeting(first);
  const ends = new Set<number>();
  async function surviveGreeting(stage: Stage, point: string, attempt: string): Promise<void> {
    const { fakes, folder } = stage;
    using room = openRoom(stage, `greeting-${point}-${attempt}`);
    const channel = room.id;
    const dataFolder = folder(`greeting-${point}-${attempt}`);
    const running = await startChild(fakes, dataFolder, point, 'reply-said');
    await greet(stage, channel);
    await killed(running, point);
    // What lies there tells it, and nothing else.
    const takenIn = rowsOf(dataFolder, `select 1 from inbox where lane like '%:${channel}'`).length;
    await using app = await startTestApp({ env: environmentOf(fakes), dataFolder });
    await app.app.conversation.idle();
    const said = fakes.discord.posts(channel).filter(({ author }) => author === 'Ilde').length;
    assert.equal(said, takenIn);
    ends.add(said);
  }
  assert.deepEqual(await holes(points, surviveGreeting, context), []);
  assert.deepEqual([...ends].sort(), [0, 1], 'deaths before and after it was taken in');
});
