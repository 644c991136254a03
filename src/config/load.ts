import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../core/errors.ts';
import { type Environment, settingsOfEnvironment } from './environment.ts';
import { fillIn } from './fill-in.ts';
import { plainValue } from './plain.ts';
import { explain, type Problem } from './problems.ts';
import { problemsTogether, type Settings, settingsSchema } from './schema.ts';
import { keepPrivate, literalSecretIn, secretsIn, type Warning } from './secrets.ts';
import { type Tree, valueAt, withoutValueAt, withValueAt } from './tree.ts';

/** Where a setting's value comes from. */
export type Origin = 'default' | 'file' | 'environment';

/** The settings in force, and where they come from. */
export interface LoadedSettings {
  settings: Settings;
  /** As written, before defaults are filled in. */
  written: Tree;
  origin(path: string): Origin;
  /** Every secret value; none of them may be seen in a log or a print. */
  secrets: string[];
  dataFolder: string;
  configFile: string;
  /** What the owner should know although everything works. */
  warnings: Warning[];
}

interface From {
  env: Environment;
  /** Beats ACORE_DATA. */
  dataFolder?: string | undefined;
  /** Returns undefined when there is no such file. */
  readFile?: ((path: string) => string | undefined) | undefined;
  /** A file that others may read is told, not closed to them. */
  onlyLook?: boolean | undefined;
}

/** Reads config.yaml and the environment. Throws one ConfigError that lists every mistake. */
export async function loadSettings(from: From): Promise<LoadedSettings> {
  const dataFolder = resolve(from.dataFolder ?? given(from.env, 'ACORE_DATA') ?? ownFolder('data'));
  const configFile = resolve(given(from.env, 'ACORE_CONFIG') ?? join(dataFolder, 'config.yaml'));
  const inFile = await readConfig(configFile, from);
  const filled = fillIn(inFile.content, from.env);
  const written = withEnvironment(filled.tree, from.env);
  const origin = originOf(filled.tree, from.env);
  const settings = validate(written, {
    inFile: inFile.problems,
    before: filled.problems,
    source: (path) => sourceOf(path, origin(path), configFile),
  });
  const warnings = literalSecretIn(inFile.content) ? keepPrivate(configFile, from.onlyLook === true) : [];
  return { settings, written, origin, secrets: secretsIn(written), dataFolder, configFile, warnings };
}

/** A folder of the checkout. */
function ownFolder(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

/** An environment variable that is set; an empty one counts as unset. */
function given(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

interface FileContent {
  content: Tree;
  problems: Problem[];
}

async function readConfig(file: string, { env, readFile = readIfThere }: From): Promise<FileContent> {
  const text = readFile(file);
  if (text !== undefined) {
    // Most installations have no file at first, and the YAML reader costs memory.
    const { readYaml } = await import('./read.ts');
    return readYaml(text, file);
  }
  if (given(env, 'ACORE_CONFIG') === undefined) return { content: {}, problems: [] };
  const fix = 'Make the file (config.example.yaml shows how), or unset ACORE_CONFIG.';
  throw new ConfigError([{ path: 'ACORE_CONFIG', problem: `There is no file ${file}.`, fix }]);
}

function readIfThere(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    const fix = 'It must be a file that the user who runs Acore may read.';
    throw new ConfigError([{ path: file, problem: `It cannot be read (${code}).`, fix }]);
  }
}

function withEnvironment(tree: Tree, env: Environment): Tree {
  return Object.entries(settingsOfEnvironment).reduce((merged, [name, path]) => {
    const text = given(env, name);
    return text === undefined ? merged : withValueAt(merged, path, plainValue(path, text));
  }, tree);
}

function originOf(fileTree: Tree, env: Environment): (path: string) => Origin {
  const set = Object.entries(settingsOfEnvironment).filter(([name]) => given(env, name) !== undefined);
  const fromEnvironment = new Set(set.map(([, path]) => path));
  return (path) => {
    if (fromEnvironment.has(path)) return 'environment';
    return valueAt(fileTree, path) === undefined ? 'default' : 'file';
  };
}

function sourceOf(path: string, origin: Origin, configFile: string): string {
  if (origin !== 'environment') return configFile;
  const name = Object.entries(settingsOfEnvironment).find(([, setting]) => setting === path)?.[0];
  return `the environment variable ${name}`;
}

interface Reading {
  /** Mistakes in the file as a whole: what it says is not known then. */
  inFile: Problem[];
  before: Problem[];
  source(path: string): string;
}

function validate(written: Tree, { inFile, before, source }: Reading): Settings {
  const result = settingsSchema.safeParse(written);
  const issues = result.error?.issues ?? [];
  const mentioned = new Set(before.map(({ path }) => path));
  const after = explain(issues, written, source).filter(({ path }) => !mentioned.has(path));
  const wrong = [...before, ...after];
  const together = inFile.length > 0 ? [] : problemsOfTheRest(written, wrong, result.data);
  const problems = [...inFile, ...wrong, ...together];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return result.data;
}

/** What is wrong together among the settings that are right one by one. */
function problemsOfTheRest(written: Tree, wrong: readonly Problem[], read: Settings | undefined): Problem[] {
  const paths = wrong.map(({ path }) => path);
  const rest = paths.reduce((tree, path) => withoutValueAt(tree, path.split('.')), written);
  const data = wrong.length === 0 ? read : settingsSchema.safeParse(rest).data;
  return data === undefined ? [] : problemsTogether(data, new Set(paths));
}
