/** The rows as vectors of length 1. Throws an Error when they are not one usable vector for each text, all alike in length. */
export function unitVectors(rows: readonly ArrayLike<number>[], texts: number): Float32Array[] {
  if (rows.length !== texts) throw new Error(`${rows.length} vectors came for ${texts} texts.`);
  const length = rows[0]?.length ?? 0;
  return rows.map((row) => {
    if (row.length !== length) throw new Error('The vectors differ in length.');
    return unit(row);
  });
}

function unit(row: ArrayLike<number>): Float32Array {
  const vector = Float32Array.from(row);
  // Summed in double precision: numbers near the end of single precision have squares beyond it.
  const size = Math.hypot(...vector);
  if (!Number.isFinite(size) || size === 0) throw new Error('A vector has no direction.');
  return vector.map((number) => number / size);
}
