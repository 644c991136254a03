import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tensorsIn } from '../../src/adapters/embeddings/potion/safetensors.ts';
import { createTokenizer } from '../../src/adapters/embeddings/potion/tokenizer.ts';
import { Unreadable } from '../../src/adapters/embeddings/potion/unreadable.ts';
import { charsmap, unigramTokenizer, wordPieceTokenizer } from '../support/potion.ts';
import { fuzzTarget } from './target.ts';

const dataBytes = 1_000;
const number = fc.oneof(
  fc.nat(1_200),
  fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 53, 2 ** 63, Number.MAX_VALUE, null, '8', Number.NaN),
);
const tensor = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      dtype: fc.constantFrom('F32', 'F16', 'I8', 'I32', 'F64', 'BF16', 'toString', 7),
      shape: fc.oneof(fc.array(number, { maxLength: 3 }), number),
      data_offsets: fc.oneof(fc.array(number, { maxLength: 3 }), fc.tuple(fc.nat(1_100), fc.nat(1_100))),
    },
    { requiredKeys: [] },
  ),
);
const names = fc.constantFrom('embeddings', 'weights', 'mapping', '__proto__', '__metadata__', 'x');
const headers = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .array(fc.tuple(names, tensor), { maxLength: 5 })
    .map((entries) => JSON.stringify(Object.fromEntries(entries))),
);

/** Any header names tensors that lie apart and within the file, or is refused. */
export const tensorsTarget = fuzzTarget('tensors', headers, (header) => {
  const tensors = refusedOr(() => [...tensorsIn(header, dataBytes).values()]) ?? [];
  const inOrder = tensors.toSorted((a, b) => a.from - b.from || a.to - b.to);
  for (const [at, { shape, from, to }] of inOrder.entries()) {
    assert.ok((inOrder[at - 1]?.to ?? 0) <= from && from <= to && to <= dataBytes);
    assert.ok(shape.every((side) => Number.isSafeInteger(side) && side >= 0));
  }
});

const sign = fc.constantFrom('a', 'b', '▁', ' ', '灯', '🦊', '\ud83e', 'é', '\0', '##', '"', '\\');
const piece = fc.string({ unit: sign, maxLength: 5 });
const score = fc.oneof(fc.double(), fc.constantFrom(-1, '1', null, 1e308, -1e308));
const replacements = fc.dictionary(piece, piece, { maxKeys: 4 }).map(charsmap);
const normalizer = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('NFKC', 'Lowercase', 'StripAccents', 'BertNormalizer', 'Wild').map((type) => ({ type })),
  fc.record({
    type: fc.constant('Precompiled'),
    precompiled_charsmap: fc.oneof(replacements, fc.base64String()),
  }),
  fc.record({
    type: fc.constant('Replace'),
    pattern: fc.oneof(
      fc.record({ String: piece }),
      fc.record({
        Regex: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('\\s+', '(a*)*b', 'a{2,}')),
      }),
    ),
    content: piece,
  }),
);
const preTokenizer = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('BertPreTokenizer', 'WhitespaceSplit', 'Wild').map((type) => ({ type })),
  fc.record({ type: fc.constant('Metaspace'), replacement: piece, split: fc.boolean() }),
);
const parts = fc.record({ normalizer, pre_tokenizer: preTokenizer }, { requiredKeys: [] });
const tokenizers = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc
    .tuple(fc.array(fc.tuple(piece, score), { maxLength: 12 }), parts)
    .map(([vocab, more]) => written(unigramTokenizer(vocab as [string, number][], more))),
  fc
    .tuple(fc.uniqueArray(piece, { maxLength: 12 }), parts)
    .map(([pieces, more]) => written({ ...wordPieceTokenizer(pieces), ...more })),
);
const cutTokenizers = fc
  .tuple(tokenizers, fc.option(fc.nat(400)))
  .map(([bytes, cut]) => (cut === null ? bytes : bytes.subarray(0, cut)));

/** Any tokenizer reads any text into pieces that it has, in time, or is refused. */
export const tokenizersTarget = fuzzTarget(
  'tokenizers',
  fc.tuple(cutTokenizers, fc.oneof(fc.string({ unit: sign, maxLength: 60 }), fc.string({ unit: 'binary' }))),
  ([bytes, text]) => {
    const tokenizer = refusedOr(() => createTokenizer(bytes));
    if (tokenizer === undefined) return;
    for (const number of tokenizer.numbers(text.toWellFormed()))
      assert.ok(Number.isInteger(number) && number >= 0 && number < tokenizer.count);
  },
);

function written(described: object): Buffer {
  return Buffer.from(JSON.stringify(described));
}

function refusedOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
