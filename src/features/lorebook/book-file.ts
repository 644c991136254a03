import { UserError } from '../../core/errors.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { member } from '../../lib/json-fields.ts';
import { JsonRefused, readJson } from '../../lib/lenient-json.ts';
import type { Profile } from './book.ts';
import { type ImportedBook, locateBook, readBook } from './formats/index.ts';

/** The most entries that a book may have. */
export const mostEntries = 50_000;

/** Reads the file of a lorebook from anybody. Throws UserError with what is wrong with it. */
export function openBookFile(
  bytes: Uint8Array,
  naming: { id: string; name: string; profile?: Profile | undefined },
): ImportedBook {
  const raw = jsonIn(bytes, naming.name);
  const read = readBook(raw, naming);
  if (read === undefined || !holdsEntries(raw))
    throw new UserError(
      `“${naming.name}” is no lorebook that I know: SillyTavern, lorebook_v3, NovelAI, Agnai, RisuAI, or a card with a book.`,
    );
  if (read.book.entries.length > mostEntries)
    throw new UserError(`“${naming.name}” has more than ${mostEntries} entries.`);
  return read;
}

function holdsEntries(raw: unknown): boolean {
  const located = locateBook(raw);
  const entries = located && member(located.fields, located.entries);
  return typeof entries === 'object';
}

function jsonIn(bytes: Uint8Array, name: string): unknown {
  try {
    return readJson(decodeText(bytes).text).value;
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    throw new UserError(`“${name}” is no lorebook: ${error.message}.`);
  }
}
