import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { aCharacter, aPlace } from '../../../test/support/characters.ts';
import { type Command, type CommandReply, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Place } from '../../core/message.ts';
import { commandsPage, help } from './index.ts';
import { inWords, type StatusNeeds } from './status.ts';

function made(name: string, changes: Partial<Command> = {}): Command {
  return command({
    name,
    kind: 'slash',
    description: `Does ${name}.`,
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    run: async () => ({ text: '', visible: 'only-you' }),
    ...changes,
  });
}

const others = [
  made('why'),
  made('mute', {
    permission: 'manage',
    example: '/mute 5',
    input: z.object({
      how: z.enum(['soft', 'hard']).describe('In which way.'),
      minutes: z.int().optional().describe('How long.'),
    }),
  }),
  made('Why?', { kind: 'message' }),
  made('server', { contexts: ['guild'] }),
];

function slice(changes: Partial<StatusNeeds> = {}, declared: readonly Command[] = others): Feature {
  const feature = help({
    commands: () => [...declared, ...(feature.commands ?? [])],
    status: {
      clock: { now: () => 7_500_000 },
      startedAt: 0,
      model: { describe: async () => ({ model: 'ollama/x', standIn: false, contextTokens: 1 }) },
      parts: () => [{ name: 'discord', health: async () => ({ ok: true, says: 'connected.' }) }],
      cast: { knownIn: () => [aCharacter()] },
      load: () => ({ lanes: 2, waiting: 1 }),
      memoryBytes: () => 92_400_000,
      ...changes,
    },
  });
  return feature;
}

async function run(
  feature: Feature,
  name: string,
  input: object = {},
  asker: { mayManage?: boolean; place?: Place } = {},
): Promise<CommandReply> {
  const found = feature.commands?.find((each) => each.name === name);
  assert.ok(found, name);
  return found.run({
    id: 'c',
    caller: { id: 'a', name: 'Alice', mayManage: asker.mayManage ?? false },
    place: asker.place ?? aPlace(),
    signal: new AbortController().signal,
    input: found.input.parse(input),
  });
}

test('help lists what this member may use here, and only that', async () => {
  const { text } = await run(slice(), 'help');
  const names = [...text.matchAll(/^- `\/(\S+?)[ `]/gm)].map((match) => match[1]);
  assert.deepEqual(names, ['help', 'server', 'status', 'why']);
  assert.match(text, /^- \*\*Why\?\*\* in the menu of a message/m);
});

test('those who manage see their commands apart', async () => {
  const { text } = await run(slice(), 'help', {}, { mayManage: true });
  assert.match(text, /For those who look after this server:\n- `\/mute <how> \[minutes\]` – Does mute\./);
});

test('what works in servers only is not offered in a direct talk', async () => {
  const { text } = await run(slice(), 'help', {}, { place: aPlace({ kind: 'direct' }) });
  assert.ok(!text.includes('/server'));
});

test('one command is told in full, unless it is not for this member', async () => {
  const asked = run(slice(), 'help', { command: '/mute' }, { mayManage: true });
  const { text } = await asked;
  assert.match(text, /- `how` \(needed; one of `soft`, `hard`\): In which way\./);
  assert.match(text, /- `minutes` \(may be left out\): How long\./);
  assert.match(text, /For example: `\/mute 5`/);
  await assert.rejects(run(slice(), 'help', { command: 'mute' }), UserError);
});

test('a large family of commands shares a line, and is told by its first word', async () => {
  const members = ['a', 'b', 'c', 'd', 'e'].map((second) => made(`lore ${second}`));
  const feature = slice({}, members);
  assert.match((await run(feature, 'help')).text, /^- `\/lore` a, b, c, d, e – `\/help lore` tells more\.$/m);
  assert.equal((await run(feature, 'help', { command: 'lore' })).text.split('\n').length, 5);
});

test('command names are completed', async () => {
  const feature = slice();
  const suggest = feature.commands?.[0]?.suggest?.['command'];
  const caller = { id: 'a', name: 'Alice', mayManage: false };
  assert.deepEqual(await suggest?.('/wh', { place: aPlace(), caller }), ['why', 'Why?']);
});

test('status tells model, hosts, characters, work, age and memory', async () => {
  assert.deepEqual((await run(slice(), 'status')).text.split('\n'), [
    'Acore has been running for 2 hours.',
    'Model: **ollama/x**.',
    '✓ discord: connected.',
    'One character is loaded.',
    'Being answered: 2 channels, 1 waiting.',
    'Memory in use: 92 MB.',
  ]);
});

test('status says plainly that a stand-in speaks', async () => {
  const model = { describe: async () => ({ model: 'understudy', standIn: true, contextTokens: 1 }) };
  assert.match((await run(slice({ model }), 'status')).text, /No language model is connected/);
});

test('status comes although nothing answers', async () => {
  const { text } = await run(
    slice({
      model: { describe: () => Promise.reject(new Error('secret')) },
      parts: () => [{ name: 'discord', health: () => new Promise(() => {}) }],
    }),
    'status',
  );
  assert.match(text, /✗ discord: no answer within two seconds\./);
  assert.ok(!text.includes('secret'));
});

test('a duration is told in its largest unit', () => {
  assert.equal(inWords(5_000), 'a moment');
  assert.equal(inWords(60_000), 'one minute');
  assert.equal(inWords(3 * 86_400_000 + 5), '3 days');
});

test('the page of commands holds every one of them, by kind', () => {
  const page = commandsPage(others);
  const titles = [...page.matchAll(/^#+ (.*)$/gm)].map((match) => match[1]);
  assert.deepEqual(titles, [
    'Commands',
    'Typed commands',
    '`/mute <how> [minutes]`',
    '`/server`',
    '`/why`',
    'In the menu of a message',
    'Why?',
  ]);
  assert.match(page, /Needs the right to manage the server\./);
  assert.match(page, /Works in servers only\./);
});
