/** What came back is not one usable vector for each text. */
export class Unusable extends Error {}

/** Takes apart what holds rows of the same length one behind the other. */
export function inRows(all: Float32Array, rows: number): Float32Array[] {
  const length = all.length / rows;
  return Array.from({ length: rows }, (_, row) => all.slice(row * length, (row + 1) * length));
}

/** The rows as vectors of length 1. Throws Unusable when they are not one for each text, all alike in length. */
export function unitVectors(rows: readonly ArrayLike<number>[], texts: number): Float32Array[] {
  if (rows.length !== texts) throw new Unusable(`${rows.length} vectors came for ${texts} texts.`);
  const length = rows[0]?.length ?? 0;
  return rows.map((row) => {
    if (row.length !== length) throw new Unusable('The vectors differ in length.');
    return unit(row);
  });
}

function unit(row: ArrayLike<number>): Float32Array {
  // In double precision: numbers near the end of single precision have squares beyond it.
  const numbers = Float64Array.from(row);
  const size = Math.hypot(...numbers);
  if (!Number.isFinite(size) || size === 0) throw new Unusable('A vector has no direction.');
  return Float32Array.from(numbers, (number) => number / size);
}
