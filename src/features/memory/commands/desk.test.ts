import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCast, aCharacter, aPlace } from '../../../../test/support/characters.ts';
import { factFileOf, openMemory } from '../../../../test/support/memory.ts';
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

test('facts are offered for a change to whoever may change them alone', async (context) => {
  const { say, learn, slice } = await openMemory(context);
  say('ana', 'I live in Oslo.');
  say('bo', 'I play the cello.');
  await learn();
  const offered = async (name: string, id: string, mayManage = false) => {
    const suggest = slice.commands?.find((one) => one.name === name)?.suggest?.['fact'];
    const lines = await suggest?.('', { place: aPlace(), caller: { id, name: id, mayManage } });
    return lines?.join() ?? '';
  };
  for (const name of ['memory forget', 'memory edit']) {
    assert.match(await offered(name, 'bo'), /cello/);
    assert.doesNotMatch(await offered(name, 'bo'), /Oslo/);
    assert.equal(await offered(name, 'cy'), '');
    assert.match(await offered(name, 'cy', true), /Oslo[\s\S]*cello|cello[\s\S]*Oslo/);
  }
});

test('of many facts the newest that fit are offered, by their words or their short id', async (context) => {
  const { use, slice } = await openMemory(context);
  const statements = Array.from({ length: 40 }, (_, number) => `Bo has a teapot numbered ${number}.`);
  for (const statement of [...statements, 'Bo plays the Cello.'])
    await use('memory import', { file: factFileOf('bo', statement) });
  const suggest = slice.commands?.find(({ name }) => name === 'memory forget')?.suggest?.['fact'];
  const offered = async (typed: string, id = 'bo') =>
    (await suggest?.(typed, { place: aPlace(), caller: { id, name: id, mayManage: false } })) ?? [];
  assert.equal((await offered('')).length, 25);
  assert.equal((await offered('teapot')).length, 25);
  const [cello = '', ...others] = await offered('CELLO');
  assert.match(cello, /^\S{7} Bo plays the Cello\.$/);
  assert.deepEqual(others, []);
  assert.deepEqual(await offered(cello), [cello]);
  assert.deepEqual(await offered(cello.slice(0, 7)), [cello]);
  assert.deepEqual(await offered('100%'), []);
  assert.deepEqual(await offered('teapot', 'cy'), []);
});

test('a search finds what the caller said elsewhere, and of others what is heard here', async (context) => {
  const { use } = await openMemory(context);
  await use('memory import', { file: factFileOf('bo', 'Bo collects stamps.') });
  const elsewhere = aPlace({ guildId: 'other', channelId: 'other' });
  const search = async (id: string, place = aPlace()) =>
    (await use('memory search', { query: 'stamps' }, { who: id, place })).text;
  assert.match(await search('cy'), /stamps/);
  assert.match(await search('bo', elsewhere), /stamps/);
  assert.doesNotMatch(await search('cy', elsewhere), /stamps/);
});
