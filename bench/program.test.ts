import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The processes that this one started, by their numbers. */
function childrenOf(pid: number | undefined): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  const rows = all.split('\n').map((row) => row.trim().split(/\s+/));
  return rows.filter(([, parent]) => parent === String(pid)).map(([child = '']) => child);
}

/** Whether it still runs: what has ended may wait for somebody to ask how. */
function isAlive(pid: string): boolean {
  const all = execFileSync('ps', ['-eo', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid} [^Z]`, 'm').test(all);
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; !condition(); await sleep(20))
    assert.ok(Date.now() < deadline, 'it takes too long');
}

test('a bench that is stopped leaves neither programs nor folders behind', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const bench = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), 'core', '--quick'],
    {
      env: { ...process.env, TMPDIR: folder },
      stdio: 'ignore',
    },
  );
  t.after(() => bench.kill('SIGKILL'));
  // The outside, and the first program under measurement.
  await until(() => childrenOf(bench.pid).length === 2 && readdirSync(folder).length > 0);
  const children = childrenOf(bench.pid);
  bench.kill('SIGTERM');
  const [code] = await once(bench, 'exit');
  assert.equal(code, 1);
  await until(() => !children.some(isAlive));
  assert.deepEqual(readdirSync(folder), []);
});
