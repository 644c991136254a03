import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aPlace } from '../../../test/support/characters.ts';
import type { Place } from '../../core/message.ts';
import { whoIsPresent } from './presence.ts';
import type { Presence } from './store.ts';

const all = ['ada', 'bo', 'cy', 'bo-2'].map((id) => aCharacter({ id }));
const none = new Map<string, Presence>();

function ids(place: Place, own: [string, Presence][] = [], inherited: [string, Presence][] = []): string[] {
  return whoIsPresent(all, place, {
    server: none,
    own: new Map(own),
    inherited: new Map(inherited),
  }).map(({ id }) => id);
}

test('everybody is everywhere, in one order for one channel', () => {
  assert.deepEqual(ids(aPlace()).sort(), ['ada', 'bo', 'bo-2', 'cy']);
  assert.deepEqual(ids(aPlace()), ids(aPlace({ name: 'renamed' })));
});

test('different channels have different leads', () => {
  const leads = Array.from({ length: 40 }, (_, channel) => ids(aPlace({ channelId: String(channel) }))[0]);
  assert.equal(new Set(leads).size, 4);
});

test('a lead stays when others come', () => {
  const place = aPlace();
  const lead = whoIsPresent(all, place, { server: none, own: none, inherited: none })[0];
  assert.ok(lead);
  assert.equal(whoIsPresent([lead], place, { server: none, own: none, inherited: none })[0], lead);
});

test('a thread has the lead of its channel', () => {
  assert.equal(ids(aPlace({ kind: 'thread', channelId: 't', parentId: 'tavern' }))[0], ids(aPlace())[0]);
});

test('who was chosen leads, who was sent away is gone', () => {
  assert.equal(ids(aPlace(), [['cy', 'lead']])[0], 'cy');
  assert.deepEqual(
    ids(aPlace(), [
      ['cy', 'lead'],
      ['ada', 'off'],
    ]),
    ['cy', 'bo', 'bo-2'],
  );
});

test('a thread inherits, and may choose otherwise', () => {
  const inherited: [string, Presence][] = [
    ['bo', 'lead'],
    ['ada', 'off'],
  ];
  const thread = aPlace({ kind: 'thread', channelId: 't', parentId: 'tavern' });
  assert.equal(ids(thread, [], inherited)[0], 'bo');
  assert.ok(!ids(thread, [], inherited).includes('ada'));
  assert.equal(ids(thread, [['ada', 'lead']], inherited)[0], 'ada');
  assert.ok(ids(thread, [['ada', 'here']], inherited).includes('ada'));
  assert.equal(ids(thread, [['bo', 'off']], inherited).includes('bo'), false);
});

test("a direct talk of the playground leads with the character in its channel's id", () => {
  const direct = (channelId: string) => aPlace({ host: 'playground', kind: 'direct', channelId });
  assert.equal(ids(direct('dm-cy'))[0], 'cy');
  assert.equal(ids(direct('dm-cy-17'))[0], 'cy');
  assert.equal(ids(direct('dm-bo'))[0], 'bo');
  assert.equal(ids(direct('dm-bo-2'))[0], 'bo-2');
  assert.equal(ids(direct('dm-bo'), [['ada', 'lead']])[0], 'ada');
});

test('nobody left is an empty room', () => {
  assert.deepEqual(
    ids(
      aPlace(),
      all.map(({ id }) => [id, 'off']),
    ),
    [],
  );
});
