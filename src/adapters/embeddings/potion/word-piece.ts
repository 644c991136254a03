import type { Pieces } from './pieces.ts';

interface WordPieceNeeds {
  pieces: Pieces;
  /** Stands before pieces that begin no word. */
  prefix: string;
  longestWord: number;
}

/** Cuts a word into the longest pieces from the left: BERT's model WordPiece. A word that cannot be cut so is none. */
export function createWordPiece({ pieces, prefix, longestWord }: WordPieceNeeds): (word: string) => number[] {
  return (word) => {
    if (word.length > longestWord && [...word].length > longestWord) return [];
    const numbers: number[] = [];
    for (let from = 0; from < word.length; ) {
      const before = from === 0 ? '' : prefix;
      let to = word.length;
      let number = pieces.find(before + word.slice(from));
      while (number === -1 && to > from + 1) {
        to -= 1;
        number = pieces.find(before + word.slice(from, to));
      }
      if (number === -1) return [];
      numbers.push(number);
      from = to;
    }
    return numbers;
  };
}
