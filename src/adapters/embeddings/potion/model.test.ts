import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  safetensors,
  type TensorToWrite,
  withHeader,
  wordPieceTokenizer,
} from '../../../../test/support/potion.ts';
import { temporaryFolder } from '../../../../test/system/harness.ts';
import { openModel } from './model.ts';
import { Unreadable } from './unreadable.ts';

const pieces = ['[UNK]', 'red', 'blue', '##s'];
const table = [9, 9, 1, 2, 3, -4, 0.5, 0];

function opened(tensors: Record<string, TensorToWrite> | Buffer) {
  using undo = new DisposableStack();
  const { path } = undo.use(temporaryFolder());
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'tokenizer.json'), JSON.stringify(wordPieceTokenizer(pieces)));
  writeFileSync(join(path, 'model.safetensors'), Buffer.isBuffer(tensors) ? tensors : safetensors(tensors));
  const model = undo.use(openModel(path));
  const owned = undo.move();
  return { ...model, [Symbol.dispose]: () => owned.dispose() };
}

for (const [type, numbers] of [
  ['F32', table],
  ['F16', table],
  ['I8', [9, 9, 1, 2, 3, -4, 0, 1]],
] as const) {
  test(`adds the vectors of a text's pieces, which lie on disk as ${type}`, () => {
    using model = opened({ embeddings: { type, shape: [4, 2], numbers } });
    assert.equal(model.dimensions, 2);
    assert.deepEqual([...model.read('red blue')], [4, -2]);
    assert.deepEqual([...model.read('Reds, red')], [2 + (numbers[6] ?? 0), 4 + (numbers[7] ?? 0)]);
  });
}

test('rows that pieces share, each with its weight', () => {
  using model = opened({
    weights: { type: 'F64', shape: [4], numbers: [1, 0.5, 2, 1] },
    embeddings: { type: 'F32', shape: [2, 2], numbers: [1, 2, 10, 20] },
    mapping: { type: 'I32', shape: [4], numbers: [0, 1, 1, 0] },
  });
  assert.deepEqual([...model.read('red blues')], [5 + 20 + 1, 10 + 40 + 2]);
});

test('of a long text the first 512 pieces', () => {
  using model = opened({ embeddings: { type: 'F32', shape: [4, 2], numbers: table } });
  assert.deepEqual([...model.read(`${'red '.repeat(512)}blue`)], [512, 1024]);
});

test('texts of which nothing is known are all alike', () => {
  using model = opened({ embeddings: { type: 'F32', shape: [4, 2], numbers: table } });
  for (const text of ['', '灯台', 'green']) assert.deepEqual([...model.read(text)], [1, 1]);
});

describe('files that are not what they should be are refused', () => {
  const entry = (more: object) => ({
    embeddings: { dtype: 'F32', shape: [4, 2], data_offsets: [0, 32], ...more },
  });
  const table: Record<string, Buffer> = {
    'an empty one': Buffer.alloc(0),
    'one that is cut off': withHeader(JSON.stringify(entry({})), Buffer.alloc(31)),
    'a header longer than the file': Buffer.from([255, 0, 0, 0, 0, 0, 0, 0, 123]),
    'a header longer than memory': Buffer.from([255, 255, 255, 255, 255, 255, 255, 255]),
    'a header that is no JSON': withHeader('{"embeddings"', Buffer.alloc(32)),
    'a header that is no object': withHeader('[1]', Buffer.alloc(32)),
    'no table': withHeader('{}', Buffer.alloc(32)),
    'another shape': withHeader(JSON.stringify(entry({ shape: [4, 3] })), Buffer.alloc(32)),
    'a shape with other things': withHeader(JSON.stringify(entry({ shape: [4, 'x'] })), Buffer.alloc(32)),
    'a shape of one side': withHeader(JSON.stringify(entry({ shape: [8] })), Buffer.alloc(32)),
    'no width': withHeader(JSON.stringify(entry({ shape: [4, 0], data_offsets: [0, 0] })), Buffer.alloc(32)),
    'a type that is not known': withHeader(JSON.stringify(entry({ dtype: 'F8' })), Buffer.alloc(32)),
    'a place before the file': withHeader(
      JSON.stringify(entry({ data_offsets: [-32, 0] })),
      Buffer.alloc(32),
    ),
    'a place the wrong way': withHeader(JSON.stringify(entry({ data_offsets: [32, 0] })), Buffer.alloc(32)),
    'too few rows': safetensors({ embeddings: { type: 'F32', shape: [3, 2], numbers: [1, 2, 3, 4, 5, 6] } }),
    'tensors upon each other': withHeader(
      JSON.stringify({
        ...entry({}),
        weights: { dtype: 'F32', shape: [4], data_offsets: [16, 32] },
      }),
      Buffer.alloc(32),
    ),
  };
  for (const [name, bytes] of Object.entries(table)) {
    test(name, () => {
      assert.throws(() => opened(bytes), Unreadable);
    });
  }

  test('numbers that are none', () => {
    using model = opened({ embeddings: { type: 'F32', shape: [4, 2], numbers: [0, 0, 1, 2, 3, NaN, 0, 0] } });
    assert.deepEqual([...model.read('red')], [1, 2]);
    assert.throws(() => model.read('blue'), Unreadable);
  });

  test('a row that is not there', () => {
    using model = opened({
      embeddings: { type: 'F32', shape: [1, 2], numbers: [1, 2] },
      mapping: { type: 'I32', shape: [4], numbers: [0, 1, -1, 0] },
    });
    for (const text of ['red', 'blue']) assert.throws(() => model.read(text), Unreadable);
  });
});
