/** `npm run check`: format, lint, types, the dependency rule, licences, generated documents, commands. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandProblems } from './check-commands.ts';
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
  'generated documents': async () =>
    (await staleDocuments()).map((path) => `${path} is stale: node tools/write-docs.ts`),
  commands: () => commandProblems(),
};

function runTool(program: string, ...args: string[]): string[] {
  const path = join(root, 'node_modules', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
}

for (const [name, check] of Object.entries(checks)) {
  const started = performance.now();
  const problems = await check();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(problem.replace(/^/gm, '    '));
  if (problems.length > 0) process.exitCode = 1;
}
