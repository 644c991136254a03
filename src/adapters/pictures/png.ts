import { promisify } from 'node:util';
import { deflate, inflate, type ZlibOptions } from 'node:zlib';
import { mostPixels } from '../../lib/picture.ts';
import { pngChunk, pngFile } from '../../lib/plain-png.ts';
import { isPng } from '../../lib/png-text.ts';
import type { Raster } from './raster.ts';

const inflated = promisify(inflate);
const deflated = promisify<Uint8Array, Buffer>(deflate);
const packed = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  interlaced: boolean;
}

/** Channels by PNG colour type; pictures with a palette are not read. */
const channelsOf: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const colourOf: Record<number, number> = { 1: 0, 2: 4, 3: 2, 4: 6 };

function chunks(png: Uint8Array): { type: string; data: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const found: { type: string; data: Uint8Array }[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    found.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}

function headerOf(data: Uint8Array): Header {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [depth = 0, colour = 0, , , interlace = 0] = data.subarray(8, 13);
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colour, interlaced: interlace !== 0 };
}

/** Reads a PNG of eight bits a channel without a palette and not interlaced: what drawing programs write. Else undefined. */
export async function readPng(png: Uint8Array): Promise<Raster | undefined> {
  if (!isPng(png)) return undefined;
  const all = chunks(png);
  const first = all.find(({ type }) => type === 'IHDR');
  if (first === undefined || first.data.length < 13) return undefined;
  const { width, height, depth, colour, interlaced } = headerOf(first.data);
  const channels = channelsOf[colour];
  if (channels === undefined || depth !== 8 || interlaced || width * height > mostPixels) return undefined;
  const data = Buffer.concat(all.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const lines = await inflated(data, { maxOutputLength: (width * channels + 1) * height }).catch(
    () => undefined,
  );
  if (lines?.length !== (width * channels + 1) * height) return undefined;
  return { width, height, channels, samples: unfiltered(lines, width * channels, height, channels) };
}

/** Undoes the filters that PNG puts on each line. */
function unfiltered(lines: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const samples = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= step ? (samples[at - step] ?? 0) : 0;
      const up = y > 0 ? (samples[at - stride] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (samples[at - stride - step] ?? 0) : 0;
      samples[at] = (lines[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return samples;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? nearest(left, up, corner) : 0;
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Writes a picture as PNG. */
export async function writePng({ width, height, channels, samples }: Raster): Promise<Uint8Array> {
  const stride = width * channels;
  const lines = new Uint8Array((stride + 1) * height);
  // Each line is written as its difference from the line above, which packs faces well.
  for (let y = 0; y < height; y += 1) {
    lines[y * (stride + 1)] = y === 0 ? 0 : 2;
    for (let x = 0; x < stride; x += 1) {
      const above = y === 0 ? 0 : (samples[(y - 1) * stride + x] ?? 0);
      lines[y * (stride + 1) + 1 + x] = (samples[y * stride + x] ?? 0) - above;
    }
  }
  return pngFile({ width, height, colour: colourOf[channels] ?? 6 }, [
    pngChunk('IDAT', await deflated(lines)),
  ]);
}

/** Writes a picture in at most 256 colours as PNG. `indexes` names the colour of every pixel. */
export async function writePalettePng(
  { width, height }: { width: number; height: number },
  palette: readonly (readonly number[])[],
  indexes: Uint8Array,
): Promise<Uint8Array> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return pngFile({ width, height, colour: 3 }, [
    pngChunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
    pngChunk('tRNS', Buffer.from(palette.map((colour) => colour[3] ?? 255))),
    pngChunk('IDAT', await packed(rows, { level: 9 })),
  ]);
}
