import type { z } from 'zod';
import { lazily } from '../lib/lazily.ts';
import { nearest } from './nearest.ts';
import { type SettingReference, settingsReference } from './reference.ts';
import { valueAt } from './tree.ts';

/** One mistake in the settings. */
export interface Problem {
  path: string;
  problem: string;
  fix: string;
}

/** What the schema found, in sentences for the owner. `source` says where a setting was written. */
export function explain(
  issues: readonly z.core.$ZodIssue[],
  written: unknown,
  source: (path: string) => string,
): Problem[] {
  const known = lazily(() => settingsReference().flatMap(({ settings }) => settings));
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, known()));
    const setting = known().find((one) => one.path === path);
    return [{ path, problem: says(issue, valueAt(written, path)), fix: fixOf(setting, source(path)) }];
  });
}

function unknownKey(parent: string, key: string, known: readonly SettingReference[]): Problem {
  const path = parent === '' ? key : `${parent}.${key}`;
  const meant = nearestPath(
    parent,
    key,
    known.map((one) => one.path),
  );
  const fix =
    meant === undefined ? 'Remove it; docs/configuration.md lists all settings.' : `Did you mean ${meant}?`;
  return { path, problem: 'There is no such setting.', fix };
}

/** First among its neighbours, then a setting of that name anywhere. */
function nearestPath(parent: string, key: string, paths: readonly string[]): string | undefined {
  const inside = parent === '' ? paths : paths.filter((path) => path.startsWith(`${parent}.`));
  const depth = parent === '' ? 0 : parent.split('.').length;
  const neighbours = [...new Set(inside.map((path) => path.split('.')[depth] ?? ''))];
  const neighbour = nearest(key, neighbours);
  if (neighbour !== undefined) return parent === '' ? neighbour : `${parent}.${neighbour}`;
  return paths.find((path) => path.endsWith(`.${key}`));
}

function says(issue: z.core.$ZodIssue, value: unknown): string {
  const wordedByZod = /^(Invalid|Too small|Too big)/.test(issue.message);
  if (!wordedByZod) return sentence(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return `It must be ${kindOf(issue.expected)}, not ${kindOf(typeOf(value))}.`;
    case 'invalid_value':
      return `It must be one of ${issue.values.join(', ')}.`;
    case 'too_small':
      return `It must be ${bounded(issue.origin, 'at least', issue.minimum)}.`;
    case 'too_big':
      return `It must be ${bounded(issue.origin, 'at most', issue.maximum)}.`;
    case 'invalid_union':
      return says(issue.errors.at(-1)?.[0] ?? { ...issue, code: 'custom' }, value);
    default:
      return sentence(issue.message);
  }
}

function sentence(text: string): string {
  const whole = text.startsWith('must ') ? `It ${text}` : text;
  return whole.endsWith('.') ? whole : `${whole}.`;
}

function bounded(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `${bound} ${limit} characters long`;
  return origin === 'array' ? `${bound} ${limit} items long` : `${bound} ${limit}`;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

function kindOf(type: string): string {
  const kinds: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a section with settings',
    null: 'empty',
    undefined: 'missing',
  };
  return kinds[type] ?? type;
}

function fixOf(setting: SettingReference | undefined, source: string): string {
  if (setting?.default === undefined) return `Change it in ${source}.`;
  return `Change it in ${source}; left out it is ${JSON.stringify(setting.default)}.`;
}
