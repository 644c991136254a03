import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('./test.ts', import.meta.url));
const fine = "import { test } from 'node:test'; test('fine', () => {});";

function runTests(t: TestContext, files: Record<string, string>, ...filters: string[]) {
  const root = mkdtempSync(join(tmpdir(), 'acore-tests-'));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const env = { ...process.env, ACORE_TEST_ROOT: root };
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, ...filters], {
    env,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

test('tests are counted once, suites are not, and a skipped one gives its reason', (t) => {
  const { status, stdout, last } = runTests(t, {
    'src/a.test.ts': `import { describe, test } from 'node:test';
      test('plain', () => {});
      test('left out', { skip: 'there is no chromium' }, () => {});
      describe('suite', () => { test('inside', () => { console.log('noise') }); });`,
    'test/system/b.test.ts': fine,
    'test/system/c.test.ts': `import { describe, test } from 'node:test';
      describe('a whole suite', { skip: 'there is no display' }, () => { test('inside', () => {}); });`,
  });
  assert.equal(last, '3 passed, 0 failed, 2 skipped');
  assert.equal(status, 0);
  assert.match(stdout, /skipped: src\/a\.test\.ts › left out: there is no chromium/);
  assert.match(stdout, /skipped: test\/system\/c\.test\.ts › a whole suite: there is no display/);
  assert.ok(!stdout.includes('noise'));
});

test('a test of a shared suite counts for the file that calls it', (t) => {
  const { stdout, last } = runTests(t, {
    'test/shared.ts': `import { test } from 'node:test'; export const shared = () => test('shared', () => {});`,
    'src/a.test.ts': `import { describe } from 'node:test'; import { shared } from '../test/shared.ts';
      describe('a', shared);`,
  });
  assert.equal(last, '1 passed, 0 failed, 0 skipped');
  assert.match(stdout, /✓ src\/a\.test\.ts \(1 tests\)/);
});

test('failures are shown with what was thrown, hooks and suites included', (t) => {
  const { status, stdout, last } = runTests(t, {
    'src/a.test.ts': `import { before, describe, test } from 'node:test'; import assert from 'node:assert/strict';
      test('equal', () => assert.equal(1, 2));
      test('parent', async (t) => { await t.test('child', () => { throw new Error('in the child'); }); });
      describe('suite', () => { before(() => { throw new Error('in the hook'); }); test('never', () => {}); });
      describe('broken', () => { throw new Error('in the suite'); });`,
  });
  assert.equal(status, 1);
  for (const says of [/1 !== 2/, /parent › child/, /in the child/, /in the hook/, /in the suite/])
    assert.match(stdout, says);
  assert.equal(last, '0 passed, 5 failed, 0 skipped');
});

test('a file that does not get to its tests, or has none, has failed', (t) => {
  const broken = {
    'empty.test.ts': "console.log('nothing');",
    'throws.test.ts': "throw new Error('at the top');",
    'exits.test.ts':
      "import { test } from 'node:test'; test('x', () => process.exit(0)); test('y', () => {});",
    'exits-late.test.ts':
      "import { test } from 'node:test'; test('x', () => {}); test('y', () => process.exit(0));",
    'killed.test.ts':
      "import { test } from 'node:test'; test('x', () => process.kill(process.pid, 'SIGKILL'));",
    'waits.test.ts': 'await new Promise(() => {});',
    'late.test.ts': `import { test } from 'node:test';
      test('x', () => { setTimeout(() => { throw new Error('too late'); }, 1); });
      test('y', () => new Promise((resolve) => setTimeout(resolve, 50)));`,
  };
  for (const [name, text] of Object.entries(broken)) {
    const { status, last, stdout } = runTests(t, { [`test/system/${name}`]: text, 'src/fine.test.ts': fine });
    assert.equal(status, 1, name);
    assert.match(last ?? '', /^[123] passed, 1 failed, 0 skipped$/, `${name}\n${stdout}`);
  }
  const files = Object.fromEntries(
    Object.entries(broken)
      .slice(0, 2)
      .map(([name, text]) => [`src/${name}`, text]),
  );
  assert.equal(runTests(t, { ...files, 'src/fine.test.ts': fine }).last, '1 passed, 2 failed, 0 skipped');
});

test('tests that leave something open have failed, and do not hold up the rest', (t) => {
  const leaks =
    "import { test } from 'node:test'; import net from 'node:net'; test('x', () => { net.createServer().listen(0); });";
  const { status, stdout, last } = runTests(t, { 'src/leaks.test.ts': leaks });
  assert.match(stdout, /leave something open.*TCPServerWrap/i);
  assert.equal(last, '1 passed, 1 failed, 0 skipped');
  assert.equal(status, 1);
});

test('paths can be chosen, and choosing nothing is a failure', (t) => {
  const files = { 'src/a.test.ts': fine, 'src/b.test.ts': fine };
  assert.equal(runTests(t, files, 'src/b').last, '1 passed, 0 failed, 0 skipped');
  const none = runTests(t, files, 'src/c');
  assert.equal(none.last, '0 passed, 0 failed, 0 skipped');
  assert.equal(none.status, 1);
});
