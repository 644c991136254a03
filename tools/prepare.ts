/**
 * Runs after `npm ci`: makes a few files of Acore and of the thousand files of its packages, and compiles them, so that
 * the first start is as quick as the second. Acore works without this too; so nothing here may fail an installation.
 */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { cacheFolder, lockHash, markOf, programFolder } from '../bin/prepared.js';

/** What the packages use only where somebody installed it. */
const optional = ['zlib-sync', 'bufferutil', 'utf-8-validate', '@discordjs/voice', 'erlpack', 'pino-pretty'];

/** Makes the program of a checkout anew. It is there whole, or not at all. */
export async function prepareProgram(root: string): Promise<void> {
  const { build } = await import('esbuild');
  const folder = programFolder(root);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { main: join(root, 'src', 'main.ts') },
    absWorkingDir: root,
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a command does not need is not loaded: each `import()` stays one.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: optional,
    // discord.js finds the limits of its caches by the names of classes.
    keepNames: true,
    // Packages of the older kind ask for Node's own modules by require.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
    },
    plugins: [withOwnAddresses(folder)],
    metafile: true,
    logLevel: 'silent',
  });
  const sources = Object.keys(metafile.inputs).filter((path) => !path.startsWith('node_modules/'));
  const marks = Object.fromEntries(sources.map((path) => [path, markOf(root, path)]));
  const made = { lock: lockHash(root), sources: marks };
  writeFileSync(join(fresh, 'made.json'), JSON.stringify(made));
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** A module that asks where it lies, to find a file beside it, is told where that is as it was written. */
function withOwnAddresses(folder: string): Plugin {
  return {
    name: 'own-addresses',
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|m?js)$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes('import.meta.url')) return undefined;
        const way = relative(folder, path).split(sep).join('/');
        const address = `new URL(${JSON.stringify(way)}, import.meta.url).href`;
        const contents = text.replaceAll('import.meta.url', address);
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      });
    },
  };
}

/** Loads every part of the program once, so that Node keeps it compiled. */
async function compile(root: string): Promise<void> {
  enableCompileCache(cacheFolder(root));
  const parts = readdirSync(programFolder(root)).filter((name) => name.endsWith('.mjs'));
  for (const part of parts) await import(pathToFileURL(join(programFolder(root), part)).href);
  flushCompileCache();
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    await prepareProgram(root);
    await compile(root);
    console.log('Prepared: Acore starts from compiled code.');
  } catch (error) {
    console.log(`Acore could not be prepared and will start a little slower: ${error}`);
  }
}
