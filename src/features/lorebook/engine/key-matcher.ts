import type { Key } from './key.ts';
import { createScanText, type Piece, type ScanText } from './scan-text.ts';
import { hasWord } from './words.ts';

/**
 * Looks for the keys of books in a talk. It sees all keys of the active books once (`learn`) and every text once per
 * scan (`read`), and may keep what it knows of a piece from turn to turn: a message never changes under the same string.
 */
export interface KeyMatcher {
  learn(keys: readonly Key[]): KeyReader;
}

export interface KeyReader {
  read(text: ScanText): KeyHits;
}

export interface KeyHits {
  /** Also for keys that were not learned: those with macros are made anew for every scan. */
  has(key: Key): boolean;
  /** The places, among the keys that were learned, of all that are in the text; undefined: every key has to be asked. */
  places?(): readonly number[];
}

/** The plain way: asks for every key in turn. What every other matcher must agree with. */
export const plainMatcher: KeyMatcher = {
  learn: () => ({ read: (text) => ({ has: (key) => isIn(text, key) }) }),
};

/** Whether a key is in a text: the one definition of a match. */
export function isIn(text: ScanText, key: Key): boolean {
  if (key.pattern !== undefined) return text.whole !== '' && key.pattern.test(text.whole);
  const searched = key.caseSensitive ? text.whole : text.lowered;
  if (!searched.includes(key.text)) return false;
  return !key.wholeWords || hasWord(searched, key.text, key.borders);
}

/**
 * What the ASCII word borders of the recorded engine did to a key: `made` a match that Unicode's borders would not have,
 * or `lost` one that they would; undefined where both agree.
 */
export function effectOfAscii(text: ScanText, key: Key): 'made' | 'lost' | undefined {
  if (key.borders !== 'ascii' || !key.wholeWords || key.pattern !== undefined) return undefined;
  const searched = key.caseSensitive ? text.whole : text.lowered;
  if (!searched.includes(key.text)) return undefined;
  const isThere = hasWord(searched, key.text, 'ascii');
  if (isThere === hasWord(searched, key.text, 'unicode')) return undefined;
  return isThere ? 'made' : 'lost';
}

/** The first piece that holds a key by itself; undefined when it takes several. */
export function pieceWith(text: ScanText, key: Key): Piece | undefined {
  return text.pieces.find((piece) => isIn(createScanText([piece]), key));
}
