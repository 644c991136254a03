import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractFacts } from './index.ts';

test('a year is no place', () => {
  const author = { id: 'bo', name: 'Bo', kind: 'person' as const };
  const read = (text: string) => extractFacts([{ messageId: 'm1', author, text, at: 0, mentions: [] }], []);
  const [born] = read('I was born in 1990 in Bonn');
  assert.equal(born?.statement, 'Bo was born in 1990 in Bonn.');
  assert.equal(born.slot, undefined);
  assert.deepEqual(read('I was born in 1830'), []);
  assert.deepEqual(
    read('I was born in Bonn').map(({ statement, slot }) => [statement, slot]),
    [['Bo comes from Bonn.', 'origin']],
  );
});
