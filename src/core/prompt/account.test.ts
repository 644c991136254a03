import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PromptPart, Usage } from '../receipt.ts';
import { promptRows, reckoningText } from './account.ts';

const counted: Usage = { promptTokens: 600, completionTokens: 1, estimated: false };

function part(title: string, tokens: number, change: Partial<PromptPart> = {}): PromptPart {
  return { title, source: 'character', tokens, text: title, because: 'So.', ...change };
}

test('what the provider counted is shared out as estimated; what was left out keeps its estimate', () => {
  const prompt = [part('A', 100), part('B', 200), part('C', 50, { dropped: true })];
  const told = (usage: Usage) =>
    promptRows({ prompt, usage }).map(({ tokens, share }) => [tokens, share.toFixed(2)]);
  assert.deepEqual(told(counted), [
    [200, '0.33'],
    [400, '0.67'],
    [50, '0.00'],
  ]);
  assert.deepEqual(told({ ...counted, estimated: true })[1], [200, '0.67']);
});

test('neighbours of one kind are one row, where they are there for one reason', () => {
  const prompt = [
    part('Example 1', 10),
    part('Example 2', 10),
    part('Example 3', 10, { dropped: true, because: 'Full.' }),
    part('Bo', 10, { source: 'history' }),
    part('Cy', 10, { source: 'history' }),
    part('Bo', 10, { source: 'history', because: 'Asked.' }),
  ];
  assert.deepEqual(
    promptRows({ prompt, usage: counted }).map(({ title, parts, dropped }) => [title, parts, dropped]),
    [
      ['Examples', 2, false],
      ['Examples', 1, true],
      ['The talk', 2, false],
      ['The talk', 1, false],
    ],
  );
});

test('how far the estimate was off is told where somebody counted', () => {
  const told = (promptTokens: number, usage: Usage = counted) =>
    reckoningText({ usage, reckoned: { promptTokens, budgetTokens: 4_000 } });
  assert.equal(told(630), 'estimated 630 before, 5.0 % too many');
  assert.equal(told(597), 'estimated 597 before, 0.5 % too few');
  assert.equal(told(600), 'estimated 600 before, which is right');
  assert.equal(told(630, { ...counted, estimated: true }), undefined);
  assert.equal(reckoningText({ usage: counted }), undefined);
});
