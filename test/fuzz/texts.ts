import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonRefused, readJson } from '../../src/lib/lenient-json.ts';
import { readYaml } from '../../src/lib/simple-yaml.ts';
import { fuzzTarget } from './target.ts';

const scraps = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  'NaN',
  '-Infinity',
  '-',
  '1e9',
  'null',
  '"a"',
];
const brokenJson = fc
  .array(fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 20 })
  .map((parts) => parts.join(''));

/** What JSON.parse reads is read alike; the rest is read or refused. */
export const jsonTarget = fuzzTarget('json', fc.oneof(fc.json(), brokenJson), (text) => {
  const expected = quietly(() => ({ value: JSON.parse(text) as unknown }));
  try {
    const { value, noNumbers } = readJson(text);
    if (noNumbers === 0) assert.deepEqual({ value }, expected);
  } catch (error) {
    assert.ok(error instanceof JsonRefused, String(error));
    assert.equal(expected, undefined);
  }
});

const lines = fc.oneof(
  fc.constantFrom(
    'name: Ada',
    'context: |',
    '  text',
    'greeting: "a\\nb"',
    "x: 'it''s'",
    'y: >-',
    '# no',
    '---',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const yaml = fc.array(lines, { maxLength: 12 }).map((all) => all.join('\n'));

/** Any text is read as texts by name, or not at all. */
export const yamlTarget = fuzzTarget('yaml', yaml, (text) => {
  const read = readYaml(text);
  assert.ok(Object.values(read ?? {}).every((value) => typeof value === 'string'));
});

function quietly<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
