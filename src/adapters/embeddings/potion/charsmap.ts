import { Unreadable } from './unreadable.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Longer ones are never replaced as a whole. */
const mostBytesOfSign = 5;

/**
 * What SentencePiece replaces before it cuts a text, as it is precompiled: a double array of Darts that leads from the
 * bytes of a sign to a place in a list of replacements. Throws Unreadable.
 */
export function createCharsmap(base64: string): (text: string) => string {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) return (text) => text;
  const trieBytes = bytes.length < 4 ? Number.NaN : bytes.readUInt32LE(0);
  if (!(trieBytes % 4 === 0 && trieBytes <= bytes.length - 4))
    throw new Unreadable('The table of replacements is cut off.');
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, at) => bytes.readUInt32LE(4 + 4 * at));
  const replacements = bytes.subarray(4 + trieBytes);

  function replacementOf(sign: Uint8Array): string | undefined {
    const start = shortestBeginning(units, sign);
    if (start === undefined || start > replacements.length) return undefined;
    const end = replacements.indexOf(0, start);
    return replacements.toString('utf8', start, end === -1 ? replacements.length : end);
  }

  function replaced(sign: string): string {
    const whole = Buffer.from(sign);
    const asOne = whole.length <= mostBytesOfSign ? replacementOf(whole) : undefined;
    if (asOne !== undefined) return asOne;
    return Array.from(sign, (character) => replacementOf(Buffer.from(character)) ?? character).join('');
  }

  const ascii = Array.from({ length: 128 }, (_, code) => replaced(String.fromCharCode(code)));

  return (text) => {
    let out = '';
    for (const { segment } of segmenter.segment(text))
      out += segment.length === 1 ? (ascii[segment.charCodeAt(0)] ?? replaced(segment)) : replaced(segment);
    return out;
  };
}

/** The value of the shortest key that these bytes begin with. */
function shortestBeginning(units: Uint32Array, bytes: Uint8Array): number | undefined {
  let at = offsetOf(units[0] ?? 0);
  for (const byte of bytes) {
    if (byte === 0) return undefined;
    at ^= byte;
    const unit = units[at];
    if (unit === undefined || (unit & 0x800000ff) !== byte) return undefined;
    at ^= offsetOf(unit);
    if ((unit & 0x100) !== 0) return (units[at] ?? 0) & 0x7fffffff;
  }
  return undefined;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
