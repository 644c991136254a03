import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { z } from 'zod';
import { type Framework, frameworkShape, knownName } from './framework.ts';
import { shipped } from './shipped.ts';

/** Something wrong in a file of the owner's. */
export interface Mistake {
  file: string;
  /** `blends.0.weight`; empty for the file as a whole. */
  path: string;
  problem: string;
}

/** The frameworks there are. */
export interface FrameworkShelf {
  byName: ReadonlyMap<string, Framework>;
  /** The names of the owner's. */
  own: ReadonlySet<string>;
  mistakes: readonly Mistake[];
}

/** Reads YAML, of which JSON is a part, and tells every mistake in it; `path` is the file and the line. */
export type ReadYaml = (
  text: string,
  file: string,
  holds: string,
) => { content: unknown; problems: { path: string; problem: string }[] };

const endings = ['.yaml', '.yml', '.json'];
const mostBytes = 64 * 1024;

/** The frameworks that ship with Acore and those in this folder, which win. One with a mistake is left out, and told. */
export function readFrameworks(folder: string, readYaml: ReadYaml): FrameworkShelf {
  const read = filesIn(folder).map((file) => readOne(file, readYaml));
  const found = read.flatMap(({ framework }) => framework ?? []);
  const byName = new Map([...shipped, ...found].map((framework) => [framework.name, framework]));
  const mistakes = [
    ...read.flatMap(({ mistakes }) => mistakes),
    ...twice(found),
    ...lostBlends(read, byName),
  ];
  return {
    byName: new Map([...byName].sort(([a], [b]) => (a < b ? -1 : 1))),
    own: new Set(found.map(({ name }) => name)),
    mistakes,
  };
}

interface ReadFile {
  file: string;
  framework?: Framework;
  mistakes: Mistake[];
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && endings.includes(extname(name).toLowerCase()))
    .sort()
    .map((name) => join(folder, name));
}

function readOne(file: string, readYaml: ReadYaml): ReadFile {
  const name = basename(file, extname(file)).normalize('NFC').toLowerCase();
  const refused = (problem: string): ReadFile => ({ file, mistakes: [{ file, path: '', problem }] });
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(name) || name === 'none' || knownName(name) !== name)
    return refused('its name must be letters, digits and hyphens, and not one with another meaning.');
  try {
    const { size } = statSync(file);
    if (size > mostBytes) return refused(`it is larger than ${mostBytes / 1024} KB.`);
    return understood(file, name, readYaml(readFileSync(file, 'utf8'), file, 'fields such as "prompt:"'));
  } catch {
    return refused('it cannot be read.');
  }
}

function understood(file: string, name: string, { content, problems }: ReturnType<ReadYaml>): ReadFile {
  if (problems.length > 0) return { file, mistakes: problems.map((one) => yamlMistake(file, one)) };
  const parsed = frameworkShape.safeParse(content);
  if (parsed.success) return { file, framework: { name, ...parsed.data }, mistakes: [] };
  return { file, mistakes: parsed.error.issues.flatMap((issue) => mistakesOf(file, issue)) };
}

/** `line 3, column 1` instead of a path: the fields are not known yet. */
function yamlMistake(file: string, { path, problem }: { path: string; problem: string }): Mistake {
  return { file, path: path.replace(file, '').replace(/^, /, ''), problem };
}

function mistakesOf(file: string, issue: z.core.$ZodIssue): Mistake[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ file, path, problem: sentence(issue) }];
  return issue.keys.map((key) => ({
    file,
    path: path === '' ? key : `${path}.${key}`,
    problem: 'there is no such field.',
  }));
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `it must be one of ${issue.values.join(', ')}.`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'it is missing.';
  return `${issue.message.replace(/^Invalid input: /, '').replace(/^\p{Lu}/u, (first) => first.toLowerCase())}.`;
}

/** `care.json` and `care.yaml`: the later one wins, and that is told. */
function twice(found: readonly Framework[]): Mistake[] {
  const names = found.map(({ name }) => name);
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...doubled].map((name) => ({
    file: name,
    path: '',
    problem: 'two files have this name; the last one is used.',
  }));
}

function lostBlends(read: readonly ReadFile[], byName: ReadonlyMap<string, Framework>): Mistake[] {
  return read.flatMap(({ file, framework }) =>
    (framework?.blends ?? []).flatMap((blend, index) =>
      byName.has(knownName(blend.with))
        ? []
        : [{ file, path: `blends.${index}.with`, problem: `there is no framework called "${blend.with}".` }],
    ),
  );
}
