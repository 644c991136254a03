import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPlace } from '../../../test/support/characters.ts';
import { openMemory } from '../../../test/support/memory.ts';

const room = aPlace();
const cellar = aPlace({ channelId: 'cellar' });
const sam = (id: string) => ({ authorId: id, authorName: 'Sam' });

describe('a name that two people have', () => {
  test('means nobody for sure, wherever and whenever the other one spoke', async (context) => {
    const memory = await openMemory(context);
    const { transcript, time } = memory;
    transcript.say('hello', { ...sam('sam1'), at: time.now, place: cellar });
    time.now += 3_600_000;
    transcript.say('hello again', { ...sam('sam2'), at: time.now });
    memory.say('kim', 'Sam works as a plumber.');
    await memory.learn(room);
    assert.deepEqual(await memory.known(), []);
  });

  test('also means nobody when one of them had it before', async (context) => {
    const memory = await openMemory(context);
    const { transcript, time } = memory;
    transcript.say('hello', { ...sam('sam1'), at: time.now, place: cellar });
    transcript.say('call me Max', { ...sam('sam1'), authorName: 'Max', at: time.now + 1, place: cellar });
    transcript.say('hello', { ...sam('sam2'), at: time.now + 2 });
    memory.say('kim', 'Sam works as a plumber.');
    await memory.learn(room);
    assert.deepEqual(await memory.known(), []);
  });

  test('means the one who is mentioned', async (context) => {
    const memory = await openMemory(context);
    const { transcript, time } = memory;
    transcript.say('hello', { ...sam('sam1'), at: time.now });
    transcript.say('hello', { ...sam('sam2'), at: time.now + 1 });
    const line = memory.say('kim', '@Sam works as a plumber.');
    line.mentions = [{ id: 'sam1', name: 'Sam' }];
    await memory.learn(room);
    const [fact] = await memory.facts();
    assert.deepEqual([fact?.statement, fact?.about[0]?.id], ['Sam works as a plumber.', 'sam1']);
  });

  test('is asked back for by the commands, with what tells them apart', async (context) => {
    const memory = await openMemory(context);
    const { transcript, time } = memory;
    transcript.say('I live in Oslo.', { ...sam('101'), at: time.now + 1 });
    transcript.say('I live in Rome.', { ...sam('102'), at: time.now + 2 });
    await memory.learn(room);
    await assert.rejects(memory.use('memory list', { person: 'Sam' }), /<@101>, <@102>/);
    assert.match((await memory.use('memory list', { person: '<@102>' })).text, /Rome/);
  });
});

describe('a name that one person alone has', () => {
  test('means them, also when they spoke long ago in another channel', async (context) => {
    const memory = await openMemory(context);
    memory.transcript.say('hello', { ...sam('sam1'), at: memory.time.now, place: cellar });
    memory.time.now += 3_600_000;
    memory.say('kim', 'Sam works as a plumber.');
    await memory.learn(room);
    assert.equal((await memory.facts())[0]?.about[0]?.id, 'sam1');
  });

  test('of somebody off the record is no way to have something kept about them', async (context) => {
    const memory = await openMemory(context);
    memory.transcript.say('hello', { ...sam('sam1'), at: memory.time.now, place: cellar });
    memory.consents.set('sam1', { tier: 'off-the-record', paused: false });
    memory.say('kim', 'Sam works as a plumber.');
    await memory.learn(room);
    assert.deepEqual(await memory.known(), []);
  });
});
