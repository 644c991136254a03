import { isJson, type Json, numberAt, textAt } from '../../../lib/json-http.ts';
import { elementsAt, type Place, parsedWithout, placeAt } from './json-places.ts';
import { createNormalizer } from './normalize.ts';
import { createPieces } from './pieces.ts';
import { createSplit } from './split.ts';
import { createUnigram } from './unigram.ts';
import { Unreadable } from './unreadable.ts';
import { createWordPiece } from './word-piece.ts';

/** Cuts texts into the pieces that a model knows. */
export interface Tokenizer {
  /** How many pieces there are. */
  count: number;
  /** The numbers of a text's pieces. */
  numbers(text: string): number[];
}

interface Model {
  count: number;
  cut(word: string): number[];
}

/**
 * Makes what the bytes of a tokenizer.json describe. Marks for machines, such as [CLS], are read like any text.
 * Throws Unreadable.
 */
export function createTokenizer(bytes: Buffer): Tokenizer {
  const { described, vocabulary } = taken(bytes);
  const normalize = createNormalizer(described['normalizer']);
  const split = createSplit(described['pre_tokenizer']);
  const { count, cut } = modelOf(described['model'], bytes, vocabulary);
  return { count, numbers: (text) => split([normalize(text)]).flatMap(cut) };
}

/** The document without its vocabulary, and where that stands. */
function taken(bytes: Buffer): { described: Json; vocabulary: Place } {
  return readable(() => {
    const vocabulary = placeAt(bytes, ['model', 'vocab']);
    const described = vocabulary && parsedWithout(bytes, vocabulary);
    if (vocabulary === undefined || !isJson(described)) throw new Unreadable('There is no vocabulary.');
    return { described, vocabulary };
  });
}

function modelOf(described: unknown, bytes: Buffer, vocabulary: Place): Model {
  const model = isJson(described) ? described : {};
  const isList = bytes[vocabulary.from] === '['.charCodeAt(0);
  // Older files name no type.
  const type = textAt(model, 'type') || (isList ? 'Unigram' : 'WordPiece');
  if (type === 'Unigram' && isList) return unigramOf(model['unk_id'], elementsAt(bytes, vocabulary));
  const { from, to } = vocabulary;
  if (type === 'WordPiece')
    return wordPieceOf(
      model,
      readable(() => JSON.parse(bytes.toString('utf8', from, to))),
    );
  throw new Unreadable(`A tokenizer of the kind ${type} is not known.`);
}

function unigramOf(unknown: unknown, entries: Iterable<unknown>): Model {
  const scores: number[] = [];
  const texts = Iterator.from(entries).map((entry) => {
    const [text, score]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof text !== 'string' || typeof score !== 'number' || !Number.isFinite(score))
      throw new Unreadable('A piece has no text or no likelihood.');
    scores.push(score);
    return text;
  });
  const pieces = readable(() => createPieces(texts));
  const hasUnknown = unknown !== undefined && unknown !== null;
  if (hasUnknown && !isPlace(unknown, pieces.count)) throw new Unreadable('What is unknown has no piece.');
  const needs = { pieces, scores: Float64Array.from(scores), unknown: hasUnknown ? unknown : undefined };
  return { count: pieces.count, cut: createUnigram(needs) };
}

/** What is no JSON is no tokenizer. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable('The tokenizer is no JSON.', { cause: error });
    throw error;
  }
}

function wordPieceOf(model: Json, vocab: unknown): Model {
  const entries = isJson(vocab) ? Object.entries(vocab) : [];
  if (entries.length === 0) throw new Unreadable('There is no vocabulary.');
  const texts = new Array<string | undefined>(entries.length).fill(undefined);
  for (const [text, number] of entries) {
    if (!isPlace(number, texts.length) || texts[number] !== undefined)
      throw new Unreadable('The pieces are not numbered one by one.');
    texts[number] = text;
  }
  const pieces = createPieces(texts.map((text) => text ?? ''));
  return {
    count: pieces.count,
    cut: createWordPiece({
      pieces,
      prefix: textAt(model, 'continuing_subword_prefix') || '##',
      longestWord: numberAt(model, 'max_input_chars_per_word') ?? 100,
    }),
  };
}

function isPlace(value: unknown, count: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < count;
}
