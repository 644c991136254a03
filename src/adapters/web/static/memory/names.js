const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Between a circle and its name. */
const gap = 3;

/**
 * Where names stand: below, above or beside their circles, wholly on the surface and on nothing else. Those who are
 * named `first` (ids) get their place before others, and one in any case; of the others those of whom most is known.
 * `measure` tells how wide words are, `widest` how wide a name may be.
 */
export function named(spots, { measure, lineHeight, widest, width, height, first = [] }) {
  const taken = [];
  const rank = new Map(first.map((id, index) => [id, index - first.length]));
  const inOrder = spots.toSorted(
    (one, other) => (rank.get(one.person.id) ?? 0) - (rank.get(other.person.id) ?? 0),
  );
  return inOrder.flatMap((spot) => {
    const name = shortened(spot.person.name, measure, widest);
    const places = around(spot, measure(name), lineHeight).map((box) => movedOnto(box, width, height));
    const isUnwritten = (box) => !taken.some((other) => overlap(box, other));
    const isFree = (box) => isUnwritten(box) && !spots.some((other) => overlap(box, boxOf(other)));
    const isWanted = rank.has(spot.person.id);
    const box = places.find(isFree) ?? (isWanted ? places.find(isUnwritten) : undefined);
    if (box === undefined) return [];
    taken.push(box);
    return [{ spot, name, x: (box.left + box.right) / 2, y: box.bottom - lineHeight / 4 }];
  });
}

/** As much of a name as there is room for; what looks like one sign is never cut in two. */
export function shortened(name, measure, widest) {
  if (measure(name) <= widest) return name;
  const signs = [...letters.segment(name)].map(({ segment }) => segment);
  while (signs.length > 1 && measure(`${signs.join('')}…`) > widest) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** Below, above, right and left of a circle, and below it moved aside; the best first. */
function around({ x, y, radius }, width, lineHeight) {
  const half = width / 2;
  const at = (left, top) => ({ left, right: left + width, top, bottom: top + lineHeight });
  const [below, above] = [y + radius + gap, y - radius - gap - lineHeight];
  const beside = y - lineHeight / 2;
  return [
    at(x - half, below),
    at(x - half, above),
    at(x + radius + gap, beside),
    at(x - radius - gap - width, beside),
    at(x - radius, below),
    at(x + radius - width, below),
    at(x - radius, above),
    at(x + radius - width, above),
  ];
}

function boxOf({ x, y, radius }) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/** A box that reaches over an edge is moved back. */
function movedOnto({ left, right, top, bottom }, width, height) {
  const x = Math.max(0, -left) - Math.max(0, right - width);
  const y = Math.max(0, -top) - Math.max(0, bottom - height);
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
