/** The largest number of an Int8Array. */
const most = 127;

/** Vectors as they are kept, one after another, a byte for each number: their directions, not their lengths. */
export function packed(vectors: readonly Float32Array[]): Int8Array {
  const dimensions = vectors[0]?.length ?? 0;
  const bytes = new Int8Array(vectors.length * dimensions);
  vectors.forEach((vector, index) => {
    const largest = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    vector.forEach((value, place) => {
      bytes[index * dimensions + place] = Math.round((value / largest) * most);
    });
  });
  return bytes;
}

/** The cosine between a unit vector and the kept vector of the same length that begins at `from`. */
export function cosine(unit: Float32Array, kept: Int8Array | Float32Array, from = 0): number {
  let product = 0;
  let square = 0;
  for (let place = 0; place < unit.length; place += 1) {
    const value = kept[from + place] ?? 0;
    product += (unit[place] ?? 0) * value;
    square += value * value;
  }
  return square === 0 ? 0 : product / Math.sqrt(square);
}

/** The cosine between two kept vectors, each the first of its row. */
export function likeness(a: Int8Array, b: Int8Array, dimensions: number): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let place = 0; place < dimensions; place += 1) {
    const left = a[place] ?? 0;
    const right = b[place] ?? 0;
    product += left * right;
    squareA += left * left;
    squareB += right * right;
  }
  return squareA === 0 || squareB === 0 ? 0 : product / Math.sqrt(squareA * squareB);
}

/** The cosine between a unit vector and what the first vectors of several rows have in common: their sum. */
export function cosineOfSum(unit: Float32Array, rows: readonly Int8Array[]): number {
  let product = 0;
  let square = 0;
  for (let place = 0; place < unit.length; place += 1) {
    let sum = 0;
    for (const row of rows) sum += row[place] ?? 0;
    product += (unit[place] ?? 0) * sum;
    square += sum * sum;
  }
  return square === 0 ? 0 : product / Math.sqrt(square);
}
