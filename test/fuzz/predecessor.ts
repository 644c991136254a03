import assert from 'node:assert/strict';
import fc from 'fast-check';
import { profileFrom } from '../../src/adapters/predecessor/profile.ts';
import { Unreadable } from '../../src/adapters/predecessor/reading.ts';
import { talkFrom } from '../../src/adapters/predecessor/talk.ts';
import { readOlderLines } from '../../src/features/history/file.ts';
import { worded } from '../../src/features/memory/bringing/wording.ts';
import { objectWith, severalOf } from './json-values.ts';
import { fuzzTarget } from './target.ts';

const id = fc.constantFrom<unknown>(1, '42', '9007199254740993', -1, 'x', 1.5);
const time = fc.constantFrom<unknown>('2025-12-11T10:00:00', '2025-02-30', '', 7, { toString: 1 });
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'User lives in Oslo',
    'call me Cap',
    'when you see Ann say so',
    'I am 30',
    'is',
    '[x]\n@everyone',
  ),
);
const noted = objectWith(['fact', 'quote', 'context', 'timestamp'], fc.oneof(words, time));
const lists = severalOf(fc.oneof(noted, words, time));
const profile = fc
  .tuple(
    objectWith(['username', 'created_at', 'last_updated'], fc.oneof(words, time)),
    objectWith(['traits', 'interests', 'preferences', 'facts', 'memorable_quotes', 'relationships'], lists),
    id,
  )
  .map(([about, known, user_id]) => ({ ...about, ...known, user_id }));
const line = objectWith(
  ['role', 'content', 'username', 'user_id'],
  fc.oneof(words, id, fc.constantFrom('user', 'assistant')),
);
const talk = fc.oneof(
  severalOf(line),
  objectWith(
    ['channel_id', 'archived_at', 'original_modified', 'messages'],
    fc.oneof(id, time, severalOf(line)),
  ),
);
const files = fc.record({
  profile: fc.oneof(profile, fc.jsonValue()),
  talk,
  name: fc.constantFrom('42', 'general'),
});
const longestStatement = 200;

/** Any JSON is read or refused with a reason, and what is made of it is one harmless sentence each. */
export const predecessorTarget = fuzzTarget('predecessor', files, (given) => {
  const read = refusedOr(() => profileFrom(given.profile, { path: 'user_profiles/hal/user_1.json', at: 5 }));
  for (const note of read?.notes ?? []) {
    const said = worded(read?.person ?? { id: '', name: '' }, note, 'UTC');
    if ('refused' in said) continue;
    assert.ok(said.statement.length > 0 && [...said.statement].length <= longestStatement, said.statement);
    assert.doesNotMatch(said.statement, /[\p{Cc}[\]@<>]/u);
  }
  const path = `chat_history/${given.name}.json`;
  const { messages = [] } = refusedOr(() => talkFrom(given.talk, { path, at: 5 }, 'Europe/Berlin')) ?? {};
  const { lines, refused } = readOlderLines(messages);
  assert.equal(lines.length + refused.length, messages.length);
});

function refusedOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Unreadable, String(error));
    return undefined;
  }
}
