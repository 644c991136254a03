import type { Question } from './question.ts';
import { cueBits } from './rows.ts';
import type { Shelf } from './shelf.ts';
import { cosine, together } from './vectors.ts';
import type { Weights } from './weights.ts';

/** What a question means, as unit vectors: as its answer would be said, and as it was asked. */
export interface Meaning {
  statement: Float32Array;
  asked: Float32Array;
  /** The kept vectors of a line: the whole first, then its sentences; undefined where it is not embedded. */
  vectorsOf(shelf: Shelf, line: number): Int8Array | undefined;
  /** How many signs of each line's vector agree with those of another; undefined where the shelf has none. */
  agreement(shelf: Shelf, vector: Float32Array): Uint16Array | undefined;
}

/** What its meaning adds to a line's score, and the nearest cosine; undefined where it is not embedded. */
export function meaningOf(
  shelf: Shelf,
  line: number,
  meaning: Meaning,
  weights: Weights,
): { score: number; similarity: number } | undefined {
  const own = meaning.vectorsOf(shelf, line);
  if (own === undefined) return undefined;
  const { statement, asked } = meaning;
  const whole = cosine(statement, own);
  let sentence = whole;
  for (let from = statement.length; from < own.length; from += statement.length)
    sentence = Math.max(sentence, cosine(statement, own, from));
  const { previous, next } = shelf.layout();
  const before = previous[line] ?? -1;
  const around = [before === -1 ? -1 : (previous[before] ?? -1), before, line, next[line] ?? -1]
    .filter((place) => place !== -1)
    .map((place) => meaning.vectorsOf(shelf, place))
    .filter((row) => row !== undefined);
  const window = around.length === 1 ? cosine(asked, own, 0) : cosine(asked, together(around, asked.length));
  const score =
    weights.statement * whole +
    weights.sentence * sentence +
    weights.window * window +
    weights.answers * asksTheSame(shelf, before, meaning);
  return { score, similarity: Math.max(sentence, window) };
}

/** Who was asked this before may have answered it right then. */
function asksTheSame(shelf: Shelf, before: number, { asked, vectorsOf }: Meaning): number {
  if (before === -1 || !((shelf.rows().cues[before] ?? 0) & cueBits.asks)) return 0;
  const row = vectorsOf(shelf, before);
  return row === undefined ? 0 : Math.max(0, cosine(asked, row));
}

/** The texts of a question to be embedded, in the order of `statement` and `asked`. */
export function textsOf({ statement, text }: Question): [statement: string, asked: string] {
  return [statement, text];
}
