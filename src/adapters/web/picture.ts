import { promisify } from 'node:util';
import { crc32, deflate, inflate } from 'node:zlib';

const unzip = promisify(inflate);
const zip = promisify(deflate);
const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const frameBytes = 12;
/** Larger pictures would hold up everything else while they are read. */
const pixelsAtMost = 6_000_000;

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Reads a PNG of eight bits a channel, in colour, not interlaced: what drawing programs write. Else undefined. */
export async function readPicture(png: Uint8Array): Promise<Picture | undefined> {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (file.length < 33 || !file.subarray(0, 8).equals(signature)) return undefined;
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colour, interlace] = [file[24], file[25], file[28]];
  const channels = { 2: 3, 6: 4 }[colour ?? 0];
  if (depth !== 8 || channels === undefined || interlace !== 0 || width * height > pixelsAtMost)
    return undefined;
  const rows = await unzip(Buffer.concat(dataChunks(file)), {
    maxOutputLength: (width * channels + 1) * height + 1,
  }).catch(() => undefined);
  if (rows === undefined || rows.length < (width * channels + 1) * height) return undefined;
  return { width, height, pixels: unfilter(rows, width, height, channels) };
}

function dataChunks(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + frameBytes <= file.length; ) {
    const end = at + frameBytes + file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(file.subarray(at + 8, end - 4));
    at = end;
  }
  return found;
}

/** Undoes the filters of PNG (section 9 of its specification) row by row. */
function unfilter(rows: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  let above = new Uint8Array(stride);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0;
    const row = rows.slice(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (row[x - channels] ?? 0);
      const corner = x < channels ? 0 : (above[x - channels] ?? 0);
      row[x] = (row[x] ?? 0) + predicted(filter, left, above[x] ?? 0, corner);
    }
    for (let x = 0; x < width; x += 1)
      pixels.set(row.subarray(x * channels, (x + 1) * channels), (y * width + x) * 4);
    above = row;
  }
  return pixels;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** Writes a picture in at most 256 colours as PNG. `indexes` names the colour of every pixel. */
export async function writePalettePng(
  size: { width: number; height: number },
  palette: readonly (readonly number[])[],
  indexes: Uint8Array,
): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((size.width + 1) * size.height);
  for (let y = 0; y < size.height; y += 1)
    rows.set(indexes.subarray(y * size.width, (y + 1) * size.width), y * (size.width + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((colour) => colour[3] ?? 255))),
    chunk('IDAT', await zip(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
