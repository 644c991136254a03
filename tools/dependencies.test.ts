import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

const { dependencies, optionalDependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  string,
  Record<string, string>
>;
const all = { ...dependencies, ...optionalDependencies, ...devDependencies };

test('every dependency has a line with its reason, and every line a dependency', () => {
  const rows = [...read('docs/decisions/0003-dependencies.md').matchAll(/^\| (\S+) \|.*\S{3,}.* \|$/gm)];
  const listed = rows.map((row) => row[1] ?? '').filter((name) => name !== 'package');
  assert.deepEqual(listed.sort(), Object.keys(all).sort());
});

test('versions are exact', () => {
  for (const [name, version] of Object.entries(all)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});
