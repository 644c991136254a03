/** More at once is hardly quicker for each, and a question would wait longer for its turn. */
const mostTexts = 8;
const mostCharacters = 640;

/** The places of texts, put into batches of about the same length: a batch costs as if all were as long as its longest. */
export function batchesOf(lengths: ReadonlyMap<number, number>): number[][] {
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const [place, length] of [...lengths].sort(([, a], [, b]) => a - b)) {
    const isFull = batch.length === mostTexts || (batch.length + 1) * length > mostCharacters;
    if (isFull && batch.length > 0) {
      batches.push(batch);
      batch = [];
    }
    batch.push(place);
  }
  return batch.length === 0 ? batches : [...batches, batch];
}
