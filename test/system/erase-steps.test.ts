import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/core/commands/command.ts';
import type { Storage } from '../../src/core/ports/storage.ts';
import { until } from './discord-talk.ts';
import { messageFrom, quietHost, startTestApp } from './harness.ts';

/** `ACORE_ERASE_LINES=4000 npm test -- erase-steps` takes out more. */
const lines = Number(process.env['ACORE_ERASE_LINES'] ?? 120);
/** Of so many lines at most one step takes out what was made of them. */
const mostOfAStep = 20;
/** So much of the processor's time a step takes at most, but for two into which a clearing of memory may fall. */
const mostMs = 40;
/** No step takes a greater part of the whole work. */
const greatestPart = 1 / 3;

/** How long each transaction held everything else up, in milliseconds of the processor. */
function measured(storage: Storage, steps: number[]): Storage {
  return {
    ...storage,
    transaction: (work, committed) =>
      storage.transaction(async (transaction) => {
        const before = process.threadCpuUsage();
        try {
          return await work(transaction);
        } finally {
          const { user, system } = process.threadCpuUsage(before);
          steps.push((user + system) / 1_000);
        }
      }, committed),
  };
}

test('erasing goes in steps that hold nobody up', async (context) => {
  const steps: number[] = [];
  let commands: readonly Command[] = [];
  await using app = await startTestApp({
    env: { ACORE_MODEL: 'understudy' },
    config: JSON.stringify({
      conversation: { mode: 'always', perPersonPerMinute: 1_000_000, burst: '0s' },
      storage: { synchronous: 'normal' },
      embeddings: { use: 'none' },
    }),
    wrap: (name, port) => (name === 'storage' ? (measured(port as never, steps) as never) : port),
    entrances: ({ slices }) => {
      commands = slices.commands;
      return [{ platform: quietHost().platform, start: async () => async () => {} }];
    },
  });
  async function command(name: string, input: object, id: string): Promise<void> {
    const found = commands.find((one) => one.name === name);
    const caller = { id, name: id, mayManage: true };
    const signal = new AbortController().signal;
    const { place } = messageFrom();
    await found?.run({ id: `${name}-${id}`, caller, place, input: found.input.parse(input), signal });
  }
  await command('memory learning', { state: 'on' }, 'alice');
  for (let index = 0; index < lines; index += 1) {
    const text = `Ilde, I collect zq${index} stamps and have a dog called Rex${index}.`;
    await app.app.conversation.receive(messageFrom({ text }));
    if (index % 20 === 19) await app.app.conversation.idle();
  }
  await app.app.conversation.idle();
  steps.length = 0;
  await command('privacy erase', { sure: true }, 'bo');
  await until('it is done', () => app.logged.some((line) => /of a person was erased/.test(line)));
  const [longest = 0, , third = 0] = steps.toSorted((a, b) => b - a);
  const all = steps.reduce((sum, ms) => sum + ms, 0);
  const taken = `${steps.length} steps of ${all.toFixed(0)} ms, the longest ${longest.toFixed(1)}, the third ${third.toFixed(1)} ms`;
  context.diagnostic(taken);
  assert.ok(steps.length >= lines / mostOfAStep, taken);
  assert.ok(third <= mostMs && longest <= all * greatestPart, taken);
});
