import { crc32, inflateSync } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunkFrame = 12;
const textTypes = ['tEXt', 'zTXt', 'iTXt'];
const mostChunks = 100_000;

/** One `tEXt` chunk of a PNG file. */
export interface PngText {
  keyword: string;
  text: string;
}

/** A text of any of the three kinds; it is unpacked when it is asked for. */
export interface PackedText {
  keyword: string;
  /** Undefined when it cannot be unpacked, or is larger than that. */
  read(mostBytes: number): string | undefined;
}

/** What a PNG file holds besides its picture, and what is wrong with it. */
export interface PngSurvey {
  texts: PackedText[];
  /** Chunks whose checksum is not that of their content. */
  wrongChecksums: number;
  /** Whether its end was reached. */
  isWhole: boolean;
  /** It has more chunks than any picture; the rest was not looked at. */
  tooMany: boolean;
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

/** Looks at every chunk of a PNG file, without unpacking any. Throws a TypeError if it is none. */
export function surveyPng(bytes: Uint8Array): PngSurvey {
  const survey: PngSurvey = { texts: [], wrongChecksums: 0, isWhole: false, tooMany: false };
  let count = 0;
  for (const { type, data, whole } of chunksOf(bytes)) {
    count += 1;
    if (count > mostChunks) return { ...survey, tooMany: true };
    if (!hasRightChecksum(whole)) survey.wrongChecksums += 1;
    const text = textIn(type, data);
    if (text !== undefined) survey.texts.push(text);
    if (type === 'IEND') survey.isWhole = true;
  }
  return survey;
}

function hasRightChecksum(chunk: Uint8Array): boolean {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return crc32(chunk.subarray(4, -4)) === view.getUint32(chunk.length - 4);
}

function textIn(type: string, data: Uint8Array): PackedText | undefined {
  if (!textTypes.includes(type)) return undefined;
  const [keyword, rest] = splitAtZero(data);
  if (type === 'tEXt')
    return { keyword: latin1(keyword), read: (most) => (rest.length > most ? undefined : latin1(rest)) };
  if (type === 'zTXt') return { keyword: latin1(keyword), read: (most) => unpacked(rest.subarray(1), most) };
  return { keyword: latin1(keyword), read: (most) => international(rest, most) };
}

/** Flag and method of compression, a language, the keyword in that language, and then the text. */
function international(data: Uint8Array, mostBytes: number): string | undefined {
  const [, afterLanguage] = splitAtZero(data.subarray(2));
  const [, text] = splitAtZero(afterLanguage);
  if (data[0] !== 1) return text.length > mostBytes ? undefined : Buffer.from(text).toString('utf8');
  const whole = unpacked(text, mostBytes);
  return whole && Buffer.from(whole, 'latin1').toString('utf8');
}

function unpacked(data: Uint8Array, mostBytes: number): string | undefined {
  try {
    return latin1(inflateSync(data, { maxOutputLength: mostBytes }));
  } catch {
    return undefined;
  }
}

function splitAtZero(data: Uint8Array): [Uint8Array, Uint8Array] {
  const border = data.indexOf(0);
  return border === -1 ? [data, data.subarray(0, 0)] : [data.subarray(0, border), data.subarray(border + 1)];
}

/** The plain texts in a PNG file, in the order of the file. Throws a TypeError if it is none. */
export function readPngTexts(bytes: Uint8Array): PngText[] {
  return chunksOf(bytes)
    .filter(({ type }) => type === 'tEXt')
    .map(({ data }) => splitAtZero(data))
    .map(([keyword, text]) => ({ keyword: latin1(keyword), text: latin1(text) }))
    .toArray();
}

/**
 * The same picture with these texts before its end; of those it had, the ones that `keeps` says yes to stay where
 * they are. An empty list alone takes all texts out. Keywords and texts must be Latin-1.
 */
export function withPngTexts(
  bytes: Uint8Array,
  texts: readonly PngText[],
  keeps: (keyword: string) => boolean = () => false,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [Uint8Array.from(signature)];
  for (const { type, data, whole } of chunksOf(bytes)) {
    if (type === 'IEND') for (const text of texts) parts.push(textChunk(text));
    if (!textTypes.includes(type) || keeps(latin1(splitAtZero(data)[0]))) parts.push(whole);
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
