import type { Pieces } from './pieces.ts';

interface UnigramNeeds {
  pieces: Pieces;
  /** How likely each piece is, as a logarithm. */
  scores: Float64Array;
  /** What stands for a character that is in no piece; undefined when nothing does. */
  unknown: number | undefined;
}

/** How much less likely than the rarest piece a character is that no piece has. */
const unknownPenalty = 10;

/** Cuts a word into those pieces that are likeliest together: the model Unigram of SentencePiece. */
export function createUnigram({ pieces, scores, unknown }: UnigramNeeds): (word: string) => number[] {
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - unknownPenalty;

  return (word) => {
    /** For each place the best way to it: how likely it is, its last piece, and where that begins. */
    const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY);
    const piece = new Int32Array(word.length + 1);
    const origin = new Int32Array(word.length + 1);
    best[0] = 0;

    function offer(from: number, to: number, number: number, score: number): void {
      const whole = (best[from] ?? 0) + score;
      if (whole <= (best[to] ?? 0)) return;
      best[to] = whole;
      piece[to] = number;
      origin[to] = from;
    }

    for (let from = 0; from < word.length; ) {
      const next = from + ((word.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
      let isKnown = false;
      pieces.startingAt(word, from, (to, number) => {
        offer(from, to, number, scores[number] ?? 0);
        if (to === next) isKnown = true;
      });
      if (!isKnown) offer(from, next, -1, unknownScore);
      from = next;
    }
    return wayTo(word.length, piece, origin, unknown);
  };
}

/** Unknown characters in a row are one piece. */
function wayTo(end: number, piece: Int32Array, origin: Int32Array, unknown: number | undefined): number[] {
  const numbers: number[] = [];
  let wasUnknown = false;
  for (let at = end; at > 0; at = origin[at] ?? 0) {
    const number = piece[at] ?? -1;
    if (number !== -1) numbers.push(number);
    else if (!wasUnknown && unknown !== undefined) numbers.push(unknown);
    wasUnknown = number === -1;
  }
  return numbers.reverse();
}
