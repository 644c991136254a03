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

/**
 * The cosine between a unit vector and the kept vector of the same length that begins at `from`. Four sums side by side:
 * each waits for itself, not for the others.
 */
export function cosine(unit: Float32Array, kept: Int8Array | Float32Array, from = 0): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let square = 0;
  const whole = unit.length - (unit.length % 4);
  for (let place = 0, at = from; place < whole; place += 4, at += 4) {
    const one = kept[at] ?? 0;
    const two = kept[at + 1] ?? 0;
    const three = kept[at + 2] ?? 0;
    const four = kept[at + 3] ?? 0;
    a += (unit[place] ?? 0) * one;
    b += (unit[place + 1] ?? 0) * two;
    c += (unit[place + 2] ?? 0) * three;
    d += (unit[place + 3] ?? 0) * four;
    square += one * one + two * two + three * three + four * four;
  }
  for (let place = whole; place < unit.length; place += 1) {
    const value = kept[from + place] ?? 0;
    a += (unit[place] ?? 0) * value;
    square += value * value;
  }
  return square === 0 ? 0 : (a + b + c + d) / Math.sqrt(square);
}

/** The product of two kept vectors, each the first of its row; in four sums likewise. */
export function product(one: Int8Array, other: Int8Array, dimensions: number): number {
  // Whole numbers: their sum fits into 32 bits up to 130,000 dimensions.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = dimensions - (dimensions % 4);
  for (let place = 0; place < whole; place += 4) {
    a = (a + (one[place] ?? 0) * (other[place] ?? 0)) | 0;
    b = (b + (one[place + 1] ?? 0) * (other[place + 1] ?? 0)) | 0;
    c = (c + (one[place + 2] ?? 0) * (other[place + 2] ?? 0)) | 0;
    d = (d + (one[place + 3] ?? 0) * (other[place + 3] ?? 0)) | 0;
  }
  for (let place = whole; place < dimensions; place += 1)
    a = (a + (one[place] ?? 0) * (other[place] ?? 0)) | 0;
  return a + b + c + d;
}

/** The cosine between a unit vector and what the first vectors of several rows have in common: their sum. */
export function cosineOfSum(unit: Float32Array, rows: readonly Int8Array[]): number {
  const sums = new Int32Array(unit.length);
  for (const row of rows)
    for (let place = 0; place < sums.length; place += 1) sums[place] = (sums[place] ?? 0) + (row[place] ?? 0);
  let product = 0;
  let square = 0;
  for (let place = 0; place < sums.length; place += 1) {
    const sum = sums[place] ?? 0;
    product += (unit[place] ?? 0) * sum;
    square += sum * sum;
  }
  return square === 0 ? 0 : product / Math.sqrt(square);
}
