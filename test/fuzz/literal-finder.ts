import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLiteralFinder } from '../../src/lib/literal-finder.ts';
import { fuzzTarget } from './target.ts';

const letters = fc.array(fc.constantFrom('a', 'b', 'ab', 'é', '\ud83d', '\ude00'), { maxLength: 8 });
const words = letters.map((parts) => parts.join(''));
const cases = fc.record({ keys: fc.array(words, { maxLength: 12 }), text: fc.tuple(words, words, words) });

/** Every place of every key is found, each once. */
export const literalFinderTarget = fuzzTarget('literal-finder', cases, ({ keys, text: parts }) => {
  const text = parts.join('');
  const found: string[] = [];
  createLiteralFinder(keys)(text, (key, end) => found.push(`${key}@${end}`));
  assert.deepEqual(found.sort(), keys.flatMap((key, index) => placesOf(key, index, text)).sort());
});

function placesOf(key: string, index: number, text: string): string[] {
  if (key === '') return [];
  const ends = Array.from({ length: text.length + 1 }, (_, end) => end);
  return ends
    .filter((end) => end >= key.length && text.startsWith(key, end - key.length))
    .map((end) => `${index}@${end}`);
}
