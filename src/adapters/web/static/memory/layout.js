const rounds = 240;
const partings = 60;
/** So much stays free between two circles. */
const gap = 6;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * Places people on a surface: those who are known together near each other, all others apart. The same people and
 * bonds always come to lie the same way. `people` and `bonds` are as the server tells them.
 */
export function placed(people, bonds, { width, height, margin }) {
  const spots = people.map((person, index) => ({
    person,
    radius: radiusOf(person.facts),
    x: Math.cos(index * goldenAngle) * Math.sqrt(index + 0.5),
    y: Math.sin(index * goldenAngle) * Math.sqrt(index + 0.5),
  }));
  const at = new Map(spots.map((spot) => [spot.person.id, spot]));
  const springs = bonds.flatMap(({ one, other, facts, related }) => {
    const [from, to] = [at.get(one), at.get(other)];
    return from && to ? [{ from, to, facts, related }] : [];
  });
  for (let round = 0; round < rounds; round += 1) settle(spots, springs, 1 - round / rounds);
  fit(spots, { width, height, margin });
  for (let round = 0; round < partings; round += 1) part(spots, { width, height, margin });
  return { spots, lines: springs };
}

function radiusOf(facts) {
  return Math.min(18, 5 + Math.sqrt(facts) * 1.6);
}

/** One round: everybody keeps others away, bonds draw together, and the middle draws all a little. */
function settle(spots, springs, heat) {
  const pushes = new Map(spots.map((spot) => [spot, { x: -spot.x * 0.06, y: -spot.y * 0.09 }]));
  for (const [index, one] of spots.entries())
    for (const other of spots.slice(index + 1)) {
      const { x, y, far } = between(one, other);
      const force = 1 / far;
      push(pushes, one, other, (-x / far) * force, (-y / far) * force);
    }
  for (const { from, to, facts } of springs) {
    const { x, y, far } = between(from, to);
    const force = (far - 1) * 0.12 * Math.min(2, 1 + Math.log2(facts) / 4);
    push(pushes, from, to, (x / far) * force, (y / far) * force);
  }
  for (const [spot, { x, y }] of pushes) {
    const far = Math.hypot(x, y);
    const step = Math.min(far, 0.5 * heat + 0.01) / (far || 1);
    spot.x += x * step;
    spot.y += y * step;
  }
}

function push(pushes, one, other, x, y) {
  const [mine, theirs] = [pushes.get(one), pushes.get(other)];
  mine.x += x;
  mine.y += y;
  theirs.x -= x;
  theirs.y -= y;
}

/** Two in one spot would never part. */
function between(one, other) {
  const x = other.x - one.x || 0.01;
  const y = other.y - one.y || 0.01;
  return { x, y, far: Math.max(0.05, Math.hypot(x, y)) };
}

/** Stretches what was placed over the whole surface. */
function fit(spots, { width, height, margin }) {
  for (const [axis, size] of [
    ['x', width],
    ['y', height],
  ]) {
    const values = spots.map((spot) => spot[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const span = most - least;
    for (const spot of spots)
      spot[axis] = span < 1e-6 ? size / 2 : margin + ((spot[axis] - least) / span) * (size - 2 * margin);
  }
}

/** Circles that would lie on each other move aside, as far as the surface reaches. */
function part(spots, { width, height, margin }) {
  for (const [index, one] of spots.entries())
    for (const other of spots.slice(index + 1)) {
      const { x, y, far } = between(one, other);
      const lack = (one.radius + other.radius + gap - far) / 2;
      if (lack <= 0) continue;
      one.x = held(one.x - (x / far) * lack, margin, width);
      one.y = held(one.y - (y / far) * lack, margin, height);
      other.x = held(other.x + (x / far) * lack, margin, width);
      other.y = held(other.y + (y / far) * lack, margin, height);
    }
}

function held(value, margin, size) {
  return Math.min(size - margin, Math.max(margin, value));
}

/**
 * The one that lies nearest in a direction (`x` and `y` are -1, 0 or 1), as an arrow key goes: rather ahead than aside.
 * Undefined at the edge.
 */
export function neighbour(spots, from, { x, y }) {
  const away = spots.flatMap((spot) => {
    const ahead = (spot.x - from.x) * x + (spot.y - from.y) * y;
    const aside = Math.abs((spot.x - from.x) * y + (spot.y - from.y) * x);
    return spot !== from && ahead > 0 ? [{ spot, isAside: aside > ahead, far: ahead + 2 * aside }] : [];
  });
  return away.sort((one, other) => one.isAside - other.isAside || one.far - other.far)[0]?.spot;
}
