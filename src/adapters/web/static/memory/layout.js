const rounds = 240;
const partings = 60;
/** So much stays free between two circles. */
const gap = 6;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * Places people on a surface: those who are known together near each other, all others apart. The same people and
 * bonds always come to lie the same way. `people` and `bonds` are as the server tells them. Whoever is in `before` (by id,
 * as shares of the surface) stays there, and only newcomers look for a place: nobody moves because somebody else left.
 */
export function placed(people, bonds, surface, before = new Map()) {
  const known = people.filter(({ id }) => before.has(id)).length;
  if (known > 0 && known >= people.length / 2) return besideOthers(people, bonds, surface, before);
  const spots = people.map((person, index) => ({
    person,
    radius: radiusOf(person.facts),
    ...inSpiral(index),
  }));
  const at = new Map(spots.map((spot) => [spot.person.id, spot]));
  const springs = bonds.flatMap(({ one, other, facts, related }) => {
    const [from, to] = [at.get(one), at.get(other)];
    return from && to ? [{ from, to, facts, related }] : [];
  });
  for (let round = 0; round < rounds; round += 1) settle(spots, springs, 1 - round / rounds);
  fit(spots, surface);
  for (let round = 0; round < partings; round += 1) part(spots, surface);
  return { spots, lines: springs };
}

function inSpiral(index) {
  return {
    x: Math.cos(index * goldenAngle) * Math.sqrt(index + 0.5),
    y: Math.sin(index * goldenAngle) * Math.sqrt(index + 0.5),
  };
}

/** Newcomers come to lie beside those with whom they are known, or where there is room. */
function besideOthers(people, bonds, surface, before) {
  const { width, height, margin } = surface;
  const [across, down] = [width - 2 * margin, height - 2 * margin];
  const spots = people.map((person) => {
    const place = before.get(person.id);
    const at = place && { x: margin + place.x * across, y: margin + place.y * down };
    return { person, radius: radiusOf(person.facts), isNew: place === undefined, ...at };
  });
  const at = new Map(spots.map((spot) => [spot.person.id, spot]));
  const lines = bonds.flatMap(({ one, other, facts, related }) => {
    const [from, to] = [at.get(one), at.get(other)];
    return from && to ? [{ from, to, facts, related }] : [];
  });
  for (const [index, spot] of spots.filter(({ isNew }) => isNew).entries()) {
    const friends = lines
      .flatMap(({ from, to }) => (from === spot ? [to] : to === spot ? [from] : []))
      .filter(({ x }) => x !== undefined);
    Object.assign(spot, freePlace(spot, friends, spots, surface, index));
  }
  for (let round = 0; round < partings; round += 1) part(spots, surface);
  return { spots, lines };
}

const triedPlaces = 160;

/** The nearest place to the middle of some others, or of all, that is nobody's. */
function freePlace(spot, friends, spots, { width, height, margin }, index) {
  const middle = (values, otherwise) =>
    values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [
    middle(
      friends.map((one) => one.x),
      width / 2,
    ),
    middle(
      friends.map((one) => one.y),
      height / 2,
    ),
  ];
  const step = spot.radius + gap;
  for (let tried = 0; tried < triedPlaces; tried += 1) {
    const turn = inSpiral(tried + index);
    const place = {
      x: held(x + turn.x * step, margin, width),
      y: held(y + turn.y * step, margin, height),
    };
    const isFree = spots.every(
      (other) =>
        other.x === undefined ||
        Math.hypot(other.x - place.x, other.y - place.y) >= other.radius + spot.radius + gap,
    );
    if (isFree) return place;
  }
  return { x: held(x, margin, width), y: held(y, margin, height) };
}

/** Where everybody lies, as shares of the surface. */
export function placesOf(spots, { width, height, margin }) {
  const share = (value, size) => (value - margin) / Math.max(1, size - 2 * margin);
  return new Map(spots.map(({ person, x, y }) => [person.id, { x: share(x, width), y: share(y, height) }]));
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

/** Circles that would lie on each other move aside, as far as the surface reaches: a newcomer rather than who was there. */
function part(spots, { width, height, margin }) {
  for (const [index, one] of spots.entries())
    for (const other of spots.slice(index + 1)) {
      const { x, y, far } = between(one, other);
      const lack = (one.radius + other.radius + gap - far) / 2;
      if (lack <= 0) continue;
      const [back, on] = one.isNew === other.isNew ? [1, 1] : one.isNew ? [2, 0] : [0, 2];
      one.x = held(one.x - (x / far) * lack * back, margin, width);
      one.y = held(one.y - (y / far) * lack * back, margin, height);
      other.x = held(other.x + (x / far) * lack * on, margin, width);
      other.y = held(other.y + (y / far) * lack * on, margin, height);
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
