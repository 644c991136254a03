import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileRefused, readHistory } from '../../src/features/history/file.ts';
import { objectWith, severalOf } from './json-values.ts';
import { fuzzTarget } from './target.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('user', 'assistant', 'system'),
);
const id = fc.constantFrom<unknown>('1', 'm2', '', 7, 9_007_199_254_740_992, 'imported-0-0');
const time = fc.constantFrom<unknown>('2026-02-30T00:00:00Z', '2026-02-03T04:05:06.000Z', 'soon', 0, null);
const author = fc.oneof(
  fc.constantFrom(
    { id: 'bo', name: 'Bo', kind: 'person' },
    { id: 'ilde', name: 'Ilde', kind: 'character' },
    { id: 's', name: 'System', kind: 'system' },
  ),
  objectWith(['id', 'name', 'kind'], words),
);
const own = fc
  .tuple(
    severalOf(
      objectWith(['id', 'text', 'at', 'replyTo', 'editedAt', 'characterId'], fc.oneof(words, id, time)),
    ),
    author,
    time,
  )
  .map(([lines, by, at]) => ({
    acore: 'history',
    version: 1,
    lines: Array.isArray(lines) ? lines.map((one) => ({ author: by, text: 'hello', at, ...one })) : lines,
  }));
const older = severalOf(objectWith(['role', 'content', 'username', 'user_id'], fc.oneof(words, id)));
const files = fc.oneof(
  own,
  older,
  objectWith(['acore', 'version', 'lines', 'channel_id', 'messages'], fc.oneof(older, id, words)),
  fc.jsonValue(),
);

/** Any file is read into lines of people and characters, or refused in a sentence; nobody brings in orders of the house. */
export const historyFilesTarget = fuzzTarget('history-files', files, (file) => {
  try {
    for (const { author: by, text, at } of readHistory(file)) {
      assert.ok(
        by.id !== '' &&
          by.name !== '' &&
          ['person', 'proxied', 'bot', 'webhook', 'character'].includes(by.kind),
      );
      assert.equal(typeof text, 'string');
      assert.ok(at === undefined || Number.isFinite(at));
    }
  } catch (error) {
    assert.ok(error instanceof FileRefused, String(error));
    assert.ok(error.message.length > 0 && error.message.length < 2_000);
  }
});
