import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { splitText } from './split-text.ts';

/** What has to survive a split: everything but white space and fence lines. */
function essence(text: string): string {
  return text.replace(/```(?:[\w+\-.#]*(?=\n))?/g, '').replace(/\s/g, '');
}

const word = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme', size: 'large' })
  .map((text) => text.replaceAll('`', ''));
const emoji = fc.constantFrom(
  '<:wave:123456789012345678>',
  '<a:dance:123456789012345678>',
  '<@123456789012345678>',
  '👩‍👩‍👧‍👦',
  '🇫🇷',
  'é',
);
const address = fc.webUrl();
const sentence = fc
  .array(fc.oneof(word, emoji, address), { minLength: 1, maxLength: 40, size: 'large' })
  .map((all) => all.join(' '));
const code = fc
  .tuple(fc.constantFrom('', 'js', 'c++'), fc.array(word, { minLength: 1, maxLength: 60, size: 'large' }))
  .map(([language, lines]) => `\n\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`);
const writing = fc
  .array(fc.oneof({ weight: 3, arbitrary: sentence }, { weight: 1, arbitrary: code }), {
    minLength: 1,
    maxLength: 12,
    size: 'large',
  })
  .map((all) => all.join('\n'));

describe('splitting text', () => {
  test('keeps what fits as it is', () => {
    assert.deepEqual(splitText('  Good evening.\n', 2_000), ['Good evening.']);
    assert.deepEqual(splitText(' \n ', 2_000), []);
    assert.deepEqual(splitText('x'.repeat(2_000), 2_000), ['x'.repeat(2_000)]);
  });

  test('loses and adds nothing but white space and fence lines', () => {
    let cuts = 0;
    fc.assert(
      fc.property(writing, fc.integer({ min: 120, max: 2_000 }), (text, limit) => {
        const parts = splitText(text, limit);
        cuts += parts.length - 1;
        assert.equal(essence(parts.join('\n')), essence(text));
        for (const part of parts) {
          assert.ok(part.length <= limit, `${part.length} > ${limit}`);
          assert.notEqual(part.trim(), '');
          assert.ok(part.isWellFormed() || !text.isWellFormed());
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(cuts > 300, `${cuts} cuts are too few to mean anything`);
  });

  test('leaves every part with its code blocks closed', () => {
    fc.assert(
      fc.property(writing, fc.integer({ min: 120, max: 400 }), (text, limit) => {
        for (const part of splitText(text, limit)) assert.equal(part.split('```').length % 2, 1, part);
      }),
    );
  });

  test('any text at all stays within the limit', () => {
    fc.assert(
      fc.property(
        fc.string({
          maxLength: 600,
          size: 'max',
          unit: fc.constantFrom('`', '```', '\n', ' ', 'a', '👍', '.', 'js\n'),
        }),
        fc.integer({ min: 40, max: 90 }),
        (text, limit) => {
          for (const part of splitText(text, limit)) assert.ok(part.length <= limit);
        },
      ),
    );
  });

  test('opens a code block again with its language', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `  line(${index});`);
    const parts = splitText(`Look:\n\`\`\`js\n${lines.join('\n')}\n\`\`\`\nThat is all.`, 200);
    assert.ok(parts.length > 2);
    for (const part of parts.slice(1, -1)) assert.match(part, /^```js\n {2}line\(\d+\);[\s\S]*;\n```$/);
    assert.ok(parts.at(-1)?.endsWith('```\nThat is all.'));
  });

  test('cuts no emoji, mention, address or family in two', () => {
    for (const whole of [
      '<:wave:123456789012345678>',
      '<@123456789012345678>',
      '👩‍👩‍👧‍👦',
      'https://example.org/a/long/path?q=1',
    ]) {
      const separator = whole.startsWith('https') ? ' ' : '';
      const parts = splitText(Array.from({ length: 50 }, () => whole).join(separator), 101);
      for (const part of parts) assert.equal(part.replaceAll(whole, '').trim(), '', part);
    }
  });

  test('prefers the end of a sentence to the middle of one', () => {
    const parts = splitText('One two three four five. Six seven eight nine ten eleven.', 40);
    assert.deepEqual(parts, ['One two three four five.', 'Six seven eight nine ten eleven.']);
  });

  test('breaks a word only when it is longer than a part', () => {
    const parts = splitText(`short ${'x'.repeat(130)} end`, 60);
    assert.equal(parts[0], 'short');
    assert.equal(parts.join('').replaceAll(' ', ''), `short${'x'.repeat(130)}end`);
  });

  test('is quick even for very long text', () => {
    const started = performance.now();
    splitText('word '.repeat(60_000), 2_000);
    splitText('x'.repeat(300_000), 2_000);
    assert.ok(performance.now() - started < 2_000);
  });
});
