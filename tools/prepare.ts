/**
 * Runs after `npm ci`: makes one file of Acore and of the thousand files of its packages, and lets it start once, so that
 * what a start needs is compiled. Acore works without this too; so nothing here may fail an installation.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, TransformOptions } from 'esbuild';
import { lockHash, markOf, programFolder } from '../bin/prepared.js';

const target = 'node24';
const rehearsal = fileURLToPath(new URL('rehearse.ts', import.meta.url));
const rehearsedWithinMs = 60_000;

/** What the packages use only where somebody installed it. */
const optional = ['zlib-sync', 'bufferutil', 'utf-8-validate', '@discordjs/voice', 'erlpack', 'pino-pretty'];

/** discord.js finds the limits of its caches by the names of classes, some of which bundling changes. */
const named = ['discord.js', '@discordjs/collection'];

/** Makes the program of a checkout, or of another module in it, anew. It is there whole, or not at all. */
export async function prepareProgram(
  root: string,
  entry = join('src', 'main.ts'),
  folder = programFolder(root),
): Promise<void> {
  const { build, transform } = await import('esbuild');
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    entryPoints: { program: join(root, entry) },
    absWorkingDir: root,
    outdir: fresh,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // A script, since Node lets nobody keep what was compiled of a module while it ran.
    format: 'cjs',
    platform: 'node',
    target,
    external: optional,
    banner: { js: '(function (module, require, meta) {' },
    footer: { js: '})' },
    plugins: [sharedLibrary(root), asLoaded(root, folder, transform)],
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
function asLoaded(root: string, folder: string, transform: typeof import('esbuild').transform): Plugin {
  return {
    name: 'as-loaded',
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|[mc]?js)$/ }, async ({ path }) => {
        const written = readFileSync(path, 'utf8');
        const loader = path.endsWith('.ts') ? 'ts' : 'js';
        const place = relative(root, path);
        const isPackage = place.startsWith(`node_modules${sep}`);
        const text = isPackage ? (await transform(written, packageOptions(place))).code : written;
        return { contents: withOwnAddress(text, relative(folder, path)), loader };
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
  return text
    .replaceAll('import.meta.url', `new URL(${address}, meta.url).href`)
    .replaceAll('import.meta.resolve', 'meta.resolve');
}

/** Has Acore start and answer once, at whose end the launcher keeps what was compiled for that. */
function rehearse(): void {
  const { status, error, stderr } = spawnSync(process.execPath, [rehearsal], {
    timeout: rehearsedWithinMs,
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(stderr);
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    await prepareProgram(root);
    rehearse();
    console.log('Prepared: Acore starts from compiled code.');
  } catch (error) {
    console.log(`Acore could not be prepared and will start a little slower: ${error}`);
  }
}
