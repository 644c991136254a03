/** Where a piece of searched text comes from. */
export type PieceOrigin =
  | { kind: 'message'; index: number }
  | { kind: 'source'; name: string }
  | { kind: 'extra' }
  | { kind: 'entries'; ids: readonly string[] };

/** One stretch of searched text; plain keys never match across two of them. */
export interface Piece {
  text: string;
  from: PieceOrigin;
}

/** Everything that one entry is looked for in, newest message first. Many entries share one. */
export interface ScanText {
  readonly pieces: readonly Piece[];
  /** The pieces as regular expressions see them. */
  readonly whole: string;
  /** The same in small letters. */
  readonly lowered: string;
}

/** Stands before each piece, as in the recorded engine: regular expressions of books can see it. */
export const pieceMark = '\u0001';
/** Stands between two pieces. */
export const pieceBorder = `\n${pieceMark}`;

export function createScanText(pieces: readonly Piece[]): ScanText {
  let whole: string | undefined;
  let lowered: string | undefined;
  const text = {
    pieces,
    get whole() {
      whole ??= pieces.map((piece) => pieceMark + piece.text).join('\n');
      return whole;
    },
    get lowered() {
      lowered ??= text.whole.toLowerCase();
      return lowered;
    },
  };
  return text;
}

/** For an entry that looks at no message: nothing can be found, not even in what other entries say. */
export const noText: ScanText = { pieces: [], whole: '', lowered: '' };
