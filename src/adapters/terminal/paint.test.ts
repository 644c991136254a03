import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPaint, plain, withMoments } from './paint.ts';

test('text from elsewhere cannot steer the terminal', () => {
  assert.equal(plain('a\u001b[2Jb\u001b]0;owned\u0007c\rd\u0008e\u009b31mf'), 'abcdef');
  assert.equal(plain('a\u202eb\u202cc\u2067d\u2069'), 'abcd');
  assert.equal(plain('two\nlines,\ta tab, Zdeňka 猫'), 'two\nlines,\ta tab, Zdeňka 猫');
});

test('without colours nothing is added', () => {
  const paint = createPaint(false);
  assert.equal(
    paint.name('Mira', '#336699') + paint.soft('x') + paint.markdown('**y** `z`'),
    'Mirax**y** `z`',
  );
});

test('with colours a name has its own', () => {
  assert.match(createPaint(true).name('Mira', '#336699'), /38;2;51;102;153mMira/);
  assert.doesNotMatch(createPaint(true).markdown('**y** and *z*'), /\*/);
});

test('moments are read by people', () => {
  const shown = withMoments('since <t:1795708640:D>, at <t:1795708640:t>', 'UTC');
  assert.match(shown, /2026/);
  assert.match(shown, /57/);
  assert.doesNotMatch(shown, /<t:/);
});
