import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { acore, document } from './command.ts';
import { messageFrom, quietHost, startTestApp, temporaryFolder } from './harness.ts';

/** An installation in which Bo said something, not running any more. */
async function installation(path: string): Promise<Record<string, string>> {
  const entrances = () => [{ platform: quietHost().platform, start: async () => async () => {} }];
  await using app = await startTestApp({ dataFolder: path, env: { ACORE_MODEL: 'understudy' }, entrances });
  const message = messageFrom({ text: 'Ilde, the quokka is hidden' });
  await app.app.conversation.receive(message);
  await app.receiptOf(message.id);
  await app.app.conversation.idle();
  return { ACORE_DATA: path, ACORE_MODEL: 'understudy' };
}

test('an owner takes out what is kept of a person, or erases it, on the command line', async () => {
  using folder = temporaryFolder();
  const env = await installation(folder.path);
  const bo = ['bo', '--host', 'quiet'];
  const file = join(folder.path, 'bo.json');
  const taken = await acore(['privacy', 'export', 'bo', file, '--host', 'quiet'], { env });
  assert.equal(taken.code, 0, taken.complaint);
  assert.match(readFileSync(file, 'utf8'), /the quokka is hidden/);
  const counted = await acore(['privacy', 'erase', ...bo], { env });
  assert.match(counted.out, /lines of talk: 1[\s\S]*--yes/);
  assert.match(readFileSync(join(folder.path, 'acore.db'), 'latin1'), /quokka/);
  const erased = await acore(['privacy', 'erase', ...bo, '--yes', '--json'], { env });
  assert.equal(document<{ erased: boolean }>(erased).erased, true);
  assert.doesNotMatch(readFileSync(join(folder.path, 'acore.db'), 'latin1'), /quokka/);
  const again = await acore(['privacy', 'erase', ...bo, '--yes'], { env });
  assert.equal(again.code, 1);
  assert.match(again.complaint, /Nothing is kept of bo/);
});

test('of somebody who is not known no file is written, on whichever host', async () => {
  using folder = temporaryFolder();
  const env = await installation(folder.path);
  const file = join(folder.path, 'nobody.json');
  for (const [id, host] of [
    ['nobody', 'quiet'],
    ['bo', 'discord'],
  ] as const) {
    const refused = await acore(['privacy', 'export', id, file, '--host', host, '--json'], { env });
    assert.equal(refused.code, 1);
    assert.match(refused.complaint, new RegExp(`Nobody of the id ${id} is known on ${host}`));
    assert.ok(!existsSync(file));
  }
});
