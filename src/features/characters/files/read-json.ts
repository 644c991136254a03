import { decodeText } from '../../../lib/decode-text.ts';
import { JsonRefused, readJson } from '../../../lib/lenient-json.ts';
import { CardError } from '../card-error.ts';

/** A JSON value from a stranger, and sentences about what was odd with it. */
export interface ReadJson {
  value: unknown;
  warnings: string[];
}

/** Reads the bytes of a card's JSON, in whatever encoding. */
export function jsonFrom(bytes: Uint8Array): ReadJson {
  const { text, mended } = decodeText(bytes);
  const read = jsonOf(text);
  return mended
    ? {
        ...read,
        warnings: [...read.warnings, 'Some bytes of the card are not UTF-8; they are shown as \uFFFD.'],
      }
    : read;
}

/** Reads the text of a card's JSON. Throws a CardError that says why it is refused. */
export function jsonOf(text: string): ReadJson {
  refuseLocked(text);
  try {
    const { value, repeatedKeys, noNumbers } = readJson(text);
    return { value, warnings: [...repeated(repeatedKeys), ...odd(noNumbers)] };
  } catch (error) {
    if (error instanceof JsonRefused) throw new CardError(error.message, { cause: error });
    throw error;
  }
}

function refuseLocked(text: string): void {
  if (/^\s*rcc\|\|/.test(text.slice(0, 100)))
    throw new CardError('it is locked by RisuAI, which alone can open it; export it there as a V3 card');
}

function repeated(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  return [
    `Some keys stand twice in one object (${keys
      .slice(0, 3)
      .map((key) => `“${key.slice(0, 40)}”`)
      .join(', ')}); the last of each counts.`,
  ];
}

function odd(count: number): string[] {
  return count === 0 ? [] : ['Some numbers of the card are none (NaN, Infinity); they are read as nothing.'];
}
