/** The dependency rule of docs/architecture.md: which folder may know which, and what may come from npm where. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const specifiers = [
  /^\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g,
];
/** What the core may use of Node: nothing that reaches outside the process. */
const pureModules = ['node:crypto', 'node:util', 'node:buffer', 'node:async_hooks'];
/** Not tied to anything outside, so that more than one folder may use them. */
const shared = ['zod', 'picocolors'];

type Imports = Map<string, string[]>;

/** Every breach of the rule in `root/src`, as sentences. Tests may import what they like. */
export function importProblems(root: string): string[] {
  const files = globSync('src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test(-\w+)?\.ts$/.test(file));
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const imports: Imports = new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]));
  return [
    ...[...imports].flatMap(([file, targets]) => targets.flatMap((target) => breach(file, target))),
    ...vendorsInTwoPlaces(imports),
    ...cycles(imports),
    ...[...texts].flatMap(([file, text]) => environmentUse(file, text)),
  ].sort();
}

function importsOf(file: string, text: string): string[] {
  const found = specifiers.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return found.map((name) => (name.startsWith('.') ? posix.join(dirname(file), name) : name));
}

/** `lib`, `core`, `features/rooms`, `adapters/web`, `config`, or `app` for the files of src itself. */
function areaOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first.endsWith('.ts')) return 'app';
  return first === 'features' || first === 'adapters' ? `${first}/${second}` : first;
}

function breach(file: string, target: string): string[] {
  const from = areaOf(file);
  if (target.startsWith('node:')) return nodeBreach(file, from, target);
  if (!target.startsWith('src/'))
    return target.includes('..') ? [`${file} leaves src: ${target}`] : npmBreach(file, from, target);
  const to = areaOf(target);
  if (from === to) return [];
  if (!mayKnow(from, to, target)) return [`${file} must not know ${target}`];
  const entered = to.includes('/') || to === 'config';
  const door = new RegExp(`^src/${to}/(index|config)\\.ts$`);
  return entered && !door.test(target)
    ? [`${file} must enter src/${to} by its index.ts or config.ts, not ${target}`]
    : [];
}

function mayKnow(from: string, to: string, target: string): boolean {
  if (from === 'app') return true;
  if (to === 'app' || from === 'lib') return false;
  if (to === 'lib') return true;
  if (from === 'core') return false;
  return to === 'core' || (from === 'config' && target.endsWith('/config.ts'));
}

function nodeBreach(file: string, from: string, target: string): string[] {
  return from === 'core' && !pureModules.includes(target) ? [`${file} does I/O: ${target}`] : [];
}

function npmBreach(file: string, from: string, target: string): string[] {
  const name = packageOf(target);
  if (name === 'zod' || from.startsWith('adapters/')) return [];
  const store = file === 'src/lib/sql.ts' || /^src\/features\/[^/]+\/store\.ts$/.test(file);
  if ((name === 'kysely' && store) || (name === 'yaml' && from === 'config')) return [];
  return [`${file} must not use the package ${name}`];
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function vendorsInTwoPlaces(imports: Imports): string[] {
  const users = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const area = areaOf(file);
    for (const target of area.startsWith('adapters/') ? targets : []) {
      if (!/^(src\/|node:)/.test(target))
        users.set(packageOf(target), (users.get(packageOf(target)) ?? new Set()).add(area));
    }
  }
  return [...users]
    .filter(([name, areas]) => areas.size > 1 && !shared.includes(name))
    .map(
      ([name, areas]) =>
        `the package ${name} is used in ${[...areas].sort().join(' and ')}; one adapter owns it`,
    );
}

/** Circles of imports, types included; each is told once. */
function cycles(imports: Imports): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) found.add(`a circle of imports: ${[...path.slice(start), file].join(' → ')}`);
    if (start !== -1 || done.has(file)) return;
    for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return [...found];
}

function environmentUse(file: string, text: string): string[] {
  const uses = /\bprocess\.env\b|\bprocess\['env'\]|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(text);
  return uses && areaOf(file) !== 'config' ? [`${file} reads the environment; only src/config does`] : [];
}

if (import.meta.main) {
  const problems = importProblems(fileURLToPath(new URL('..', import.meta.url)));
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
