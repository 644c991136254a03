import { crc32 } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunkFrame = 12;

/** One `tEXt` chunk of a PNG file. */
export interface PngText {
  keyword: string;
  text: string;
}

interface Chunk {
  type: string;
  data: Uint8Array;
  /** Length, type, data and checksum as they lie in the file. */
  whole: Uint8Array;
}

/** Whether the bytes begin as every PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Walks the chunks that are whole; a file that is cut short gives those before the cut. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  if (!isPng(bytes)) throw new TypeError('This is not a PNG file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  while (at + chunkFrame <= bytes.length) {
    const end = at + chunkFrame + view.getUint32(at);
    if (end > bytes.length) return;
    const type = latin1(bytes.subarray(at + 4, at + 8));
    yield { type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

/** The texts in a PNG file, in the order of the file. Checksums are not looked at. Throws a TypeError if it is none. */
export function readPngTexts(bytes: Uint8Array): PngText[] {
  return chunksOf(bytes)
    .filter(({ type }) => type === 'tEXt')
    .map(({ data }) => readText(data))
    .toArray();
}

function readText(data: Uint8Array): PngText {
  const border = data.indexOf(0);
  if (border === -1) return { keyword: latin1(data), text: '' };
  return { keyword: latin1(data.subarray(0, border)), text: latin1(data.subarray(border + 1)) };
}

/** The same picture with these texts and no others: an empty list takes them all out. Texts must be Latin-1. */
export function withPngTexts(bytes: Uint8Array, texts: readonly PngText[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [Uint8Array.from(signature)];
  for (const { type, whole } of chunksOf(bytes)) {
    if (type === 'IEND') parts.push(...texts.map(textChunk));
    if (!['tEXt', 'zTXt', 'iTXt'].includes(type)) parts.push(whole);
  }
  return joined(parts);
}

function textChunk({ keyword, text }: PngText): Uint8Array {
  const data = Buffer.from(`${keyword}\0${text}`, 'latin1');
  const chunk = new Uint8Array(chunkFrame + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(Buffer.from('tEXt', 'latin1'), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
