import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Command } from '../src/core/commands/command.ts';
import { commandProblems, problemsIn } from './check-commands.ts';

function command(change: Partial<Command>): Command {
  return {
    name: 'sing',
    kind: 'slash',
    description: 'Sings.',
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild'],
    cooldownMs: 0,
    run: async () => ({ text: 'La.', visible: 'everyone' }),
    ...change,
  };
}

test('the commands of all slices can be registered', async () => {
  assert.deepEqual(await commandProblems(), []);
});

test('two commands of one name are told with both places', () => {
  const problems = problemsIn([
    { name: 'music', commands: [command({})] },
    { name: 'choir', commands: [command({ description: 'Sings together.' })] },
  ]);
  assert.deepEqual(problems, [
    'Two commands have the name “sing”: features/music (“sing”) and features/choir (“sing”).',
  ]);
});

test('a name and an order of options that Discord refuses are told with their place', () => {
  const input = z.object({
    loud: z.boolean().optional().describe('Whether it is loud.'),
    song: z.string().describe('Which one.'),
  });
  const problems = problemsIn([{ name: 'music', commands: [command({ name: 'Sing!', input })] }]);
  assert.equal(problems.length, 2);
  assert.match(problems[0] ?? '', /^features\/music \(“Sing!”\): its name “Sing!” must be/);
  assert.match(
    problems[1] ?? '',
    /^features\/music .*the required “song” must stand before the optional “loud”/,
  );
});
