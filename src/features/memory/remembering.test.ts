import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { openMemory } from '../../../test/support/memory.ts';

type Memory = Awaited<ReturnType<typeof openMemory>>;

/** What Ada is reminded of when somebody says this. */
async function toldFor({ slice, time }: Memory, text: string): Promise<string> {
  const message = aMessage(text, { id: 'now', at: time.now });
  const signal = new AbortController().signal;
  const sections = await slice.context?.({ message, character: aCharacter(), talk: [], signal });
  return (sections ?? []).map((section) => section.text).join('\n');
}

test('what led to a line is told with it where it is remembered itself, and not otherwise', async (context) => {
  const memory = await openMemory(context);
  const { say, learn, use, consents } = memory;
  const admin = { mayManage: true };
  say('ana', 'What did you see at the harbour?');
  say('bo', 'A wonderful lighthouse with a red roof.');
  await learn();
  const lighthouse = 'tell me about the lighthouse with the red roof';
  assert.match(await toldFor(memory, lighthouse), /Ana: “What did you see/);

  await use('memory learning', { state: 'off' }, admin);
  say('ana', 'My password hint is the name of the orchard.');
  await use('memory learning', { state: 'on' }, admin);
  say('bo', 'The walrus was sleeping on the pontoon.');
  await learn();
  const walrus = await toldFor(memory, 'was the walrus sleeping on the pontoon?');
  assert.match(walrus, /walrus/);
  assert.doesNotMatch(walrus, /orchard/);

  consents.set('ana', { tier: 'full', paused: true });
  say('ana', 'I keep the tortoise in the greenhouse.');
  say('bo', 'Somebody painted the ferry bright orange.');
  await learn();
  assert.doesNotMatch(await toldFor(memory, 'who painted the ferry bright orange?'), /tortoise/);
});

test('what was said in a pause, or put into other words in it, is never learned, however soon the pause ended', async (context) => {
  const memory = await openMemory(context);
  const { say, learn, consents, time, slice, storage } = memory;
  const before = say('ana', 'I have a dog called Rex.');
  say('bo', 'I live in Oslo.');
  await learn();
  const from = time.now + 30_000;
  say('ana', 'I live in Madrid and keep a tortoise.');
  await storage.transaction(async (transaction) => await slice.retract?.(transaction, [before.messageId]));
  Object.assign(before, { text: 'I have a dog called Wuff.', editedAt: time.now });
  consents.set('ana', { tier: 'full', paused: false, pauses: [{ from, to: time.now + 1 }] });
  say('bo', 'I have a cat called Mimi.');
  await learn();
  const facts = JSON.stringify(await memory.facts());
  assert.match(facts, /Oslo/);
  assert.match(facts, /Mimi/);
  assert.doesNotMatch(facts, /Madrid|tortoise|Wuff/);
  const kept = await memory.database.selectFrom('memory_lines').select('author_id').execute();
  assert.deepEqual(
    kept.map(({ author_id }) => author_id),
    ['bo', 'bo'],
  );
  assert.doesNotMatch(
    await toldFor(memory, 'who keeps a tortoise in Madrid, and is there a dog called Wuff?'),
    /Ana/,
  );
});

test('who is called by name is told of, whatever is asked about them', async (context) => {
  const memory = await openMemory(context);
  memory.say('marla', 'I have a dog called Rex.');
  await memory.learn();
  assert.match(await toldFor(memory, 'what name did Marla give it?'), /Rex/);
  assert.doesNotMatch(await toldFor(memory, 'what name did Otis give it?'), /Rex/);
});
