import type { Atom } from './syntax.ts';

/** Whether a character (a code unit, or a code point under `u`) fits into a place of the pattern. */
export type Fits = (character: number) => boolean;

/** Asks JavaScript itself which characters an atom means, so that classes, properties and capitals are as it has them. */
export function fitsAtom(atom: Atom): Fits {
  const { source, flags, literal } = atom;
  if (literal !== undefined && !flags.includes('i')) return (character) => character === literal;
  const pattern = new RegExp(`^(?:${literal === undefined ? source : escapeFor(literal)})$`, flags);
  const known = new Map<number, boolean>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const fits = pattern.test(String.fromCodePoint(character));
    known.set(character, fits);
    return fits;
  };
}

function escapeFor(character: number): string {
  const digits = character.toString(16);
  return character > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}

/** The characters of a text as a pattern sees them: code units, or code points under `u`. */
export function charactersOf(text: string, unicode: boolean): Uint32Array {
  const characters = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    const code = (unicode ? text.codePointAt(at) : text.charCodeAt(at)) ?? 0;
    characters[count] = code;
    at += code > 0xffff ? 2 : 1;
  }
  return characters.subarray(0, count);
}

/** Whether a character ends a line, as `^`, `$` and `.` see it. */
export function endsLine(character: number | undefined): boolean {
  return character === 0x0a || character === 0x0d || character === 0x2028 || character === 0x2029;
}
