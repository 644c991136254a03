import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCast, aCharacter, aPlace } from '../../../test/support/characters.ts';
import type { CommandReply } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Message } from '../../core/message.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { chat } from './index.ts';

const ada = aCharacter();
const elise = aCharacter({ id: 'elise', name: 'Élise', displayName: 'Élise' });

async function set() {
  const received: Message[] = [];
  const asked: { question: Message; characterId: string | undefined }[] = [];
  const conversation: Conversation = {
    receive: async (message) => {
      received.push(message);
    },
    revise: async () => {},
    retract: async () => {},
    cue: async () => ({ messageIds: [] }),
    ask: async (question, characterId) => {
      asked.push({ question, characterId });
      return { character: characterId === 'elise' ? elise : ada, text: 'Because.' };
    },
    rehearse: () => Promise.reject(new Error('nobody rehearses here')),
  };
  const slice = chat({ cast: aCast([ada, elise]), clock: { now: () => 42 } });
  const stop = await slice.start?.(conversation);
  return { slice, received, asked, stop };
}

async function run(slice: Feature, name: string, input: object): Promise<CommandReply> {
  const found = slice.commands?.find((each) => each.name === name);
  assert.ok(found, name);
  return found.run({
    id: 'call-1',
    caller: { id: 'alice', name: 'Alice', mayManage: false },
    place: aPlace(),
    signal: new AbortController().signal,
    input: found.input.parse(input),
  });
}

test('/chat gives the words to the engine and shows them to everybody', async () => {
  const { slice, received } = await set();
  const reply = await run(slice, 'chat', { message: ' Hello\nthere ', character: 'elise' });
  assert.deepEqual(reply, { text: '> Hello\n> there', visible: 'everyone' });
  assert.deepEqual(received, [
    {
      id: 'call-1',
      place: aPlace(),
      author: { id: 'alice', name: 'Alice', kind: 'person' },
      text: 'Hello\nthere',
      at: 42,
      attachments: [],
      mentions: [],
      mentionsSelf: false,
      summons: { characterId: 'elise' },
    },
  ]);
});

test('/chat without a name summons whoever leads', async () => {
  const { slice, received } = await set();
  await run(slice, 'chat', { message: 'hi' });
  assert.deepEqual(received[0]?.summons, { characterId: undefined });
});

test('/ask shows the answer and gives nothing to the talk', async () => {
  const { slice, received, asked } = await set();
  const reply = await run(slice, 'ask', { question: 'Why?', character: 'Élise' });
  assert.deepEqual(reply, { text: '> Why?\n**Élise**: Because.', visible: 'everyone', characterId: 'elise' });
  assert.equal(asked[0]?.characterId, 'elise');
  assert.equal(asked[0]?.question.text, 'Why?');
  assert.equal(received.length, 0);
});

test('a stranger and empty words are refused before anything is said', async () => {
  const { slice, received } = await set();
  await assert.rejects(run(slice, 'chat', { message: 'hi', character: 'Nobody' }), UserError);
  await assert.rejects(run(slice, 'chat', { message: '   ' }), UserError);
  assert.equal(received.length, 0);
});

test('before the start and after the stop people are told to wait', async () => {
  const fresh = chat({ cast: aCast([ada]), clock: { now: () => 0 } });
  await assert.rejects(run(fresh, 'chat', { message: 'hi' }), UserError);
  const { slice, stop } = await set();
  await stop?.();
  await assert.rejects(run(slice, 'ask', { question: 'hi' }), UserError);
});

test('characters are completed', async () => {
  const { slice } = await set();
  const suggest = slice.commands?.[0]?.suggest?.['character'];
  const caller = { id: 'alice', name: 'Alice', mayManage: false };
  assert.deepEqual(await suggest?.('e', { place: aPlace(), caller }), ['Élise']);
});
