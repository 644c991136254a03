import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { watchFolder } from './watch-folder.ts';

function place(context: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'acore-watch-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Watches, and gives a promise of the next change after each call. */
function watched(context: TestContext, folder: string) {
  // The timers of what is watched keep no process alive, so the test has to.
  const awake = setInterval(() => {}, 1_000);
  let next = Promise.withResolvers<void>();
  const stop = watchFolder(folder, { onChange: () => next.resolve(), settleMs: 5, pollMs: 20 });
  context.after(() => {
    clearInterval(awake);
    stop();
  });
  return (act: () => void): Promise<void> => {
    next = Promise.withResolvers();
    act();
    return next.promise;
  };
}

test('files that come, change and go are told', { timeout: 30_000 }, async (context) => {
  const folder = place(context);
  const after = watched(context, folder);
  const file = join(folder, 'a.json');
  await after(() => writeFileSync(file, '1'));
  await after(() => writeFileSync(file, '22'));
  await after(() => rmSync(file));
});

test('a folder may come, go and come again', { timeout: 30_000 }, async (context) => {
  const folder = join(place(context), 'later');
  const after = watched(context, folder);
  for (let count = 0; count < 2; count += 1) {
    await after(() => mkdirSync(folder));
    await after(() => writeFileSync(join(folder, 'a.json'), '1'));
    await after(() => rmSync(folder, { recursive: true }));
  }
});

test('nothing is told once it has ended', async (context) => {
  const folder = place(context);
  const stop = watchFolder(folder, { onChange: () => assert.fail('it was told'), settleMs: 0, pollMs: 1 });
  stop();
  writeFileSync(join(folder, 'a.json'), '1');
  await new Promise(setImmediate);
});
