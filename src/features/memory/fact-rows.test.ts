import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemory } from '../../../test/support/memory.ts';
import { factsOfPerson } from './fact-rows.ts';

test('what another one says of what is somebody’s is theirs as well', async (context) => {
  const { say, transcript, learn, database, time } = await openMemory(context);
  const asked = say('bo', 'My sister is on holiday.');
  time.now += 60_000;
  const answer = { authorId: 'cy', authorName: 'Cy', at: time.now, replyTo: asked.messageId };
  transcript.say('Your sister Ana lives in Rome.', answer);
  await learn();
  const facts = await factsOfPerson(database, 'bo');
  assert.ok(facts.some(({ statement, saidBy }) => /lives in Rome/.test(statement) && saidBy.id === 'cy'));
  assert.deepEqual(await factsOfPerson(database, 'b'), []);
});
