import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isJson } from '../../../lib/json-http.ts';
import { Unreadable } from './unreadable.ts';

const arrays = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Float16Array,
  I32: Int32Array,
  I8: Int8Array,
} as const;

/** How the numbers of a tensor are written. */
export type NumberType = keyof typeof arrays;

/** A table of numbers within a file. */
export interface Tensor {
  type: NumberType;
  shape: readonly number[];
  /** Where it begins and ends, counted from the end of the header. */
  from: number;
  to: number;
}

/** A file in the format safetensors, of which only what is asked for is read. */
export interface TensorFile extends Disposable {
  tensor(name: string): Tensor | undefined;
  /** So many numbers of a tensor from this one on, as they are written. */
  numbers(tensor: Tensor, from: number, count: number): ArrayLike<number>;
}

const lengthBytes = 8;
const mostHeaderBytes = 1_000_000;
const mostTensors = 100;

/** Opens such a file. Throws Unreadable when its header does not fit it. */
export function openTensors(path: string): TensorFile {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const headerBytes = Number(bytesAt(descriptor, 0, lengthBytes).readBigUInt64LE());
    if (headerBytes > mostHeaderBytes || headerBytes > size - lengthBytes)
      throw new Unreadable(`A header of ${headerBytes} bytes cannot be.`);
    const start = lengthBytes + headerBytes;
    const tensors = tensorsIn(bytesAt(descriptor, lengthBytes, headerBytes).toString('utf8'), size - start);
    return {
      tensor: (name) => tensors.get(name),
      numbers({ type, from }, first, count) {
        const NumberArray = arrays[type];
        const width = NumberArray.BYTES_PER_ELEMENT;
        const bytes = bytesAt(descriptor, start + from + first * width, count * width);
        return new NumberArray(bytes.buffer, 0, count);
      },
      [Symbol.dispose]: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Fresh bytes of their own, so that numbers of any width can be laid over them. */
function bytesAt(descriptor: number, from: number, count: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(count));
  if (readSync(descriptor, bytes, 0, count, from) !== count) throw new Unreadable('The file is too short.');
  return bytes;
}

/** The tensors that a header names; those of types that are not known are left out. Throws Unreadable. */
export function tensorsIn(header: string, dataBytes: number): Map<string, Tensor> {
  const entries = Object.entries(parsed(header)).filter(([name]) => name !== '__metadata__');
  if (entries.length > mostTensors) throw new Unreadable(`${entries.length} tensors are too many.`);
  const stretches = entries.map(([name, entry]) => ({ name, ...stretchOf(entry, dataBytes) }));
  const inOrder = stretches.toSorted((a, b) => a.from - b.from || a.to - b.to);
  for (const [at, { name, from }] of inOrder.entries()) {
    if (from < (inOrder[at - 1]?.to ?? 0)) throw new Unreadable(`The tensor ${name} lies upon another.`);
  }
  const known = stretches.filter(({ type }) => Object.hasOwn(arrays, type));
  return new Map(known.map(({ name, ...tensor }) => [name, tensorOf(name, tensor)]));
}

interface Stretch {
  type: string;
  shape: readonly number[];
  from: number;
  to: number;
}

function stretchOf(entry: unknown, dataBytes: number): Stretch {
  const { dtype, shape, data_offsets: offsets } = isJson(entry) ? entry : {};
  if (typeof dtype !== 'string' || !areCounts(shape) || !areCounts(offsets) || offsets.length !== 2)
    throw new Unreadable('A tensor has no type, shape or place.');
  const [from = 0, to = 0] = offsets;
  if (from > to || to > dataBytes) throw new Unreadable('A tensor lies outside of the file.');
  return { type: dtype, shape, from, to };
}

function tensorOf(name: string, stretch: Stretch): Tensor {
  const type = stretch.type as NumberType;
  const count = stretch.shape.reduce((product, side) => product * side, 1);
  if (count * arrays[type].BYTES_PER_ELEMENT !== stretch.to - stretch.from)
    throw new Unreadable(`The tensor ${name} has another size than its shape.`);
  return { ...stretch, type };
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}

function parsed(header: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(header);
    if (isJson(value)) return value;
  } catch {}
  throw new Unreadable('The header is no JSON object.');
}
