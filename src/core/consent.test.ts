import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Consent, mayBeLearned, wasUnkept } from './consent.ts';

const minute = 60_000;
const open: Consent = { tier: 'full', paused: false };
/** From the tenth minute to the twentieth. */
const rested: Consent = { ...open, pauses: [{ from: 10 * minute, to: 20 * minute }] };

function said(at: number, change: { kind?: 'person' | 'character'; editedAt?: number } = {}) {
  return { kind: 'person' as const, at: at * minute, ...change };
}

describe('what was said', () => {
  test('before a pause and after it may be learned from', () => {
    assert.ok(mayBeLearned(rested, said(9)));
    assert.ok(mayBeLearned(rested, said(21)));
    assert.ok(mayBeLearned(undefined, said(15)));
  });

  test('in a pause may not, also where the clocks differ a little', () => {
    for (const at of [9.9, 10, 15, 20, 20.1]) assert.ok(!mayBeLearned(rested, said(at)), `${at}`);
  });

  test('before a pause may not when it was put in other words since it began', () => {
    assert.ok(!mayBeLearned(rested, said(9, { editedAt: 15 * minute })));
    assert.ok(!mayBeLearned(rested, said(9, { editedAt: 30 * minute })));
    assert.ok(mayBeLearned(rested, said(5, { editedAt: 9 * minute })));
  });

  test('by a character soon after a pause may answer what was said in it', () => {
    assert.ok(!mayBeLearned(rested, said(22, { kind: 'character' })));
    assert.ok(mayBeLearned(rested, said(31, { kind: 'character' })));
  });

  test('at any time may not while a pause lasts, or off the record', () => {
    assert.ok(!mayBeLearned({ ...open, paused: true }, said(1)));
    assert.ok(!mayBeLearned({ ...open, tier: 'off-the-record' }, said(1)));
    assert.ok(!mayBeLearned({ ...open, pauses: [{ from: 0 }] }, said(1)));
  });
});

test('what was said off the record is not kept later, and what was said at some time may have been', () => {
  const back: Consent = { ...open, unkept: [{ from: 10 * minute, to: 20 * minute }] };
  assert.deepEqual(
    [9, 10, 15, 20, 21].map((at) => wasUnkept(back, at * minute)),
    [false, true, true, true, false],
  );
  assert.ok(wasUnkept(back, undefined));
  assert.ok(!wasUnkept(open, undefined));
  assert.ok(wasUnkept({ ...open, tier: 'off-the-record' }, minute));
});
