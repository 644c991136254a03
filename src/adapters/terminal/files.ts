import { statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import type { ReplyFile } from '../../core/commands/command.ts';
import { type GivenFile, refuseTooLarge } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';

const triesAtMost = 1_000;

/** The file at a path as it is typed: from `folder` on, or from the home folder with `~`. */
export function fileAt(typed: string, folder: string): GivenFile {
  const path = resolve(folder, typed.trim().replace(/^~(?=$|[/\\])/, homedir()));
  const name = basename(path);
  const size = sizeOf(path, typed);
  return {
    name,
    size,
    async bytes() {
      refuseTooLarge(name, size);
      return await readFile(path).catch((error: unknown) => {
        throw new UserError(`“${typed}” cannot be read (${codeOf(error)}).`);
      });
    },
  };
}

function sizeOf(path: string, typed: string): number {
  try {
    const found = statSync(path);
    if (found.isFile()) return found.size;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new UserError(`“${typed}” cannot be read (${codeOf(error)}).`);
    throw new UserError(`There is no file “${typed}”.`);
  }
  throw new UserError(`“${typed}” is not a file.`);
}

/** Writes a file that a command gave, beside what is there already; returns where it is. */
export async function saveFile({ name, bytes }: ReplyFile, folder: string): Promise<string> {
  const proposed = harmless(name);
  const ending = extname(proposed);
  const stem = proposed.slice(0, proposed.length - ending.length);
  for (let count = 1; count < triesAtMost; count += 1) {
    const path = join(folder, count === 1 ? proposed : `${stem} (${count})${ending}`);
    if (await written(path, bytes)) return path;
  }
  throw new UserError(`There are too many files called “${proposed}” in ${folder}.`);
}

/** False when there is such a file. */
async function written(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new UserError(`The file ${path} cannot be written (${codeOf(error)}).`);
  }
}

/** A name that stays in its folder, is not hidden and that every system bears. */
function harmless(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const plain = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]+/g, '_').replace(/^\.+|[. ]+$/g, '');
  const ending = extname(plain).slice(0, 20);
  return `${plain.slice(0, plain.length - extname(plain).length).slice(0, 100) || 'file'}${ending}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
