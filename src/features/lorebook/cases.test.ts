import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { runCases } from './cases.ts';

const file = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/lore-oracle/cases.json', import.meta.url), 'utf8'),
) as { cases: { id: string; tags: string[]; expected: unknown }[] };

describe('the recorded cases', () => {
  const answers = runCases(file, { profile: 'st-compat' });

  for (const [index, { id, tags, expected }] of file.cases.entries()) {
    test(`${id}: ${tags.join(', ')}`, () => {
      assert.deepEqual(answers[index], { id, expected });
    });
  }

  test('there are 324 of them, and expectations are not looked at', () => {
    const without = { ...file, cases: file.cases.map(({ expected: _, ...rest }) => rest) };
    assert.equal(file.cases.length, 324);
    assert.deepEqual(runCases(without, { profile: 'st-compat' }), answers);
  });
});

test('a file that is no case file has no cases', () => {
  for (const odd of [null, 7, 'x', [], {}, { cases: [null, 3] }]) {
    assert.deepEqual(runCases(odd, { profile: 'st-compat' }), []);
  }
});
