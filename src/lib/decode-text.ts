/** Text as it was read from bytes, and whether some of them had to be replaced. */
export interface DecodedText {
  text: string;
  mended: boolean;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Reads the text of a file whoever wrote it: UTF-8 or UTF-16, with or without a mark at its beginning. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    return { text: decoded(bytes, encoding, true), mended: false };
  } catch {
    return { text: decoded(bytes, encoding, false), mended: true };
  }
}

/** By the mark; without one, every other byte of Latin letters in UTF-16 is zero. */
function encodingOf([first = 0x20, second = 0x20]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}

function decoded(bytes: Uint8Array, encoding: Encoding, fatal: boolean): string {
  return new TextDecoder(encoding, { fatal }).decode(bytes).replace(/\0+$/, '');
}
