import type { Key } from './key.ts';
import { createKeyIndex, type Stretch } from './key-index.ts';
import { isIn, type KeyMatcher, type KeyReader } from './key-matcher.ts';
import { pieceBorder, pieceMark, type ScanText } from './scan-text.ts';
import { createStrain } from './strain.ts';
import { hasWord } from './words.ts';

/** What is known of one piece of text. */
interface PieceHits {
  /** The places of the keys that are in it. */
  found: readonly number[];
  /** Those that may reach beyond it, and of which it holds what they need. */
  hinted: readonly number[];
}

/** What is known of a key in a whole text. */
const unknown = 2;
const inside = 1;

/** So many pieces are kept: the messages that a talk looks at, several times over. */
const mostPieces = 400;

/**
 * The quick way: all plain keys are found in one pass, regular expressions are tried only where something they need is
 * there, and what is known of a piece is kept, so that a new message costs no more than its own length.
 */
export const fastMatcher: KeyMatcher = { learn: (keys) => createReader(keys) };

function createReader(keys: readonly Key[]): KeyReader {
  const places = new Map(keys.map((key, place) => [key, place]));
  const index = createKeyIndex(keys);
  const strain = createStrain();
  const kept = new Map<string, PieceHits>();
  const crossing = keys.flatMap((key, place) => (mayCross(key) ? [place] : []));
  const wide = index.anywhere.filter((place) => keys[place]?.pattern?.isLocal !== true);
  const local = index.anywhere.filter((place) => keys[place]?.pattern?.isLocal === true);

  function hitsOf(piece: string): PieceHits {
    const known = kept.get(piece);
    kept.delete(piece);
    const hits = known ?? look(piece);
    // What was held back is asked again next time.
    if (known !== undefined || !strain.isSpent()) kept.set(piece, hits);
    if (kept.size > mostPieces) kept.delete(kept.keys().next().value ?? '');
    return hits;
  }

  function look(text: string): PieceHits {
    const stretch = { text, lowered: text.toLowerCase() };
    const possible = new Set<number>(local);
    index.look(stretch, (place) => possible.add(place));
    const found: number[] = [];
    const hinted: number[] = [];
    for (const place of possible) {
      const key = keys[place];
      if (key === undefined) continue;
      if (key.pattern?.isLocal === false) hinted.push(place);
      else if (isInside(key, stretch)) found.push(place);
    }
    return { found, hinted };
  }

  function isInside({ pattern, text, caseSensitive, wholeWords, borders }: Key, stretch: Stretch): boolean {
    if (pattern !== undefined) return strain.test(pattern, stretch.text);
    const searched = caseSensitive ? stretch.text : stretch.lowered;
    return wholeWords ? hasWord(searched, text, borders) : searched.includes(text);
  }

  /** No line break follows the last piece; what is found without it is also found with it. */
  function isAtEnd(place: number, text: string): boolean {
    const pattern = keys[place]?.pattern;
    return pattern === undefined || strain.test(pattern, pieceMark + text);
  }

  function isInWhole(whole: ScanText, place: number): boolean {
    const key = keys[place];
    if (key === undefined) return false;
    return key.pattern === undefined ? isIn(whole, key) : strain.test(key.pattern, whole.whole);
  }

  /** What is known of each key, and which of them are in the text or may be. */
  function readPieces({ pieces }: ScanText): { state: Uint8Array; possible: number[] } {
    const state = new Uint8Array(keys.length);
    const possible: number[] = [];
    const note = (place: number, what: number) => {
      if (state[place] === 0) possible.push(place);
      state[place] = what;
    };
    if (pieces.length === 0) return { state, possible };
    for (const place of [...crossing, ...wide]) note(place, unknown);
    const last = pieces.length - 1;
    for (const [at, { text }] of pieces.entries()) {
      const { found, hinted } = hitsOf(`${pieceMark}${text}\n`);
      for (const place of hinted) note(place, unknown);
      for (const place of found) if (at < last || isAtEnd(place, text)) note(place, inside);
    }
    return { state, possible };
  }

  return {
    read(text) {
      strain.renew();
      const { state, possible } = readPieces(text);

      function isThere(place: number): boolean {
        if (state[place] === unknown) state[place] = isInWhole(text, place) ? inside : 0;
        return state[place] === inside;
      }

      return {
        has(key) {
          const place = places.get(key);
          return place === undefined ? isIn(text, key) : isThere(place);
        },
        places: () => possible.filter(isThere),
      };
    },
  };
}

/** Plain keys are in one piece, unless they name the border between two. */
function mayCross({ pattern, text }: Key): boolean {
  return pattern === undefined && text.includes(pieceBorder);
}
