/** The places of the `most` largest values, in no order. */
export function largest(
  values: ArrayLike<number>,
  most: number,
  isOpen: (place: number) => boolean,
): number[] {
  const open: number[] = [];
  for (let place = 0; place < values.length; place += 1) if (isOpen(place)) open.push(place);
  if (open.length <= most) return open;
  const least = nthLargest(
    Float64Array.from(open, (place) => values[place] ?? 0),
    most,
  );
  const above = open.filter((place) => (values[place] ?? 0) > least);
  const ties = open.filter((place) => (values[place] ?? 0) === least);
  // Of those that are all alike the newest are likelier to be meant; they stand last.
  return [...above, ...ties.slice(Math.max(0, ties.length - (most - above.length)))];
}

/** The value that `count - 1` others are not smaller than; puts `values` into another order. */
function nthLargest(values: Float64Array, count: number): number {
  const wanted = count - 1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) > pivot) left += 1;
      while ((values[right] ?? 0) < pivot) right -= 1;
      if (left > right) break;
      const held = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = held;
      left += 1;
      right -= 1;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted] ?? 0;
}
