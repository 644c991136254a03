import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';

/** A file of the predecessor. */
export interface OlderFile {
  /** Seen from its folder of data or from its root, with slashes: `chat_history/42.json`. */
  path: string;
  /** Where it lies. */
  file: string;
  size: number;
  /** When it was last written, in milliseconds since 1970. */
  at: number;
}

/** What lies beside the predecessor's folder of data and is of use. */
const beside = ['prompts', 'sound_effects'];
const deepest = 8;
const mostFiles = 20_000;

/**
 * The files that the predecessor kept: of its whole folder, or of its folder `data` alone. Links and hidden files are
 * left alone. Throws a UserError when there is nothing of it.
 */
export function filesOf(folder: string): OlderFile[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`There is no folder ${folder}.`);
  const data = join(folder, 'data');
  const isWhole = existsSync(data) && statSync(data).isDirectory();
  const files = isWhole
    ? [...within(data, ''), ...beside.flatMap((name) => within(join(folder, name), `${name}/`))]
    : within(folder, '');
  if (files.length > mostFiles) throw new UserError(`${folder} holds more than ${mostFiles} files.`);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function within(folder: string, prefix: string): OlderFile[] {
  const found: OlderFile[] = [];
  walk(folder, prefix, 0);
  return found;

  function walk(inner: string, path: string, depth: number): void {
    for (const entry of entriesOf(inner)) {
      if (entry.name.startsWith('.') || found.length > mostFiles) continue;
      if (entry.isDirectory() && depth < deepest)
        walk(join(inner, entry.name), `${path}${entry.name}/`, depth + 1);
      const file = join(inner, entry.name);
      const stat = entry.isFile() ? statSync(file, { throwIfNoEntry: false }) : undefined;
      if (stat !== undefined)
        found.push({ path: `${path}${entry.name}`, file, size: stat.size, at: Math.floor(stat.mtimeMs) });
    }
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
