import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expandMacros, type MacroValues } from '../../src/lib/macros.ts';
import { fuzzTarget } from './target.ts';

const names = ['char', 'user', 'CHAR', 'original', 'random', 'pick', 'roll', 'reverse', 'trim', 'newline'];
const pieces = fc.oneof(
  fc.constantFrom('{{', '}}', '{', '}', '::', ':', ',', '\\,', '//', '<user>', '<BOT>', '<', '>', '\0'),
  fc.constantFrom(...names, 'hidden_key', 'comment', '1d6', '99999d99999', 'd0', '-1', 'description'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const fields = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
const cases = fc.record({ field: fields, char: fields, user: fields, original: fields });

/** Any field expands without a fault and the same way each time, and text without macros stays as it is. */
export const macrosTarget = fuzzTarget('macros', cases, ({ field, char, user, original }) => {
  const values: MacroValues = {
    ...{ char, user, original, now: 0, timeZone: 'UTC', seed: 'channel' },
    random: () => 0.5,
  };
  assert.equal(expandMacros(field, values), expandMacros(field, values));
  const plain = field.replace(/[{<\0]/g, '');
  assert.equal(expandMacros(plain, values), plain);
  assert.equal(expandMacros('{{user}}', { ...values, user: '{{char}}' }), '{{char}}');
});
