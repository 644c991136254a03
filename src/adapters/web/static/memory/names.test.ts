import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Spot {
  person: { id: string; name: string };
  x: number;
  y: number;
  radius: number;
}
interface Named {
  spot: Spot;
  name: string;
  x: number;
  y: number;
}
interface Writing {
  measure(words: string): number;
  lineHeight: number;
  widest: number;
  width: number;
  height: number;
  first?: string[];
}
interface Names {
  named(spots: Spot[], writing: Writing): Named[];
  shortened(name: string, measure: (words: string) => number, widest: number): string;
}

const { named, shortened }: Names = await import(new URL('names.js', import.meta.url).href);
const measure = (words: string) => [...new Intl.Segmenter().segment(words)].length * 6;
const spot = (name: string, x: number, y = 100): Spot => ({
  person: { id: name, name },
  ...{ x, y, radius: 5 },
});
const writing = { measure, lineHeight: 12, widest: 60, width: 300, height: 200 };
const said = (spots: Spot[], more: Partial<Writing> = {}) =>
  named(spots, { ...writing, ...more }).map(({ name }) => name);

test('every name stands wholly on the surface, also at its edges', () => {
  const edges = [
    spot('Annabelle', 3, 5),
    spot('Bartholomew', 297, 5),
    spot('Cy', 3, 195),
    spot('Dora', 297, 195),
  ];
  const names = named(edges, writing);
  assert.equal(names.length, 4);
  for (const { name, x, y } of names) {
    const half = measure(name) / 2;
    assert.ok(x - half >= 0 && x + half <= 300 && y - 9 >= 0 && y <= 200, `${name}: ${x} ${y}`);
  }
});

test('names stand on no circle and on no other name; who stands first has the place', () => {
  const crowd = [spot('Anna', 100), spot('Bo', 100, 118), spot('Cy', 130)];
  const names = named(crowd, writing);
  for (const { name, x, y } of names) {
    const half = measure(name) / 2;
    for (const other of crowd)
      assert.ok(
        Math.abs(other.x - x) >= half || other.y < y - 9 - 5 || other.y > y + 3 + 5,
        `${name} on ${other.person.name}`,
      );
  }
  const close = [
    spot('Anna', 100),
    spot('Annabelle', 101),
    spot('Anne', 102),
    spot('Annika', 103),
    spot('Ann', 104),
  ];
  assert.ok(said(close).length < close.length);
  assert.ok(said(close).includes('Anna'));
  assert.ok(!said(close).includes('Ann'));
  assert.ok(said(close, { first: ['Ann'] }).includes('Ann'));
});

test('a long name is cut between signs, and one that fits is not', () => {
  assert.equal(shortened('Annabelle Marie', measure, 60), 'Annabelle…');
  assert.equal(shortened('Anna', measure, 60), 'Anna');
  const family = '👨‍👩‍👧‍👦';
  assert.equal(shortened(family.repeat(20), measure, 18), `${family.repeat(2)}…`);
});
