import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { largestFile, largestFileBytes } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import { watchFolder } from '../../lib/watch-folder.ts';
import { categoryOf, generalCategory } from './category.ts';
import { texts } from './texts.ts';

/** A file in the owner's folder. */
export interface FolderFile {
  /** Seen from the folder, with slashes. */
  path: string;
  category: string;
  /** Its path within its category. */
  name: string;
  size: number;
  /** Changes whenever the file does. */
  version: string;
}

const deepest = 6;
const mostFiles = 20_000;

/** The owner's folder of documents. What is called with a dot in front, and links, are left alone. */
export function createFolder(folder: string) {
  const watching = new Map<string, () => void>();
  let changed: (() => void) | undefined;

  /** Every file and folder in it; those of a folder that cannot be read are left out. */
  async function walk(
    inner: string,
    depth: number,
    found: { files: string[]; folders: string[] },
  ): Promise<void> {
    found.folders.push(inner);
    const entries = await readdir(join(folder, inner), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || found.files.length >= mostFiles) continue;
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
      if (entry.isFile()) found.files.push(path);
      else if (entry.isDirectory() && depth < deepest) await walk(path, depth + 1, found);
    }
  }

  /** Folders that came are watched as well, those that are gone no longer. */
  function watchAll(folders: readonly string[]): void {
    const onChange = changed;
    if (onChange === undefined) return;
    for (const [inner, stop] of watching) {
      if (folders.includes(inner)) continue;
      stop();
      watching.delete(inner);
    }
    for (const inner of folders)
      if (!watching.has(inner)) watching.set(inner, watchFolder(join(folder, inner), { onChange }));
  }

  return {
    /** What lies in it now. */
    async look(): Promise<FolderFile[]> {
      const found = { files: [] as string[], folders: [] as string[] };
      await walk('', 0, found);
      watchAll(found.folders);
      const files = await Promise.all(found.files.map((path) => fileAt(folder, path)));
      return files.filter((file) => file !== undefined);
    },
    /** Throws UserError for what cannot be read. */
    async bytesOf(path: string): Promise<Uint8Array> {
      const file = await fileAt(folder, path);
      if (file === undefined) throw new UserError(texts.gone);
      if (file.size > largestFileBytes) throw new UserError(texts.tooLarge(largestFile));
      return await readFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
        throw new UserError(texts.notOpened(error.code ?? ''));
      });
    },
    /** Tells of changes until the returned function is called. */
    watch(onChange: () => void): () => void {
      changed = onChange;
      watchAll(['']);
      return () => {
        changed = undefined;
        for (const stop of watching.values()) stop();
        watching.clear();
      };
    },
  };
}

export type DocumentFolder = ReturnType<typeof createFolder>;

async function fileAt(folder: string, path: string): Promise<FolderFile | undefined> {
  try {
    const { size, mtimeMs } = await stat(join(folder, path));
    return { path, ...placeOf(path), size, version: `${mtimeMs} ${size}` };
  } catch {
    return undefined;
  }
}

/** The outermost folder is the category. */
function placeOf(path: string): { category: string; name: string } {
  const [first = '', ...rest] = path.split('/');
  return rest.length === 0
    ? { category: generalCategory, name: first }
    : { category: categoryOf(first), name: rest.join('/') };
}
