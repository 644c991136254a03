import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultEntry, noBookSettings } from '../book.ts';
import type { ScanInput } from './input.ts';
import { narrowed } from './narrow.ts';
import { nearMisses } from './near-misses.ts';
import { prepare } from './prepare.ts';
import { scan } from './scan.ts';
import { defaultScanSettings } from './settings.ts';
import { noTimedState } from './timed.ts';

const keys = ['Hill', '/dr[a-z]+n/', 'rag', 'old', '{{char}}', 'far', '/nothing{2}/', 'hill'];
const entries = Array.from({ length: 200 }, (_, index) => ({
  ...defaultEntry,
  uid: String(index),
  keys: [keys[index] ?? `key${index}`],
  caseSensitive: index === 0,
  enabled: index !== 7,
  content: `About ${index}.`,
}));
const input: ScanInput = {
  messages: ['so old', 'b', 'c', 'd', 'a dragon on the hill'].map((text) => ({
    name: 'Alice',
    text,
    byCharacter: false,
  })),
  ...{ trigger: 'normal', character: undefined, sources: {}, extra: [], timed: noTimedState },
  ...{ greeting: undefined, userIcon: undefined, expand: (text: string) => text.replace('{{char}}', 'Ada') },
  countTokens: (text) => text.length,
  chance: () => 0.5,
};

test('looking closely at those who had to do with a talk finds the same as looking at all', () => {
  const book = { id: 'b', name: 'b', profile: 'st-compat', settings: noBookSettings, entries } as const;
  const prepared = prepare([{ book, scope: 'global' }], defaultScanSettings);
  const result = scan(prepared, input);
  const near = narrowed(prepared, input, result.noted);
  assert.ok(near.candidates.length < 10, String(near.candidates.length));
  const closely = scan(near, input);
  const idsOf = (found: typeof result) => found.fired.map(({ candidate }) => candidate.id);
  assert.deepEqual(idsOf(closely), idsOf(result));
  const missed = (all: ReturnType<typeof nearMisses>) =>
    all.map(({ candidate, hint }) => [candidate.id, hint]);
  const found = missed(nearMisses(near, input, closely));
  assert.deepEqual(found, missed(nearMisses(prepared, input, result)));
  assert.deepEqual(
    found.map(([id]) => id),
    ['b.0', 'b.2', 'b.3', 'b.7'],
  );
});
