import { readFileSync } from 'node:fs';
import { decodeText } from '../../lib/decode-text.ts';
import { readExactJson } from '../../lib/exact-json.ts';
import { JsonRefused } from '../../lib/lenient-json.ts';
import type { OlderFile } from './folder.ts';

/** Why a file is not brought in, as a person may read it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable' as const;
}

const mebibyte = 1024 * 1024;
const mostMebibytes = 16;

/** The bytes of a file. Throws Unreadable. */
export function bytesOf({ file, size }: OlderFile, most = mostMebibytes): Buffer {
  if (size > most * mebibyte) throw new Unreadable(`it is larger than ${most} MB`);
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Unreadable('it cannot be opened', { cause });
  }
}

/** What stands in a JSON file; whole numbers that are too large for JavaScript as text. Throws Unreadable. */
export function jsonOf(file: OlderFile): unknown {
  const { text } = decodeText(bytesOf(file));
  if (text.trim() === '') throw new Unreadable('it is empty');
  try {
    return readExactJson(text);
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    throw new Unreadable(`${error.message}${whereIn(error.cause, text)}`);
  }
}

/** Where it breaks off or goes wrong, as the parser tells it. */
function whereIn(cause: unknown, text: string): string {
  if (!(cause instanceof SyntaxError)) return '';
  const told = /position (\d+)/.exec(cause.message)?.[1];
  const position = told === undefined ? text.length : Number(told);
  const line = text.slice(0, position).split('\n').length;
  return `: it ${position >= text.trimEnd().length - 1 ? 'breaks off' : 'goes wrong'} in line ${line}, at character ${position}`;
}
