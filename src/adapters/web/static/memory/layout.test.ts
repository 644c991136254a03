import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Person {
  id: string;
  name: string;
  facts: number;
}
interface Spot {
  person: Person;
  x: number;
  y: number;
  radius: number;
}
interface Bond {
  one: string;
  other: string;
  facts: number;
}
interface Surface {
  width: number;
  height: number;
  margin: number;
}
interface Layout {
  placed(
    people: Person[],
    bonds: Bond[],
    surface: Surface,
    before?: ReadonlyMap<string, { x: number; y: number }>,
  ): { spots: Spot[]; lines: { from: Spot; to: Spot }[] };
  placesOf(spots: Spot[], surface: Surface): Map<string, { x: number; y: number }>;
  neighbour(spots: Spot[], from: Spot, direction: { x: number; y: number }): Spot | undefined;
}

const { placed, placesOf, neighbour }: Layout = await import(new URL('layout.js', import.meta.url).href);
const surface = { width: 400, height: 300, margin: 40 };
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    name: `Person ${index}`,
    facts: count - index,
  }));
const bond = (one: number, other: number) => ({ one: `p${one}`, other: `p${other}`, facts: 2 });
const distance = (one: Spot | undefined, other: Spot | undefined) =>
  one && other ? Math.hypot(one.x - other.x, one.y - other.y) : Number.NaN;

test('those who are known together lie nearer than those who are not, always the same way', () => {
  const bonds = [bond(0, 1), bond(0, 2), bond(1, 2), bond(3, 4), bond(3, 5), bond(4, 5)];
  const { spots, lines } = placed(people(6), bonds, surface);
  assert.deepEqual(placed(people(6), bonds, surface).spots, spots);
  assert.equal(lines.length, 6);
  const near = bonds.map(({ one, other }) =>
    distance(spots[Number(one.slice(1))], spots[Number(other.slice(1))]),
  );
  const far = [0, 1, 2].flatMap((one) => [3, 4, 5].map((other) => distance(spots[one], spots[other])));
  const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  assert.ok(mean(near) * 1.3 < mean(far), `${mean(near)} and ${mean(far)}`);
});

test('everybody has a place of their own on the surface, also many, one alone and nobody', () => {
  for (const count of [0, 1, 2, 80]) {
    const { spots } = placed(people(count), [], surface);
    assert.equal(spots.length, count);
    for (const { x, y } of spots) {
      assert.ok(x >= 40 && x <= 360 && y >= 40 && y <= 260, `${count}: ${x} ${y}`);
    }
    for (const [index, one] of spots.entries())
      for (const other of spots.slice(index + 1)) assert.ok(distance(one, other) > 2, String(count));
  }
});

test('a bond with somebody who is not shown is left out', () => {
  assert.deepEqual(placed(people(2), [bond(0, 7)], surface).lines, []);
});

test('no two circles lie on each other, however many there are and wherever bonds draw them', () => {
  const many = Array.from({ length: 45 }, (_, index) => bond(0, index + 1));
  const { spots } = placed(people(46), many, { width: 360, height: 600, margin: 26 });
  for (const [index, one] of spots.entries())
    for (const other of spots.slice(index + 1)) {
      const lack = one.radius + other.radius - distance(one, other);
      assert.ok(lack < 1, `${one.person.name} and ${other.person.name}: ${lack}`);
    }
});

test('who was there stays in place when others leave or come, and newcomers lie beside those they are known with', () => {
  const bonds = Array.from({ length: 11 }, (_, index) => bond(index, index + 1));
  const before = placed(people(12), bonds, surface).spots;
  const known = placesOf(before, surface);
  const moved = (spots: Spot[]) =>
    spots.flatMap((spot) => {
      const was = before.find(({ person }) => person.id === spot.person.id);
      return was === undefined ? [] : distance(was, spot);
    });
  // The first has the most facts and began the drawing; the one in the middle joined two parts of it.
  for (const gone of ['p0', 'p6']) {
    const left = people(12).filter(({ id }) => id !== gone);
    const { spots } = placed(left, bonds, surface, known);
    assert.equal(spots.length, 11);
    assert.ok(Math.max(...moved(spots)) < 0.01, gone);
    const alone = placed(left, bonds, surface).spots;
    assert.ok(Math.max(...moved(alone)) > 10, 'and would not without');
  }
  const newcomer = { id: 'new', name: 'New', facts: 3 };
  const { spots } = placed(
    [...people(12), newcomer],
    [...bonds, { one: 'p3', other: 'new', facts: 1 }],
    surface,
    known,
  );
  assert.ok(Math.max(...moved(spots)) < 0.01);
  const [friend, fresh] = ['p3', 'new'].map((id) => spots.find(({ person }) => person.id === id));
  assert.ok(distance(friend, fresh) < 60 && distance(friend, fresh) > 10, String(distance(friend, fresh)));
  const larger = { width: 800, height: 300, margin: 40 };
  const [wide] = placed(people(12), bonds, larger, known).spots;
  assert.ok(Math.abs((wide?.x ?? 0) - (40 + (known.get('p0')?.x ?? 0) * 720)) < 0.01);
});

test('an arrow key leads to the nearest in its direction, and nowhere at the edge', () => {
  const spot = (id: string, x: number, y: number) => ({
    person: { id, name: id, facts: 1 },
    x,
    y,
    radius: 5,
  });
  const spots = [spot('middle', 50, 50), spot('right', 80, 55), spot('corner', 70, 90), spot('up', 45, 10)];
  const [middle] = spots as [Spot];
  const to = (x: number, y: number) => neighbour(spots, middle, { x, y })?.person.id;
  assert.deepEqual([to(1, 0), to(0, -1), to(0, 1), to(-1, 0)], ['right', 'up', 'corner', 'up']);
  assert.equal(neighbour(spots, spots[3] as Spot, { x: 0, y: -1 }), undefined);
});
