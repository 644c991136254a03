import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptLog, until } from '../../../test/contracts/model-provider.ts';
import { ServiceError } from '../../core/errors.ts';
import { createThread } from './thread.ts';
import { createUseLite } from './use-lite.ts';

function rig() {
  const clock = { ms: 1_000_000 };
  const log = keptLog();
  const module = new URL('./thread.test-child.ts', import.meta.url);
  const thread = createThread({ log, clock: { now: () => clock.ms }, module });
  return {
    clock,
    log,
    thread,
    embedder: createUseLite(thread),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

const is = (...numbers: number[]) => Float32Array.from(numbers);

test('a thread that dies is started again; after three deaths in a row it rests, and is told of', async () => {
  await using it = rig();
  const { thread, embedder, clock } = it;
  assert.deepEqual(await thread.ask(['ab']), is(2, 1));
  assert.equal((await embedder.health()).ok, true);
  await assert.rejects(embedder.embed(['fail']), (error) => {
    assert.ok(error instanceof ServiceError);
    assert.match(error.message, /does not answer; run "npm ci"/);
    return true;
  });
  assert.equal(it.log.lines.filter((line) => line.includes('failed')).length, 3);
  const { ok, says, fix } = await embedder.health();
  assert.deepEqual([ok, /3 times in a row/.test(says), fix !== undefined], [false, true, true]);
  await assert.rejects(embedder.embed(['good']), ServiceError, 'it rests');
  clock.ms += 60_000;
  await assert.rejects(embedder.embed(['leave']), ServiceError);
  assert.match((await embedder.health()).says, /4 times/, 'one more try after the rest');
  clock.ms += 60_000;
  assert.equal((await embedder.embed(['good'])).length, 1);
  assert.equal((await embedder.health()).ok, true);
});

test('a text that cannot be read costs itself only', async () => {
  await using it = rig();
  await assert.rejects(it.embedder.embed(['refuse']), ServiceError);
  assert.equal((await it.embedder.embed(['good'])).length, 1);
  assert.deepEqual(it.log.lines, []);
});

test('a question is next but one, however much the background has to do', async () => {
  await using it = rig();
  const order: string[] = [];
  let questions: Promise<unknown> | undefined;
  const embedder = createUseLite({
    ...it.thread,
    ask(texts) {
      order.push(texts.length === 1 ? 'question' : 'work');
      questions ??= Promise.all([embedder.embed(['one?']), embedder.embed(['two?'])]);
      return it.thread.ask(texts);
    },
  });
  const some = Array.from({ length: 16 }, () => 'work');
  await Promise.all(Array.from({ length: 30 }, () => embedder.embed(some)));
  await questions;
  assert.equal(order.length, 62);
  assert.ok(order.lastIndexOf('question') <= 3, `${order}`);
});

test('what was asked lately is not asked again', async () => {
  await using it = rig();
  const asked: string[] = [];
  const embedder = createUseLite({
    ...it.thread,
    ask(texts) {
      asked.push(...texts);
      return it.thread.ask(texts);
    },
  });
  await embedder.embed(['who', 'where?']);
  await embedder.embed(['where?', 'when']);
  assert.deepEqual(asked, ['who', 'where?', 'when']);
  const both = await Promise.all([embedder.embed(['how', 'why?']), embedder.embed(['why?', 'whom?'])]);
  assert.deepEqual(asked.slice(3), ['how', 'why?', 'whom?'], 'nor is what is being asked');
  assert.deepEqual(both[0][1], both[1][0]);
});

test('who waits when it is closed is told so, and nothing is started anew', async () => {
  const it = rig();
  const waiting = assert.rejects(it.embedder.embed(['anything']), ServiceError);
  await it[Symbol.asyncDispose]();
  await waiting;
  await assert.rejects(it.embedder.embed(['anything else']), ServiceError);
});

test('a thread that nobody asks is let go, and comes back with the next question', async () => {
  const log = keptLog();
  const module = new URL('./thread.test-child.ts', import.meta.url);
  await using thread = createThread({ log, clock: Date, module, idleMs: 0 });
  for (const text of ['a', 'bb', 'ccc']) {
    assert.deepEqual(await thread.ask([text]), is(text.length, 1));
    await until(() => log.lines.length === text.length, 'let go');
  }
});
