/**
 * Runs after `npm ci`: makes a few files of Acore and of the thousand files of its packages, and compiles them, so that
 * the first start is as quick as the second. Acore works without this too; so nothing here may fail an installation.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, flushCompileCache } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin, TransformOptions } from 'esbuild';
import { cacheFolder, lockHash, markOf, programFolder } from '../bin/prepared.js';

const target = 'node24';

/** What the packages use only where somebody installed it. */
const optional = ['zlib-sync', 'bufferutil', 'utf-8-validate', '@discordjs/voice', 'erlpack', 'pino-pretty'];

/** discord.js finds the limits of its caches by the names of classes, some of which bundling changes. */
const named = ['discord.js', '@discordjs/collection'];

/** Makes the program of a checkout anew. It is there whole, or not at all. */
export async function prepareProgram(root: string): Promise<void> {
  const { build, transform } = await import('esbuild');
  const folder = programFolder(root);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    entryPoints: { main: join(root, 'src', 'main.ts') },
    absWorkingDir: root,
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a command does not need is not loaded: each `import()` stays one.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external: optional,
    // Packages of the older kind ask for Node's own modules by require.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
    },
    plugins: [sharedLibrary(root), asLoaded(root, transform)],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(fresh, { recursive: true });
  for (const { path, text } of outputFiles) writeFileSync(path, inAscii(text));
  const sources = Object.keys(metafile.inputs).filter((path) => path.startsWith('src/'));
  const marks = Object.fromEntries(sources.map((path) => [path, markOf(root, path)]));
  const made = { lock: lockHash(root), sources: marks };
  writeFileSync(join(fresh, 'made.json'), JSON.stringify(made));
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** What is done to a module of a package: comments are a sixth of all that is loaded, and stay in memory. */
function packageOptions(path: string): TransformOptions {
  const keepNames = named.some((name) => path.startsWith(join('node_modules', name, sep)));
  return { minifyWhitespace: true, legalComments: 'none', target, keepNames };
}

/**
 * Writes the signs that esbuild leaves as they are, in regular expressions, by their numbers: V8 keeps a file with a
 * single sign beyond Latin-1 at twice its size.
 */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Makes of each module what is bundled. */
function asLoaded(root: string, transform: typeof import('esbuild').transform): Plugin {
  return {
    name: 'as-loaded',
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|[mc]?js)$/ }, async ({ path }) => {
        const written = readFileSync(path, 'utf8');
        const loader = path.endsWith('.ts') ? 'ts' : 'js';
        const place = relative(root, path);
        const isPackage = place.startsWith(`node_modules${sep}`);
        const text = isPackage ? (await transform(written, packageOptions(place))).code : written;
        return { contents: withOwnAddress(text, relative(programFolder(root), path)), loader };
      });
    },
  };
}

/**
 * An `import` of a package of the older kind copies the list of all that it offers, once for each file that imports it.
 * discord.js offers a thousand names to thirty files; here they share one list.
 */
function sharedLibrary(root: string): Plugin {
  const names = () => Object.keys(createRequire(join(root, 'package.json'))('discord.js'));
  return {
    name: 'shared-library',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^discord\.js$/ }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace: 'shared' } : undefined,
      );
      onLoad({ filter: /./, namespace: 'shared' }, () => ({
        contents: `export const { ${names().join(', ')} } = require('discord.js');`,
        resolveDir: root,
      }));
    },
  };
}

/** A module that asks where it lies, to find a file beside it, is told where that is as it was written. */
function withOwnAddress(text: string, way: string): string {
  const address = JSON.stringify(way.split(sep).join('/'));
  return text.replaceAll('import.meta.url', `new URL(${address}, import.meta.url).href`);
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
