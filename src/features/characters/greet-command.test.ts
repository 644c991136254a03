import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCast, aCharacter, aPlace } from '../../../test/support/characters.ts';
import type { CommandReply } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Conversation, Cue } from '../../core/ports/conversation.ts';
import { greetCommand } from './greet-command.ts';

const ada = aCharacter({
  firstMessage: 'Hello {{user}}, I am {{char}}.',
  alternateGreetings: ['Again?', ' '],
  groupGreetings: ['All of you, {{group}}!'],
});
const bo = aCharacter({ id: 'bo', name: 'Bo', displayName: 'Bo', firstMessage: '' });

async function greet(
  input: object,
  { cast = aCast([ada, bo]), place = aPlace() }: { cast?: Cast; place?: Place } = {},
): Promise<{ cue: Cue | undefined; reply: CommandReply }> {
  const cues: Cue[] = [];
  const cue = async (given: Cue) => {
    cues.push(given);
    return { messageIds: [given.instead ?? 'said'] };
  };
  const command = greetCommand({
    cast,
    clock: { now: () => 0 },
    timeZone: 'UTC',
    conversation: () => ({ cue }) as unknown as Conversation,
  });
  const reply = await command.run({
    id: 'call',
    caller: { id: 'alice', name: 'Alice', mayManage: false },
    place,
    signal: new AbortController().signal,
    input: command.input.parse({ name: 'Ada', ...input }),
  });
  return { cue: cues[0], reply };
}

test('among others the greetings for groups come first, alone they are left out', async () => {
  assert.equal((await greet({})).cue?.text, 'All of you, Ada, Bo!');
  const direct = { place: aPlace({ kind: 'direct' }) };
  assert.equal((await greet({}, direct)).cue?.text, 'Hello Alice, I am Ada.');
  assert.equal((await greet({ which: 2 }, { cast: aCast([ada]) })).cue?.text, 'Again?');
  await assert.rejects(greet({ which: 3 }, direct), /Ada has 2 greetings here\./);
});

test('the button goes round, in place of what was said', async () => {
  const seen: unknown[] = [];
  let input: object = {};
  for (let turn = 0; turn < 4; turn += 1) {
    const { cue, reply } = await greet(input);
    seen.push([cue?.text, cue?.instead]);
    input = reply.buttons?.[0]?.input ?? {};
  }
  assert.deepEqual(seen, [
    ['All of you, Ada, Bo!', undefined],
    ['Hello Alice, I am Ada.', 'said'],
    ['Again?', 'said'],
    ['All of you, Ada, Bo!', 'said'],
  ]);
});

test('one greeting has no button, and none at all is told', async () => {
  const only = aCharacter({ firstMessage: 'Hi.' });
  assert.deepEqual((await greet({}, { cast: aCast([only]) })).reply.buttons, []);
  await assert.rejects(greet({ name: 'Bo' }), UserError);
});

test('an id that is too long for a button is left out of it, so that the next one is said below', async () => {
  const { reply } = await greet({ instead: 'x'.repeat(70) });
  assert.deepEqual(reply.buttons?.[0]?.input, { name: 'ada', which: 2 });
});
