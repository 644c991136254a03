import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './harness.ts';

const launcher = fileURLToPath(new URL('../../bin/acore.js', import.meta.url));

/** `acore play` with these lines as its input: what it printed, and its exit code. */
async function play(dataFolder: string, lines: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [launcher, 'play'], {
    env: { PATH: process.env['PATH'], ACORE_DATA: dataFolder, ACORE_MODEL: 'understudy', ...env },
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  child.stderr.on('data', (part) => {
    error += part;
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { out, error, code };
}

describe('the playground in a terminal', () => {
  test('reads lines, answers each, and ends with the input', async () => {
    using folder = temporaryFolder();
    const { out, error, code } = await play(folder.path, [
      'Good evening, Rufus and Zdeňka!',
      'as Ada: Temur, good morning.',
      '/why',
    ]);
    assert.deepEqual([code, error], [0, '']);
    const speakers = [...out.matchAll(/^(Rufus|Zdeňka|Temur): \S/gm)].map(([, name]) => name);
    assert.deepEqual(speakers, ['Rufus', 'Zdeňka', 'Temur']);
    assert.match(out, /the understudy is speaking/);
    assert.match(out, /\*\*Temur\*\* answered: named\./);
    assert.ok(!out.includes('\u001b'), 'no colours where nobody sees them');
  });

  test('silence and mistakes are explained, and the talk goes on', async () => {
    using folder = temporaryFolder();
    const { out, code } = await play(folder.path, ['hello', '/conjure', '/channel mode loud', 'Ilde?']);
    assert.equal(code, 0);
    assert.match(out, /^\(.*mention a character\.\)$/m);
    assert.match(out, /There is no command \/conjure\. \/help lists them\./);
    assert.match(out, /mode must be one of off, /);
    assert.match(out, /^Ilde: \S/m);
  });

  test('several people speak; the talk is kept, and goes on another time', async () => {
    using folder = temporaryFolder();
    await play(folder.path, ['as Ada: Odrun, good evening.']);
    const { out } = await play(folder.path, ['/why', 'as Bob:', '/mute', 'Odrun?']);
    assert.match(out, /\*\*Odrun\*\* answered/);
    assert.match(out, /You speak as Bob from now on\./);
    assert.match(out, /\(.*muted.*\)/);
  });

  test('lines that come after /quit are not read', async () => {
    using folder = temporaryFolder();
    const { out, code } = await play(folder.path, ['/quit', 'Rufus?']);
    assert.equal(code, 0);
    assert.doesNotMatch(out, /^Rufus: /m);
  });
});
