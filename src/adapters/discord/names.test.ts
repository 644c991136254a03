import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestNameLine, withName, wornName } from './names.ts';

const worn = (displayName: string) => wornName({ id: 'c', name: 'Card', displayName });

test('a name is worn as it is where Discord allows it', () => {
  assert.equal(worn('Élise  of the 猫'), 'Élise of the 猫');
  assert.equal(worn(' '), 'Card');
});

test('a name that Discord refuses is changed readably', () => {
  assert.equal(worn('Discordia'), 'Dis-cordia');
  assert.equal(worn('Bonnie and CLYDE'), 'Bonnie and CLY-DE');
  assert.equal(worn(`${'long '.repeat(30)}`).length, 80);
  assert.ok(worn('👩‍👩‍👧‍👦'.repeat(20)).endsWith('👩‍👩‍👧‍👦…'));
});

test('no name at all is refused', () => {
  const parts = fc.constantFrom(
    'dis',
    'cord',
    'cly',
    'de',
    'DisCord',
    'clyde',
    ' ',
    '\n',
    'x',
    '👍',
    '\u200d',
    '',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (words) => {
      const name = worn(words.join(''));
      assert.doesNotMatch(name, /discord|clyde/i);
      assert.ok(name.trim() === name && name.length >= 1 && name.length <= 80, name);
    }),
  );
});

test('a plain message shows the name in bold', () => {
  assert.equal(withName('Mira', 'Hello.'), '**Mira**: Hello.');
  assert.equal(withName('M*ra', '```js\n1\n```'), '**M\\*ra**\n```js\n1\n```');
  assert.ok(withName('*'.repeat(80), '').length <= longestNameLine);
});
