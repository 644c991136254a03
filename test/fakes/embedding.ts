import { createHash } from 'node:crypto';

const dimensions = 64;

/** A vector for a text, of length 1: texts that share words are alike, and the same text always gets the same. */
export function embed(text: string): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) {
    const hash = createHash('md5').update(word).digest();
    const at = hash.readUInt8(0) % dimensions;
    vector[at] = (vector[at] ?? 0) + (hash.readUInt8(1) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** The texts of a request for embeddings, which may name one or several. */
export function textsIn(input: unknown): string[] {
  return [input].flat().map(String);
}
