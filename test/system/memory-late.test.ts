import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/core/commands/command.ts';
import { rowsOf } from '../support/data-folder.ts';
import { messageFrom, quietHost, startWorld } from './harness.ts';

const minutesMs = 60_000;

test('what comes in after something that was said later is learned all the same', async () => {
  let commands: readonly Command[] = [];
  const now = Date.now();
  let aheadMs = 0;
  await using world = await startWorld({
    env: { ACORE_MODEL: 'understudy' },
    clock: { now: () => now + aheadMs },
    entrances: ({ slices }) => {
      commands = slices.commands;
      return [{ platform: quietHost().platform, start: async () => async () => {} }];
    },
  });
  const { conversation } = world.app;
  const { place } = messageFrom();
  const learning = commands.find(({ name }) => name === 'memory learning');
  const caller = { id: 'alice', name: 'Alice', mayManage: true };
  const input = learning?.input.parse({ state: 'on' }) ?? {};
  await learning?.run({ id: 'c1', caller, place, input, signal: new AbortController().signal });

  aheadMs = 20 * minutesMs;
  // Elsewhere nothing is learned, and nobody has looked that up yet.
  await hear('Ilde, are you here too?', minutesMs, { ...place, guildId: 'h', channelId: 'd' });
  await hear('Ilde, I have a dog called Rex', aheadMs);
  await hear('Ilde, I live in Oslo', aheadMs);
  // Said while nobody listened, and caught up with after the others were answered.
  await hear('I have a tortoise called Fern', 10 * minutesMs);
  await hear('I live in Bergen', 11 * minutesMs);
  aheadMs += minutesMs;
  await hear('Ilde, where do I live?', aheadMs);

  const facts = rowsOf<{ body: string }>(world.dataFolder, 'select body from memory_facts');
  const known = facts.map(({ body }) => JSON.parse(body));
  const statements = known.map(
    ({ statement, until }) => `${statement}${until === undefined ? '' : ' No more.'}`,
  );
  assert.deepEqual(statements.sort(), [
    'Bo has a dog called Rex.',
    'Bo has a tortoise called Fern.',
    'Bo lives in Bergen. No more.',
    'Bo lives in Oslo.',
  ]);
  const lines = rowsOf(world.dataFolder, "select * from memory_lines where author_id = 'bo'");
  assert.equal(lines.length, 5);

  async function hear(text: string, afterMs: number, where = place): Promise<void> {
    const message = messageFrom({ text, at: now + afterMs, place: where });
    await conversation.receive(message);
    await world.receiptOf(message.id);
    await conversation.idle();
  }
});
