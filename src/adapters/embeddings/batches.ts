/** How much is read at once. */
export interface BatchSize {
  texts: number;
  /** The longest text counted as often as there are texts: a batch costs as if all were as long. */
  characters: number;
}

/** The places of texts, put into batches of about the same length. */
export function batchesOf(texts: readonly string[], most: BatchSize): number[][] {
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const { place, length } of byLength(texts)) {
    const isFull = batch.length === most.texts || (batch.length + 1) * length > most.characters;
    if (isFull && batch.length > 0) {
      batches.push(batch);
      batch = [];
    }
    batch.push(place);
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

function byLength(texts: readonly string[]): { place: number; length: number }[] {
  return texts.map(({ length }, place) => ({ place, length })).sort((a, b) => a.length - b.length);
}
