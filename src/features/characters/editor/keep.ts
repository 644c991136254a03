import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { replaceFile } from '../../../lib/replace-file.ts';
import { slug } from '../card.ts';
import type { CardFile } from '../files/card-file.ts';
import type { CardFormat } from '../files/write.ts';
import { writeInOwnKind } from '../files/write-own.ts';
import { cardEndings } from '../shelf.ts';
import { texts } from './texts.ts';

/** Where an edited card lies now. */
export interface KeptCard {
  id: string;
  file: string;
  /** It took the place of a character that ships with Acore. */
  replacesShipped: boolean;
  /** Where it was before, if it was one of the owner's. */
  backup: string | undefined;
  warnings: string[];
}

const endings: Record<CardFormat, string> = {
  'v3-json': '.json',
  'v2-json': '.v2.json',
  png: '.png',
  charx: '.charx',
};
/** Files of one name with these endings are one character. */
const paired = ['.png', '.apng', '.json', '.yaml', '.yml'];

/**
 * Writes an edited card into the owner's folder, whole or not at all. What lay there under its name stays beside it as
 * `.bak`; a shipped card is left alone, since an own one of the same name takes its place.
 */
export function keepCard(card: CardFile, source: string | undefined, folders: readonly string[]): KeptCard {
  const own = folders.at(-1) ?? '';
  const isOwn = source !== undefined && resolve(dirname(source)) === resolve(own);
  const stem = source === undefined ? freeStem(card.name, folders) : basename(source, extname(source));
  const { format, ...written } = writeInOwnKind(card);
  const target = join(own, `${stem}${endings[format]}`);
  try {
    mkdirSync(own, { recursive: true });
    const backup = replace(target, written.bytes, isOwn ? setOf(source) : []);
    return {
      id: slug(stem) || 'character',
      file: target,
      replacesShipped: source !== undefined && !isOwn,
      backup,
      warnings: written.warnings,
    };
  } catch (error) {
    throw new UserError(texts.notWritten(own), { cause: error });
  }
}

function setOf(source: string): string[] {
  const ending = extname(source).toLowerCase();
  if (!paired.includes(ending)) return [source];
  const stem = basename(source, extname(source));
  return readdirSync(dirname(source))
    .filter((file) => paired.includes(extname(file).toLowerCase()) && basename(file, extname(file)) === stem)
    .map((file) => join(dirname(source), file));
}

/** The new file first, so that the character is never without one. */
function replace(target: string, bytes: Uint8Array, before: readonly string[]): string | undefined {
  replaceFile(target, bytes);
  for (const file of before) if (file !== target) renameSync(file, `${file}.bak`);
  return before[0] === undefined ? undefined : `${before[0]}.bak`;
}

function freeStem(name: string, folders: readonly string[]): string {
  const taken = new Set(
    folders
      .filter(existsSync)
      .flatMap((folder) => readdirSync(folder))
      .filter((file) => cardEndings.includes(extname(file).toLowerCase()))
      .map((file) => slug(basename(file, extname(file)))),
  );
  const wanted = slug(name) || 'character';
  let stem = wanted;
  for (let count = 2; taken.has(stem); count += 1) stem = `${wanted}-${count}`;
  return stem;
}
