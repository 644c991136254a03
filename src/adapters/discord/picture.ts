import { promisify } from 'node:util';
import { crc32, deflate, inflate } from 'node:zlib';
import { isPng, withPngTexts } from '../../lib/png-text.ts';

const inflated = promisify(inflate);
const deflated = promisify<Uint8Array, Buffer>(deflate);

/** The samples of a picture: 8 bits each, rows from the top. */
interface Raster {
  width: number;
  height: number;
  channels: number;
  samples: Uint8Array;
}

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  interlaced: boolean;
}

/** Channels by PNG colour type; pictures with a palette are not shrunk. */
const channelsOf: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const colourOf: Record<number, number> = { 1: 0, 2: 4, 3: 2, 4: 6 };
const mostPixels = 4_096 * 4_096;

/** The picture without the card in it, made smaller until it fits; undefined when that cannot be done. */
export async function fittingPicture(png: Uint8Array, mostBytes: number): Promise<Uint8Array | undefined> {
  if (!isPng(png)) return undefined;
  const bare = withPngTexts(png, []);
  if (bare.length <= mostBytes) return bare;
  let raster = await decoded(bare);
  while (raster !== undefined && raster.width > 16) {
    raster = halved(raster);
    const smaller = await encoded(raster);
    if (smaller.length <= mostBytes) return smaller;
  }
  return undefined;
}

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

async function decoded(png: Uint8Array): Promise<Raster | undefined> {
  const all = chunks(png);
  const first = all.find(({ type }) => type === 'IHDR');
  if (first === undefined || first.data.length < 13) return undefined;
  const { width, height, depth, colour, interlaced } = headerOf(first.data);
  const channels = channelsOf[colour];
  if (channels === undefined || depth !== 8 || interlaced || width * height > mostPixels) return undefined;
  const packed = Buffer.concat(all.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const lines = await inflated(packed, { maxOutputLength: (width * channels + 1) * height }).catch(
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

/** Half as wide and high: each sample is the mean of four. */
function halved({ width, height, channels, samples }: Raster): Raster {
  const half = { width: width >> 1, height: Math.max(1, height >> 1), channels };
  const out = new Uint8Array(half.width * half.height * channels);
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width * channels; x += 1) {
      const channel = x % channels;
      const at = y * 2 * width * channels + (x - channel) * 2 + channel;
      const below = height > 1 ? width * channels : 0;
      const sum =
        (samples[at] ?? 0) +
        (samples[at + channels] ?? 0) +
        (samples[at + below] ?? 0) +
        (samples[at + below + channels] ?? 0);
      out[y * half.width * channels + x] = sum >> 2;
    }
  }
  return { ...half, samples: out };
}

async function encoded({ width, height, channels, samples }: Raster): Promise<Uint8Array> {
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
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourOf[channels] ?? 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const packed = await deflated(lines);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([frame.subarray(4), data])), 0);
  return Buffer.concat([frame, data, sum]);
}
