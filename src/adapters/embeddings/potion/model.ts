import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRecent } from '../recent.ts';
import { openTensors, type Tensor, type TensorFile } from './safetensors.ts';
import { createTokenizer } from './tokenizer.ts';
import { Unreadable } from './unreadable.ts';

/** A model that has a vector for each piece of a text, and adds them up. */
export interface StaticModel extends Disposable {
  dimensions: number;
  /** The sum of the vectors of the text's pieces, which has the direction of their mean. Texts of which nothing is known are all alike. */
  read(text: string): Float32Array;
}

/** What the publisher's own program reads of a text. */
const mostPieces = 512;
/** Of the vectors that texts need, so many stay: the commonest pieces are in nearly every text. */
const mostBytes = 8_000_000;

/** Opens a model of the family Model2Vec. Its vectors stay on disk, and are read as they are needed. Throws Unreadable. */
export function openModel(folder: string): StaticModel {
  using opening = new DisposableStack();
  const file = opening.use(openTensors(join(folder, 'model.safetensors')));
  const table = theOne(file, ['embeddings', 'embedding.weight', '0']);
  const [rows = 0, dimensions = 0] = table.shape;
  const weights = listOf(file, 'weights');
  const places = listOf(file, 'mapping');
  const tokenizer = createTokenizer(readFileSync(join(folder, 'tokenizer.json')));
  if (table.shape.length !== 2 || dimensions === 0 || tokenizer.count > (places?.length ?? rows))
    throw new Unreadable('The table has not a row for each piece.');
  const recent = createRecent<number>(Math.ceil(mostBytes / (4 * dimensions)));

  function vectorOf(row: number): Float32Array {
    const known = recent.get(row);
    if (known !== undefined) return known;
    if (!(row >= 0 && row < rows)) throw new Unreadable(`There is no row ${row}.`);
    const read = Float32Array.from(file.numbers(table, row * dimensions, dimensions));
    recent.keep(row, read);
    return read;
  }

  function read(text: string): Float32Array {
    const sum = new Float64Array(dimensions);
    for (const piece of tokenizer.numbers(text).slice(0, mostPieces)) {
      const weight = weights?.[piece] ?? 1;
      const vector = vectorOf(places?.[piece] ?? piece);
      for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
    }
    if (!sum.every(Number.isFinite)) throw new Unreadable('A vector has numbers that are none.');
    return Float32Array.from(sum.some((number) => number !== 0) ? sum : sum.fill(1));
  }

  const opened = opening.move();
  return { dimensions, read, [Symbol.dispose]: () => opened.dispose() };
}

function theOne(file: TensorFile, names: readonly string[]): Tensor {
  const found = names.map((name) => file.tensor(name)).find((tensor) => tensor !== undefined);
  if (found === undefined) throw new Unreadable('There is no table of vectors.');
  return found;
}

/** A number for each piece, where a model has such a list. */
function listOf(file: TensorFile, name: string): ArrayLike<number> | undefined {
  const tensor = file.tensor(name);
  return tensor && file.numbers(tensor, 0, tensor.shape[0] ?? 0);
}
