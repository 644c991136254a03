import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPieces } from './pieces.ts';

const piece = fc.string({
  unit: fc.constantFrom('a', 'b', 'ä', '灯', '🦊', '\ud83e'),
  minLength: 1,
  maxLength: 6,
});

test('finds what a table of objects would find', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.array(piece), (known, asked) => {
      const pieces = createPieces(known);
      const numbers = new Map(known.map((text, number) => [text, number]));
      for (const text of [...known, ...asked]) assert.equal(pieces.find(text), numbers.get(text) ?? -1);
      const line = asked.join('');
      for (let from = 0; from < line.length; from += 1) {
        const found: [number, number][] = [];
        pieces.startingAt(line, from, (to, number) => found.push([to, number]));
        const ends = Array.from({ length: line.length - from }, (_, at) => from + at + 1);
        const expected = ends.flatMap((to) => {
          const number = numbers.get(line.slice(from, to));
          return number === undefined ? [] : [[to, number]];
        });
        assert.deepEqual(found, expected);
      }
    }),
  );
});

test('knows many pieces apart', () => {
  const many = Array.from({ length: 50_000 }, (_, number) => `▁piece${number * 7}`);
  const pieces = createPieces(many);
  assert.equal(pieces.count, many.length);
  assert.ok(many.every((text, number) => pieces.find(text) === number));
  assert.equal(pieces.find('▁piece1'), -1);
  assert.equal(pieces.find(''), -1);
});
