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

test('who is called by name is told of, whatever is asked about them', async (context) => {
  const memory = await openMemory(context);
  memory.say('marla', 'I have a dog called Rex.');
  await memory.learn();
  assert.match(await toldFor(memory, 'what name did Marla give it?'), /Rex/);
  assert.doesNotMatch(await toldFor(memory, 'what name did Otis give it?'), /Rex/);
});
