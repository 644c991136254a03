import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readYaml } from './simple-yaml.ts';

test('texts are read in every way they are written', () => {
  const text = `# a comment
name: Ada Quill
quoted: "a: \\"b\\" \\n\\x41"
single: 'it''s'
block: |
  first

    indented
  last
folded: >-
  one
  two

  three
wrapped: plain text
  goes on
empty:
colon: a:b
`;
  assert.deepEqual(readYaml(text), {
    name: 'Ada Quill',
    quoted: 'a: "b" \nA',
    single: "it's",
    block: 'first\n\n  indented\nlast\n',
    folded: 'one two\nthree',
    wrapped: 'plain text goes on',
    empty: '',
    colon: 'a:b',
  });
});

for (const text of [
  '- a list',
  'key: [1, 2]',
  'key: &anchor x',
  'key: "open',
  'no key at all',
  'key: {a: 1}',
]) {
  test(`more than simple: ${text}`, () => assert.equal(readYaml(text), undefined));
}

test('a key called __proto__ changes nothing', () => {
  readYaml('__proto__: x');
  assert.equal(Reflect.get({}, 'x'), undefined);
});

test('a text may have any number of lines', () => {
  const read = readYaml(`name: Ada\ncontext: |\n${'  x\n'.repeat(300_000)}`);
  assert.equal(read?.context?.length, 600_000);
});
