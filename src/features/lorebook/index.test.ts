import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import type { LoreEntry } from '../../core/character.ts';
import type { Section } from '../../core/feature.ts';
import { lorebook } from './index.ts';
import { fitting } from './lore.ts';

function entry(changes: Partial<LoreEntry>): LoreEntry {
  const content = changes.content ?? `About ${changes.keys}.`;
  return { id: content, keys: [], order: 100, constant: false, caseSensitive: false, ...changes, content };
}

async function sections(lore: LoreEntry[], ...said: string[]): Promise<Section[]> {
  const slice = lorebook({ clock: { now: () => 0 }, timeZone: 'UTC' });
  const message = aMessage(said.at(-1) ?? '');
  const talk = said.map((text, index) => ({
    messageId: String(index),
    place: message.place,
    authorId: 'alice',
    authorName: 'Alice',
    kind: 'person' as const,
    text,
    at: index,
    attachments: [],
  }));
  const turn = { message, character: aCharacter({ lore }), talk, signal: new AbortController().signal };
  return (await slice.context?.(turn)) ?? [];
}

async function told(lore: LoreEntry[], ...said: string[]): Promise<string[]> {
  return (await sections(lore, ...said)).flatMap(({ text }) => text.split('\n\n'));
}

const bees = entry({ keys: ['bees', 'honey'] });

test('an entry is told when the talk touches one of its keys as a whole word', async () => {
  assert.deepEqual(await told([bees], 'How are your Bees?'), ['About bees,honey.']);
  assert.deepEqual(await told([bees], 'some honey?'), ['About bees,honey.']);
  assert.deepEqual(await told([bees], 'honeycomb'), []);
  assert.deepEqual(await told([bees], 'nothing'), []);
});

test('only the last four messages count', async () => {
  assert.equal((await told([bees], 'bees', 'b', 'c', 'd')).length, 1);
  assert.equal((await told([bees], 'bees', 'b', 'c', 'd', 'e')).length, 0);
});

test('keys of different entries may overlap; capitals count where the card says so', async () => {
  const lore = [
    entry({ keys: ['queen'] }),
    entry({ keys: ['queen bee'] }),
    entry({ keys: ['May'], caseSensitive: true }),
  ];
  assert.deepEqual(await told(lore, 'the queen bee may fly'), ['About queen.', 'About queen bee.']);
  assert.deepEqual(await told(lore, 'in May'), ['About May.']);
});

test('constant entries are always told, apart and before', async () => {
  const lore = [bees, entry({ content: 'Always.', constant: true })];
  const found = await sections(lore, 'bees');
  assert.deepEqual(
    found.map(({ text, volatility }) => [text, volatility]),
    [
      ['Always.', 'stable'],
      ['About bees,honey.', 'talk'],
    ],
  );
  assert.deepEqual(await told(lore, 'hm'), ['Always.']);
});

test('the order of the book is kept', async () => {
  const lore = [entry({ keys: ['a'], order: 20 }), entry({ keys: ['b'], order: 3 })];
  assert.deepEqual(await told(lore, 'a b'), ['About b.', 'About a.']);
});

test('macros in entries are expanded, those in names are not', async () => {
  assert.deepEqual(await told([entry({ keys: ['x'], content: '{{char}} likes {{user}}.' })], 'x'), [
    'Ada likes Alice.',
  ]);
});

test('a long book is cut to its budget', async () => {
  const lore = Array.from({ length: 50 }, (_, order) =>
    entry({ keys: ['x'], order, content: 'y'.repeat(900) }),
  );
  assert.equal((await told(lore, 'x')).length, 4);
  assert.deepEqual(fitting(['aaa', 'bbbbb', 'c'], 4), ['aaa', 'c']);
});
