import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PotionModel } from '../../src/adapters/embeddings/potion/models.ts';
import { conceptWords, wordVector } from './concept-embedder.ts';

/** A tensor to be written: its rows of numbers, or one list. */
export interface TensorToWrite {
  type: 'F64' | 'F32' | 'F16' | 'I32' | 'I8';
  shape: readonly number[];
  numbers: readonly number[];
}

const arrays = { F64: Float64Array, F32: Float32Array, F16: Float16Array, I32: Int32Array, I8: Int8Array };
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
const marks = '.,;:!?-\'"()'.split('');

/** A file in the format safetensors. */
export function safetensors(tensors: Record<string, TensorToWrite>): Buffer {
  const data: Buffer[] = [];
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const [name, { type, shape, numbers }] of Object.entries(tensors)) {
    const bytes = Buffer.from(arrays[type].from(numbers).buffer);
    header[name] = { dtype: type, shape, data_offsets: [at, at + bytes.length] };
    data.push(bytes);
    at += bytes.length;
  }
  return withHeader(JSON.stringify(header), Buffer.concat(data));
}

/** Such a file with any header. */
export function withHeader(header: string, data: Uint8Array): Buffer {
  const bytes = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([length, bytes, data]);
}

/** The tokenizer.json of a model that cuts words like BERT. */
export function wordPieceTokenizer(pieces: readonly string[]): object {
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, number) => [piece, number])),
    },
  };
}

/** The tokenizer.json of a model that cuts words like SentencePiece. */
export function unigramTokenizer(vocab: readonly (readonly [string, number])[], more: object = {}): object {
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }, { type: 'Lowercase' }] },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: '▁', add_prefix_space: true },
      ],
    },
    ...more,
    model: { type: 'Unigram', unk_id: 0, vocab },
  };
}

/** The files of a small model that knows what the embedder of tests knows. */
export function potionFiles(
  kind: 'WordPiece' | 'Unigram',
  type: 'F32' | 'F16' = 'F32',
): Record<string, Buffer> {
  const isWordPiece = kind === 'WordPiece';
  const words = isWordPiece ? conceptWords : conceptWords.map((word) => `▁${word}`);
  const rest = isWordPiece ? letters.map((letter) => `##${letter}`) : ['▁'];
  const pieces = ['[UNK]', ...words, ...letters, ...marks, ...rest];
  const tokenizer = isWordPiece
    ? wordPieceTokenizer(pieces)
    : unigramTokenizer(pieces.map((piece) => [piece, -10]));
  const vectors = pieces.map((piece) => Array.from(wordVector(piece.replace('▁', ''), kind)));
  const dimensions = vectors[0]?.length ?? 0;
  return {
    'config.json': Buffer.from(JSON.stringify({ model_type: 'model2vec', normalize: true })),
    'tokenizer.json': Buffer.from(JSON.stringify(tokenizer)),
    'model.safetensors': safetensors({
      embeddings: { type, shape: [pieces.length, dimensions], numbers: vectors.flat() },
    }),
  };
}

/** What a list of models says of these files. */
export function potionModel(name: string, files: Record<string, Buffer>): PotionModel {
  const entries = Object.entries(files);
  return {
    name,
    id: `${name}@1`,
    languages: 'a few words',
    isEnglishOnly: name.includes('retrieval'),
    dimensions: 64,
    licence: 'MIT',
    repository: `makers/${name.split('/')[1]}`,
    revision: 'f00d',
    files: entries.map(([file, bytes]) => ({
      name: file,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}

/** Puts a model where fetched ones lie. */
export function placeModel(models: string, { name }: PotionModel, files: Record<string, Buffer>): void {
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(models, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** A table of replacements as SentencePiece compiles it, as base64. */
export function charsmap(replacements: Record<string, string>): string {
  const values = Buffer.from(`${Object.values(replacements).join('\0')}\0`);
  const trie = new Map<number, number>([[0, 0]]);
  let blocks = 0;
  /** Each node has a block of its own, so that no two children meet. */
  const grow = (at: number, keys: readonly { rest: Buffer; value: number }[]) => {
    blocks += 1;
    const base = blocks * 256;
    const leaf = keys.find(({ rest }) => rest.length === 0);
    trie.set(at, (trie.get(at) ?? 0) | ((at ^ base) << 10) | (leaf === undefined ? 0 : 0x100));
    if (leaf !== undefined) trie.set(base, leaf.value | 0x80000000);
    const longer = Object.groupBy(
      keys.filter(({ rest }) => rest.length > 0),
      ({ rest }) => rest[0] ?? 0,
    );
    for (const [label, group = []] of Object.entries(longer)) {
      trie.set(base ^ Number(label), Number(label));
      grow(
        base ^ Number(label),
        group.map(({ rest, value }) => ({ rest: rest.subarray(1), value })),
      );
    }
  };
  let value = 0;
  const keys = Object.entries(replacements).map(([key, text]) => {
    const at = value;
    value += Buffer.byteLength(text) + 1;
    return { rest: Buffer.from(key), value: at };
  });
  grow(0, keys);
  const units = Buffer.alloc(4 * (blocks + 1) * 256);
  for (const [at, unit] of trie) units.writeUInt32LE(unit >>> 0, 4 * at);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length);
  return Buffer.concat([size, units, values]).toString('base64');
}
