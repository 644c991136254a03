/**
 * Runs after `npm ci`: makes one file of each package that Acore starts with, and compiles Acore, so that the first start
 * is as quick as the second. Acore works without this too; so nothing here may fail an installation.
 */
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, lockHash, usePrepared } from '../bin/prepared.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = [
  'kysely',
  'zod',
  'discord.js',
  'pino',
  '@ai-sdk/openai-compatible',
  '@openrouter/ai-sdk-provider',
];
/** What these packages use only where somebody installed it. */
const optional = ['zlib-sync', 'bufferutil', 'utf-8-validate', '@discordjs/voice', 'erlpack', 'pino-pretty'];

/** Makes one file of each package in a folder; returns their names. */
export async function preparePackages(root: string, folder: string): Promise<Record<string, string>> {
  const { build } = await import('esbuild');
  const files = Object.fromEntries(
    packages.map((name, index) => [name, `${index}-${name.replace(/\W+/g, '-')}.mjs`]),
  );
  for (const [name, file] of Object.entries(files)) {
    await build({
      stdin: { contents: await reExport(name), resolveDir: root },
      outfile: join(folder, file),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      external: optional,
      // discord.js finds the limits of its caches by the names of classes.
      keepNames: true,
      // Packages of the older kind ask for Node's own modules by require.
      banner: {
        js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
      },
      logLevel: 'silent',
    });
  }
  return files;
}

async function prepare(): Promise<void> {
  const folder = join(cacheFolder(root), 'packages');
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const files = await preparePackages(root, fresh);
  writeFileSync(join(fresh, 'made.json'), JSON.stringify({ lock: lockHash(root), files }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/** The names of an older kind of package are known only once it runs. */
async function reExport(name: string): Promise<string> {
  const names = Object.keys(await import(name));
  const isOld = names.includes('module.exports');
  if (!isOld) return `export * from '${name}';`;
  const own = names.filter((each) => each !== 'module.exports' && each !== 'default');
  return `import whole from '${name}';\nexport default whole;\nexport const { ${own.join(', ')} } = whole;`;
}

async function compile(): Promise<void> {
  enableCompileCache(cacheFolder(root));
  usePrepared(root);
  const own = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.includes('.test'));
  for (const path of own) await import(join(root, path));
  flushCompileCache();
}

if (import.meta.main) {
  try {
    await prepare();
    await compile();
    console.log('Prepared: Acore starts from compiled code.');
  } catch (error) {
    console.log(`Acore could not be prepared and will start a little slower: ${error}`);
  }
}
