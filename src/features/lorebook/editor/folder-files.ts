import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { replaceFile } from '../../../lib/replace-file.ts';
import type { BookFolder } from '../book-folder.ts';
import { texts } from './texts.ts';

const removedEnding = '.removed';

/** A file of the lorebooks folder as it is at this moment; undefined when it is gone. */
export function readFolderFile(folder: BookFolder, file: string): Buffer | undefined {
  return existsSync(folder.pathOf(file))
    ? attempted(folder, () => readFileSync(folder.pathOf(file)))
    : undefined;
}

/** What tells that a file was changed by somebody else. */
export function stampOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes a book over its file, indented as it was; the one before lies beside it as `.bak`. */
export function writeFolderFile(folder: BookFolder, file: string, raw: unknown): string | undefined {
  const before = readFolderFile(folder, file)?.toString('utf8') ?? '{\n  ';
  const indent = /^\s*[{[]\r?\n([ \t]+)/.exec(before)?.[1];
  const text = `${JSON.stringify(raw, undefined, indent)}\n`;
  const backup = attempted(folder, () => replaceFile(folder.pathOf(file), Buffer.from(text)));
  folder.reload();
  return backup;
}

/** Puts a new book into the folder, under a name that no file has. */
export function addFolderFile(folder: BookFolder, name: string, raw: unknown): string {
  const stem = name.replace(/[\p{C}\\/:*?"<>|]/gu, '_').replace(/^\.+/, '') || 'Lorebook';
  let file = `${stem}.json`;
  for (let count = 2; existsSync(folder.pathOf(file)); count += 1) file = `${stem} ${count}.json`;
  attempted(folder, () => mkdirSync(dirname(folder.pathOf(file)), { recursive: true }));
  writeFolderFile(folder, file, raw);
  return file;
}

/** Takes a file away without deleting it, nor one of its name that was taken away before. */
export function removeFolderFile(folder: BookFolder, file: string): void {
  const removed = `${folder.pathOf(file)}${removedEnding}`;
  attempted(folder, () => {
    if (existsSync(removed)) renameSync(removed, `${removed}.bak`);
    renameSync(folder.pathOf(file), removed);
  });
  folder.reload();
}

/** The names of files that were taken away. */
export function removedFiles(folder: BookFolder): string[] {
  const path = dirname(folder.pathOf('x'));
  if (!existsSync(path)) return [];
  return attempted(folder, () => readdirSync(path))
    .filter((file) => file.toLowerCase().endsWith(`.json${removedEnding}`))
    .map((file) => file.slice(0, -removedEnding.length))
    .sort();
}

/** Brings a file back that was taken away; false when there is none, or another one has its name now. */
export function restoreFolderFile(folder: BookFolder, file: string): boolean {
  const path = folder.pathOf(file);
  if (!removedFiles(folder).includes(basename(file)) || existsSync(path)) return false;
  attempted(folder, () => renameSync(`${path}${removedEnding}`, path));
  folder.reload();
  return true;
}

function attempted<Value>(folder: BookFolder, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new UserError(texts.folderRefuses(dirname(folder.pathOf('x'))), { cause: error });
  }
}
