import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { namesOf } from '../../core/character.ts';
import { fold } from '../../lib/fold.ts';
import { readShelf } from './shelf.ts';

const folder = join(import.meta.dirname, '../../../characters');
const { characters, problems } = readShelf([folder]);

test('every card that ships is read', () => {
  assert.deepEqual(problems, []);
  assert.equal(characters.length, 10);
});

test('nobody answers to the name of another', () => {
  const owners = new Map<string, string>();
  for (const character of characters)
    for (const name of namesOf(character)) {
      assert.equal(owners.get(fold(name)) ?? character.id, character.id, name);
      owners.set(fold(name), character.id);
    }
});

test('everybody has a portrait, and relationships with two who are there', async () => {
  const ids = new Set(characters.map(({ id }) => id));
  for (const { id, portrait, relationships } of characters) {
    assert.ok(((await portrait?.())?.length ?? 0) > 1_000, id);
    assert.ok(relationships.length >= 2, id);
    for (const { characterId } of relationships) assert.ok(ids.has(characterId), `${id}: ${characterId}`);
  }
});
