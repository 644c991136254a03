/** The places of the `most` largest values, in no order; of those that are alike the ones that stand last. */
export function largest(values: Float32Array, most: number, isOpen: (place: number) => boolean): number[] {
  if (most < 1) return [];
  // A heap with the least of those kept on top: most places are passed over with one comparison.
  const heap: number[] = [];
  const heldAt = (place: number | undefined) =>
    place === undefined ? Number.POSITIVE_INFINITY : (values[place] ?? 0);

  function isLess(a: number | undefined, b: number | undefined): boolean {
    const left = heldAt(a);
    const right = heldAt(b);
    return left < right || (left === right && (a ?? 0) < (b ?? 0));
  }

  function swap(a: number, b: number): void {
    const held = heap[a] ?? 0;
    heap[a] = heap[b] ?? 0;
    heap[b] = held;
  }

  function rise(at: number): void {
    for (let place = at; place > 0; ) {
      const above = (place - 1) >> 1;
      if (!isLess(heap[place], heap[above])) return;
      swap(place, above);
      place = above;
    }
  }

  function sink(): void {
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      const right = left + 1;
      const least = right < heap.length && isLess(heap[right], heap[left]) ? right : left;
      if (least >= heap.length || !isLess(heap[least], heap[place])) return;
      swap(place, least);
      place = least;
    }
  }

  let least = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < values.length; place += 1) {
    place = firstFrom(values, place, least);
    if (place === values.length || !isOpen(place)) continue;
    if (heap.length < most) {
      heap.push(place);
      rise(heap.length - 1);
    } else {
      heap[0] = place;
      sink();
    }
    if (heap.length === most) least = heldAt(heap[0]);
  }
  return heap;
}

/** The first place from `from` on that has at least so much: most of the work, and so a loop with nothing else in it. */
function firstFrom(values: Float32Array, from: number, least: number): number {
  let place = from;
  while (place < values.length && (values[place] ?? 0) < least) place += 1;
  return place;
}
