/** The pieces of a vocabulary, each with its number. */
export interface Pieces {
  readonly count: number;
  /** The number of the piece that is exactly this text; -1 when there is none. */
  find(text: string): number;
  /** Tells of each piece that begins at this place of a text, the shortest first. */
  startingAt(text: string, from: number, tell: (to: number, number: number) => void): void;
}

/** Bits that a filter has for each beginning of a piece, at least. */
const filterBits = 8;

/**
 * Keeps pieces in a few flat arrays: half a million take 25 MB, where objects take 400. The number of a piece is its
 * place; of two that are alike the later one counts.
 */
export function createPieces(texts: Iterable<string>): Pieces {
  const { units, ends, count } = laidOut(texts);
  const slots = new Int32Array(powerOfTwo(2 * count));
  /** Has a bit for each beginning of a piece, so that most texts that are none are known at once. */
  const filter = new Uint8Array(powerOfTwo(filterBits * units.length) / 8);

  /** Where a piece stands in the table, or would. */
  function slotOf(hash: number, length: number, unitAt: (place: number) => number): number {
    for (let slot = spread(hash) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = (slots[slot] ?? 0) - 1;
      if (number === -1) return slot;
      const start = startOf(number);
      if ((ends[number] ?? 0) - start !== length) continue;
      let same = 0;
      while (same < length && units[start + same] === unitAt(same)) same += 1;
      if (same === length) return slot;
    }
  }

  function startOf(number: number): number {
    return number === 0 ? 0 : (ends[number - 1] ?? 0);
  }

  function begins(hash: number): boolean {
    const bit = spread(hash) & (filter.length * 8 - 1);
    return ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  for (let number = 0; number < count; number += 1) {
    const start = startOf(number);
    const length = (ends[number] ?? 0) - start;
    let hash = emptyHash;
    for (let at = 0; at < length; at += 1) {
      hash = stepped(hash, units[start + at] ?? 0);
      const bit = spread(hash) & (filter.length * 8 - 1);
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
    slots[slotOf(hash, length, (place) => units[start + place] ?? 0)] = number + 1;
  }

  function find(text: string): number {
    let hash = emptyHash;
    for (let at = 0; at < text.length; at += 1) hash = stepped(hash, text.charCodeAt(at));
    return (slots[slotOf(hash, text.length, (place) => text.charCodeAt(place))] ?? 0) - 1;
  }

  function startingAt(text: string, from: number, tell: (to: number, number: number) => void): void {
    let hash = emptyHash;
    for (let to = from + 1; to <= text.length; to += 1) {
      hash = stepped(hash, text.charCodeAt(to - 1));
      if (!begins(hash)) return;
      const number = (slots[slotOf(hash, to - from, (place) => text.charCodeAt(from + place))] ?? 0) - 1;
      if (number !== -1) tell(to, number);
    }
  }

  return { count, find, startingAt };
}

/** All texts one behind the other, and where each ends. */
function laidOut(texts: Iterable<string>): { units: Uint16Array; ends: Uint32Array; count: number } {
  let units = new Uint16Array(1 << 16);
  let ends = new Uint32Array(1 << 12);
  let [count, used] = [0, 0];
  for (const text of texts) {
    while (used + text.length > units.length) units = grown(units, new Uint16Array(2 * units.length));
    if (count === ends.length) ends = grown(ends, new Uint32Array(2 * count));
    for (let at = 0; at < text.length; at += 1) units[used + at] = text.charCodeAt(at);
    used += text.length;
    ends[count] = used;
    count += 1;
  }
  return { units: units.slice(0, used), ends: ends.slice(0, count), count };
}

function grown<Numbers extends Uint16Array | Uint32Array>(small: Numbers, large: Numbers): Numbers {
  large.set(small);
  return large;
}

/** FNV-1a, a unit at a time. */
const emptyHash = 0x811c9dc5;
function stepped(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Brings the upper bits, which are mixed best, down. */
function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(64, least)));
}
