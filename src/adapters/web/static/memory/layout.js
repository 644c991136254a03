const rounds = 240;
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

/** Whose names there is room for, those of whom most is known first. */
export function named(spots, { letterWidth, lineHeight, longest }) {
  const taken = [];
  return spots.flatMap((spot) => {
    const letters = Array.from(spot.person.name);
    const name = letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : spot.person.name;
    const half = (Math.min(letters.length, longest) * letterWidth) / 2;
    const y = spot.y + spot.radius + lineHeight;
    const box = { left: spot.x - half, right: spot.x + half, top: y - lineHeight, bottom: y };
    if (taken.some((other) => overlap(box, other))) return [];
    taken.push(box);
    return [{ spot, name, x: spot.x, y }];
  });
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
