/** `npm run check`: format, lint, types, the dependency rule, licences, generated documents, commands. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { importProblems } from './check-imports.ts';
import { thirdPartyProblems } from './third-party.ts';
import { staleDocuments } from './write-docs.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each check returns what is wrong, ready to be shown; nothing when all is well. */
const checks: Record<string, () => string[] | Promise<string[]>> = {
  'format and lint': () =>
    runTool(
      '@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      '--colors=off',
      '--max-diagnostics=100',
    ),
  types: () => runTool('typescript/bin/tsc', '-p', '.'),
  'dependency rule': () => importProblems(root),
  licences: () => thirdPartyProblems(),
  'generated documents': () => staleDocuments().map((path) => `${path} is stale: node tools/write-docs.ts`),
  commands: commandProblems,
};

function runTool(program: string, ...args: string[]): string[] {
  const path = join(root, 'node_modules', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
}

/** Names that two commands share, and whatever else a host would refuse. */
async function commandProblems(): Promise<string[]> {
  const app = await importIfThere('src/app.ts');
  const discord = await importIfThere('src/adapters/discord/index.ts');
  const { declaredCommands } = app;
  const { validateCommands } = discord;
  if (typeof declaredCommands !== 'function' || typeof validateCommands !== 'function') return [];
  return validateCommands(declaredCommands());
}

async function importIfThere(path: string): Promise<Record<string, unknown>> {
  const file = join(root, path);
  return existsSync(file) ? await import(pathToFileURL(file).href) : {};
}

for (const [name, check] of Object.entries(checks)) {
  const started = performance.now();
  const problems = await check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(problem.replace(/^/gm, '    '));
  if (problems.length > 0) process.exitCode = 1;
}
