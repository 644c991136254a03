import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aBook, aTalk } from '../../../test/support/lore.ts';
import { ownScanText } from './lore-text.ts';
import { runOwnScan } from './own-scan.ts';

const book = aBook([
  { keys: ['cat'], name: 'Cats', content: '{{char}} feeds {{user}}’s cat.' },
  { keys: ['cat'], position: 'nowhere' },
  { keys: ['Dog'], caseSensitive: true },
  { keys: ['cat'], probability: 50 },
]);
const messages = aTalk('the cat', 'Ada: which dog?');

test('tells of every entry what became of it, in data and in words', () => {
  const result = runOwnScan({ books: [book], messages, settings: {}, seed: 1, profile: undefined });
  const { 0: cats, 1: lost, 2: dog } = result.entries;
  assert.equal(result.before.split('\n').includes('Ada feeds Alice’s cat.'), true);
  assert.deepEqual([cats?.decision.kind, lost?.hasPlace, dog?.decision.kind], ['fired', false, 'no-match']);
  const text = ownScanText(result);
  assert.match(text, /✓ B\.0 {2}fired in pass 1: key “cat” in message 1, \d+ tokens {2}\(Cats\)/);
  assert.match(text, /✓ B\.1 .*, but its position is unknown/);
  assert.match(text, /– B\.2 {2}no key was found/);
  assert.match(text, /Would have fired with:[\s\S]*B\.2 {2}caseSensitive: false/);
  assert.match(text, /Budget: \d+ of 2048 tokens\./);
});

test('chance depends on the seed and on nothing else', () => {
  const activated = (seed: number) =>
    runOwnScan({ books: [book], messages, settings: {}, seed, profile: undefined }).activated;
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  assert.deepEqual(seeds.map(activated), seeds.map(activated));
  assert.equal(new Set(seeds.map((seed) => activated(seed).includes('B.3'))).size, 2);
});

test('settings and names are taken as given, and a profile for all books', () => {
  const settings = { depth: 1, names: { char: 'Bo', user: 'Cy' } };
  const { activated, entries } = runOwnScan({
    books: [book],
    messages,
    settings,
    seed: 1,
    profile: 'strict',
  });
  assert.deepEqual(activated, []);
  assert.deepEqual([...new Set(entries.map(({ profile }) => profile))], ['strict']);
});
