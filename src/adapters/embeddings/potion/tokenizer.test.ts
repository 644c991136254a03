import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { charsmap, unigramTokenizer, wordPieceTokenizer } from '../../../../test/support/potion.ts';
import { createTokenizer } from './tokenizer.ts';
import { Unreadable } from './unreadable.ts';

function reading(described: object): (text: string) => string {
  const { model } = described as { model: { vocab: Record<string, number> | [string, number][] } };
  const pieces = Array.isArray(model.vocab) ? model.vocab.map(([piece]) => piece) : Object.keys(model.vocab);
  const tokenizer = createTokenizer(Buffer.from(JSON.stringify(described)));
  return (text) =>
    tokenizer
      .numbers(text)
      .map((number) => pieces[number])
      .join(' ');
}

test('BERT: the longest pieces from the left, without accents, case and control characters', () => {
  const pieces = [
    '[UNK]',
    'light',
    '##house',
    '##s',
    'cafe',
    '.',
    ',',
    '灯',
    '台',
    'x',
    '##x',
    '$',
    '[',
    'unk',
    ']',
  ];
  const read = reading(wordPieceTokenizer(pieces));
  assert.equal(read('Lighthouses, light.'), 'light ##house ##s , light .');
  assert.equal(read('CAFÉ cafe\u0301\tca\u200bfe\0'), 'cafe cafe cafe');
  assert.equal(read('灯台'), '灯 台');
  assert.equal(read('light$light'), 'light $ light');
  assert.equal(read('lightning strikes, light'), ', light', 'a word with unknown parts is left out');
  assert.equal(read('[UNK]'), '[ unk ]', 'a mark for machines is text like any other');
  assert.equal(read('x'.repeat(100)).split(' ').length, 100);
  assert.equal(read('x'.repeat(101)), '');
  assert.equal(read(''), '');
});

test('Unigram: the likeliest pieces together, however they begin', () => {
  const read = reading(
    unigramTokenizer([
      ['<unk>', 0],
      ['▁light', -5],
      ['house', -5],
      ['▁lighthouse', -20],
      ['▁', -3],
      ['s', -4],
      ['🦊', -6],
      ['h', -1],
    ]),
  );
  assert.equal(read('Lighthouse'), '▁light house', 'likelier than the one piece');
  assert.equal(read('lights  house'), '▁light s ▁ house');
  assert.equal(read('🦊s'), '▁ 🦊 s');
  assert.equal(read('灯台s'), '▁ <unk> s', 'what is unknown in a row is one');
  assert.equal(read('灯s台🦀s'), '▁ <unk> s <unk> s');
});

describe('what comes before the pieces', () => {
  const vocab = [...'▁abcé! '].map((sign) => [sign, -1] as const);
  const table: [name: string, how: object, text: string, expected: string][] = [
    ['one word', { pre_tokenizer: { type: 'Metaspace', split: false } }, 'a b', '▁ a ▁ b'],
    ['no mark', { pre_tokenizer: { type: 'Metaspace', prepend_scheme: 'never' } }, 'a b', 'a ▁ b'],
    [
      'a mark at the first',
      {
        pre_tokenizer: {
          type: 'Sequence',
          pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', prepend_scheme: 'first' }],
        },
      },
      'a b',
      '▁ a b',
    ],
    ['a mark that is there', { pre_tokenizer: { type: 'Metaspace' } }, '▁a', '▁ a'],
    ['nothing', { pre_tokenizer: null, normalizer: null }, 'a!', 'a !'],
  ];
  const normalizers: [name: string, normalizer: object, text: string, expected: string][] = [
    [
      'replaced text',
      { type: 'Replace', pattern: { String: '!' }, content: ' $& ' },
      'a!',
      '▁ a ▁ unknown ▁',
    ],
    [
      'a replaced pattern',
      { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
      'a   b',
      '▁ a ▁ b',
    ],
    ['spaces cut off', { type: 'Strip', strip_left: true, strip_right: true }, ' a ', '▁ a'],
    ['spaces cut off on the right', { type: 'Strip', strip_left: false, strip_right: true }, ' a ', '▁ a'],
    ['put before', { type: 'Prepend', prepend: '!' }, 'a', '▁ ! a'],
    ['composed', { type: 'NFC' }, 'e\u0301', '▁ é'],
    [
      'accents off',
      { type: 'Sequence', normalizers: [{ type: 'NFD' }, { type: 'StripAccents' }] },
      'á',
      '▁ a',
    ],
    ['in small letters', { type: 'Lowercase' }, 'ABÉ', '▁ a b é'],
    [
      'a table',
      {
        type: 'Precompiled',
        precompiled_charsmap: charsmap({ Ａ: 'a', 'e\u0301': 'é', '\t': ' ', '㍿': 'abc', '\u200b': '' }),
      },
      'Ａ\te\u0301㍿\u200bb',
      '▁ a ▁ é a b c b',
    ],
  ];
  const cases = [
    ...table,
    ...normalizers.map(
      ([name, normalizer, text, expected]) =>
        [name, { normalizer, pre_tokenizer: { type: 'Metaspace' } }, text, expected] as const,
    ),
  ];
  for (const [name, how, text, expected] of cases) {
    test(name, () => {
      const read = reading(unigramTokenizer([['unknown', 0], ...vocab], how));
      assert.equal(read(text), expected);
    });
  }
});

describe('what cannot be used is refused', () => {
  const good = unigramTokenizer([['<unk>', 0]]);
  const nested = Array.from({ length: 9 }).reduce<object>(
    (inner) => ({ type: 'Sequence', normalizers: [inner] }),
    { type: 'NFC' },
  );
  const table: Record<string, unknown> = {
    'no object': [],
    'no vocabulary': { ...good, model: { type: 'Unigram' } },
    'an empty vocabulary': unigramTokenizer([]),
    'a piece without a number': { ...good, model: { type: 'Unigram', vocab: [['a']] } },
    'a piece that is none': { ...good, model: { type: 'Unigram', vocab: [[1, 2]] } },
    'an unknown piece that is not there': {
      ...good,
      model: { type: 'Unigram', unk_id: 7, vocab: [['a', 1]] },
    },
    'another kind': { ...good, model: { type: 'BPE', vocab: { a: 0 } } },
    'a list where words are wanted': { ...good, model: { type: 'WordPiece', vocab: [['a', 1]] } },
    'numbers with holes': { ...good, model: { type: 'WordPiece', vocab: { a: 0, b: 2 } } },
    'two pieces of one number': { ...good, model: { type: 'WordPiece', vocab: { a: 0, b: 0 } } },
    'an unknown normalizer': { ...good, normalizer: { type: 'Wild' } },
    'a nested one': { ...good, normalizer: nested },
    'a slow pattern': {
      ...good,
      normalizer: { type: 'Replace', pattern: { Regex: '(a+)+b' }, content: '' },
    },
    'a wrong pattern': { ...good, normalizer: { type: 'Replace', pattern: { Regex: '(' }, content: '' } },
    'a table that is cut off': {
      ...good,
      normalizer: { type: 'Precompiled', precompiled_charsmap: '/wAAAAAA' },
    },
    'an unknown cutting': { ...good, pre_tokenizer: { type: 'ByteLevel' } },
  };
  for (const [name, described] of Object.entries(table)) {
    test(name, () => {
      assert.throws(() => createTokenizer(Buffer.from(JSON.stringify(described))), Unreadable);
    });
  }
  test('no JSON', () => {
    for (const text of ['', '<html>', JSON.stringify(good).slice(0, -9)])
      assert.throws(() => createTokenizer(Buffer.from(text)), Unreadable);
  });
});
