import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mostPixels, pictureKind, pictureSize } from '../../lib/picture.ts';
import { readPng } from './png.ts';
import { type Raster, withoutOpacity } from './raster.ts';

type Decode = (bytes: ArrayBuffer) => Promise<{ width: number; height: number; data: Uint8ClampedArray }>;

/** The picture's samples; undefined when it is of another kind, too large, or broken. */
export async function readRaster(picture: Uint8Array): Promise<Raster | undefined> {
  const kind = pictureKind(picture);
  if (kind === undefined) return undefined;
  if (kind === 'png') return await readPng(picture);
  // A decoder is not begun for a file that is cut short, or that says that it is a bomb.
  const size = pictureSize(picture);
  if (size === undefined || size.width * size.height > mostPixels) return undefined;
  try {
    const decode = await decoderFor(kind);
    const { width, height, data } = await decode(Uint8Array.from(picture).buffer);
    return withoutOpacity({ width, height, channels: 4, samples: new Uint8Array(data.buffer) });
  } catch {
    return undefined;
  }
}

const decoders = new Map<string, Promise<Decode>>();

/** WebAssembly, loaded with the first picture of its kind. */
function decoderFor(kind: 'jpeg' | 'webp'): Promise<Decode> {
  const loading = decoders.get(kind) ?? (kind === 'jpeg' ? loadJpeg() : loadWebp());
  decoders.set(kind, loading);
  return loading;
}

async function loadJpeg(): Promise<Decode> {
  const { default: decode, init } = await import('@jsquash/jpeg/decode.js');
  await init(await optionsWith('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'));
  return (bytes) => decode(bytes);
}

async function loadWebp(): Promise<Decode> {
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  await init(await optionsWith('@jsquash/webp/codec/dec/webp_dec.wasm'));
  return decode;
}

/** What decoders say of a broken picture goes nowhere: that it cannot be read is answer enough. */
async function optionsWith(path: string) {
  const file = await readFile(fileURLToPath(import.meta.resolve(path)));
  return { wasmBinary: Uint8Array.from(file).buffer, print() {}, printErr() {} };
}
