import type { Question } from './question.ts';
import { cueBits } from './rows.ts';
import type { Shelf } from './shelf.ts';
import { cosine, cosineOfSum } from './vectors.ts';
import type { Weights } from './weights.ts';

/** What a question means, as unit vectors: as its answer would be said, and as it was asked. */
export interface Meaning {
  statement: Float32Array;
  asked: Float32Array;
  /** Reads the vectors of lines that will be asked for, which is quicker together than one by one. */
  read(shelf: Shelf, lines: readonly number[]): void;
  /** The kept vectors of a line: the whole first, then its sentences; undefined where it is not embedded. */
  vectorsOf(shelf: Shelf, line: number): Int8Array | undefined;
  /** How many signs of each line's vector agree with those of another; undefined where the shelf has none. */
  agreement(shelf: Shelf, vector: Float32Array): Float32Array | undefined;
}

/** What vectors say of a line. */
export interface Meant {
  score: number;
  similarity: number;
}

/** What a line's own vectors add to its score, and the nearest cosine; undefined where it is not embedded. */
export function ownMeaning(
  shelf: Shelf,
  line: number,
  { statement, asked, vectorsOf }: Meaning,
  weights: Weights,
): Meant | undefined {
  const own = vectorsOf(shelf, line);
  if (own === undefined) return undefined;
  const whole = cosine(statement, own);
  let sentence = whole;
  let direct = cosine(asked, own);
  for (let from = statement.length; from < own.length; from += statement.length) {
    sentence = Math.max(sentence, cosine(statement, own, from));
    direct = Math.max(direct, cosine(asked, own, from));
  }
  const score = weights.statement * whole + weights.sentence * sentence + weights.direct * direct;
  return { score, similarity: sentence };
}

/** The same of the lines around it. */
export function meaningAround(shelf: Shelf, line: number, meaning: Meaning, weights: Weights): Meant {
  const { asked } = meaning;
  const rows = around(shelf, line)
    .map((place) => meaning.vectorsOf(shelf, place))
    .filter((row) => row !== undefined);
  const window = cosineOfSum(asked, rows);
  return {
    score: weights.window * window + weights.answers * asksTheSame(shelf, line, meaning),
    similarity: window,
  };
}

/** A line with the two before it and the one after it. */
export function around(shelf: Shelf, line: number): number[] {
  const { previous, next } = shelf.layout();
  const before = previous[line] ?? -1;
  const earlier = before === -1 ? -1 : (previous[before] ?? -1);
  return [earlier, before, line, next[line] ?? -1].filter((place) => place !== -1);
}

/** Who was asked this before may have answered it right then. */
function asksTheSame(shelf: Shelf, line: number, { asked, vectorsOf }: Meaning): number {
  const before = shelf.layout().previous[line] ?? -1;
  if (before === -1 || !((shelf.rows().cues[before] ?? 0) & cueBits.asks)) return 0;
  const row = vectorsOf(shelf, before);
  return row === undefined ? 0 : Math.max(0, cosine(asked, row));
}

/** The texts of a question to be embedded, in the order of `statement` and `asked`. */
export function textsOf({ statement, text }: Question): [statement: string, asked: string] {
  return [statement, text];
}
