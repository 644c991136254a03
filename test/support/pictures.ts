import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { pngChunk, pngFile } from '../../src/lib/plain-png.ts';

/** A red JPEG picture of 4 × 4 pixels. */
export const smallJpeg: Buffer = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAAYGBgYHBgcICAcKCwoLCg8ODAwODxYQERAREBYiFRkVFRkVIh4kHhweJB42KiYmKjY+NDI0PkxERExfWl98fKcBBgYGBgcGBwgIBwoLCgsKDw4MDA4PFhAREBEQFiIVGRUVGRUiHiQeHB4kHjYqJiYqNj40MjQ+TERETF9aX3x8p//CABEIAAQABAMBIQACEQEDEQH/xAAoAAEBAAAAAAAAAAAAAAAAAAAABgEBAQAAAAAAAAAAAAAAAAAABQf/2gAMAwEAAhADEAAAAIwRaP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8Af//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Af//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQMBAT8Af//Z',
  'base64',
);

/** The same as WEBP, with loss and without. */
export const smallWebp: Buffer = Buffer.from(
  'UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoEAAQAAgA0JaACdLoAA5gA/u8pR13i0o1/9g7/9B3/6Dv9OAAAAA==',
  'base64',
);
export const smallLosslessWebp: Buffer = Buffer.from(
  'UklGRh4AAABXRUJQVlA4TBEAAAAvA8AAAAdQlCKXp/+BiOh/AAA=',
  'base64',
);

/** A PNG picture of one colour. */
export function pngOf(side: number, [red = 0, green = 0, blue = 0]: readonly number[] = []): Buffer {
  return pngFile({ width: side, height: side, colour: 2 }, [
    pngChunk('IDAT', frameOf(side, [red, green, blue])),
  ]);
}

/** An animated PNG picture of three frames, of which the first is red. */
export function animatedPng(side = 4): Buffer {
  const colours = [
    [200, 40, 60],
    [40, 200, 60],
    [60, 40, 200],
  ];
  const count = Buffer.alloc(8);
  count.writeUInt32BE(colours.length, 0);
  let sequence = 0;
  const next = () => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(sequence++, 0);
    return number;
  };
  const frames = colours.flatMap((colour, index) => {
    const control = pngChunk('fcTL', Buffer.concat([next(), frameControl(side)]));
    const data = frameOf(side, colour);
    return [control, index === 0 ? pngChunk('IDAT', data) : pngChunk('fdAT', Buffer.concat([next(), data]))];
  });
  return pngFile({ width: side, height: side, colour: 2 }, [pngChunk('acTL', count), ...frames]);
}

/** Width, height, offsets, and a tenth of a second. */
function frameControl(side: number): Buffer {
  const control = Buffer.alloc(22);
  control.writeUInt32BE(side, 0);
  control.writeUInt32BE(side, 4);
  control.writeUInt16BE(1, 16);
  control.writeUInt16BE(10, 18);
  return control;
}

function frameOf(side: number, colour: readonly number[]): Buffer {
  const line = Buffer.from([0, ...Array.from({ length: side }, () => colour).flat()]);
  return deflateSync(Buffer.concat(Array.from({ length: side }, () => line)));
}

/** A picture in which nothing can be packed: red above, noise below. */
function noise(side: number): ImageData {
  const data = new Uint8ClampedArray(side * side * 4);
  let seed = 1;
  for (let at = 0; at < data.length; at += 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const red = [200, 40, 60, 255][at % 4] ?? 0;
    data[at] = at < data.length / 2 || at % 4 === 3 ? red : seed >>> 24;
  }
  return { data, width: side, height: side, colorSpace: 'srgb' };
}

/** A large JPEG picture: 700 × 700 make more than 256 KiB. */
export async function largeJpeg(side: number): Promise<Uint8Array> {
  const { default: encode, init } = await import('@jsquash/jpeg/encode.js');
  await init({ wasmBinary: bytesAt('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm') });
  return new Uint8Array(await encode(noise(side), { quality: 90 }));
}

/** The same as WEBP. */
export async function largeWebp(side: number): Promise<Uint8Array> {
  const { default: encode, init } = await import('@jsquash/webp/encode.js');
  await init({ wasmBinary: bytesAt('@jsquash/webp/codec/enc/webp_enc_simd.wasm') });
  return new Uint8Array(await encode(noise(side), { quality: 90 }));
}

function bytesAt(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(fileURLToPath(import.meta.resolve(path)))).buffer;
}
