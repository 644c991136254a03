import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCast, aCharacter, aPlace } from '../../../../test/support/characters.ts';
import { aTranscript } from '../../../../test/support/transcript.ts';
import { characterHere } from './desk.ts';

test('who names no character means the one that answered them last', async () => {
  const transcript = aTranscript();
  const cast = aCast([aCharacter(), aCharacter({ id: 'finn', displayName: 'Finn' })]);
  const desk = { cast, transcript, clock: { now: () => Date.UTC(2026, 10, 2, 12) } };
  const meant = async (id: string, typed?: string) =>
    (await characterHere(desk, aPlace(), { id }, typed)).displayName;
  assert.equal(await meant('bo'), 'Ada');
  transcript.say('Aye.', { kind: 'character', authorId: 'finn', characterId: 'finn', wordsOf: ['bo'] });
  assert.equal(await meant('bo'), 'Finn');
  assert.equal(await meant('bo', 'Ada'), 'Ada');
  assert.equal(await meant('cleo'), 'Ada');
  await assert.rejects(meant('bo', 'Nobody'), /Nobody/);
});
