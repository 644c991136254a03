import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { startFakes } from '../fakes/index.ts';
import { acore, begin, document, environmentIn, root } from './command.ts';
import { examine, type Report, textOf } from './doctor-seeds.ts';
import { temporaryFolder } from './harness.ts';

describe('the doctor', { concurrency: 2 }, () => {
  test('finds nothing where nothing is wrong', async () => {
    const { report, code } = await examine({ wrong: ({ database }) => database() });
    const known = report.checks.filter(({ state }) => state !== 'ok').map(textOf);
    assert.deepEqual([known, report.ok, code], [[], true, 0]);
  });

  test('changes nothing and does not log in', async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const file = join(folder.path, 'config.yaml');
    writeFileSync(file, 'web: { password: correct-horse }', { mode: 0o644 });
    const { out } = await acore(['doctor'], { env: environmentIn(folder.path, fakes) });
    assert.match(out, /! Settings +\S+config\.yaml holds a secret.*\n +→ chmod 600 \S+config\.yaml\n/);
    assert.equal(statSync(file).mode & 0o777, 0o644);
    assert.deepEqual(readdirSync(folder.path), ['config.yaml']);
    assert.equal(fakes.discord.gateway.counts.identifies, 0);
    assert.deepEqual(
      fakes.discord.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD'),
      [],
    );
  });

  test('knows its own page from somebody else’s', async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const env = environmentIn(folder.path, fakes);
    await using running = begin(['start', '--json'], { env });
    await running.writes(/^\{"url"/);
    const { url } = JSON.parse(running.out()) as { url: string };
    const beside = { ...env, PORT: new URL(url).port };
    const report = document<Report>(await acore(['doctor', '--json'], { env: beside }));
    const page = report.checks.find(({ name }) => name === 'Web page');
    assert.deepEqual([page?.state, page?.says], ['ok', `Acore is running; its page is ${url}.`]);
  });

  test('names an Acore that has no characters', async () => {
    await using fakes = await startFakes({ openai: { models: ['test-model'] } });
    using folder = temporaryFolder();
    for (const part of ['bin', 'src', 'package.json'])
      cpSync(join(root, part), join(folder.path, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    const program = [process.execPath, join(folder.path, 'bin/acore.js')];
    const env = environmentIn(join(folder.path, 'data'), fakes);
    const report = document<Report>(await acore(['doctor', '--json'], { env, program }));
    const cast = report.checks.find(({ name }) => name === 'Characters');
    assert.deepEqual([cast?.state, report.ok], ['failed', false]);
    assert.match(cast?.says ?? '', /There are no characters yet/);
    assert.match(cast?.fix ?? '', /^Put a character card \(PNG or JSON\) into/);
  });

  const mount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
  test('names a disk that is nearly full', {
    skip: mount ? false : 'no disk can be mounted here',
  }, async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const inside = 'mount -t tmpfs -o size=20m tmpfs "$1" && shift && exec "$@"';
    const program = [
      'unshare',
      '-m',
      'sh',
      '-c',
      inside,
      'sh',
      folder.path,
      process.execPath,
      `${root}bin/acore.js`,
    ];
    const env = environmentIn(folder.path, fakes);
    const report = document<Report>(await acore(['doctor', '--json'], { env, program }));
    const disk = report.checks.find(({ name }) => name === 'Disk');
    assert.match(disk?.says ?? '', /^20 MB are free for/);
    assert.equal(disk?.state, 'failed');
    assert.match(disk?.fix ?? '', /^Free some space/);
  });
});
