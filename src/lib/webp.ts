import type { PictureSurvey } from './picture-survey.ts';

const headBytes = 12;
const chunkHead = 8;
const mostChunks = 10_000;

/** Walks the chunks of a WEBP file; undefined when it is none or says nothing of its size. */
export function surveyWebp(bytes: Uint8Array): PictureSurvey | undefined {
  if (latin1(bytes, 0, 4) !== 'RIFF' || latin1(bytes, 8, 4) !== 'WEBP') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fileEnd = view.getUint32(4, true) + 8;
  const end = Math.min(fileEnd, bytes.length);
  const survey: PictureSurvey = { width: 0, height: 0, isWhole: false, parts: [] };
  let at = headBytes;
  for (let count = 0; count < mostChunks && at + chunkHead <= end; count += 1) {
    const name = latin1(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const next = at + chunkHead + length + (length % 2);
    const data = bytes.subarray(at + chunkHead, Math.min(at + chunkHead + length, end));
    if (survey.width === 0) readSize(name, data, survey);
    if (name !== 'EXIF' && name !== 'XMP ') survey.parts.push(bytes.subarray(at, Math.min(next, end)));
    at = next;
  }
  if (survey.width === 0) return undefined;
  // Some writers leave out the last byte that makes the length even.
  survey.isWhole = fileEnd <= bytes.length && (at === end || at === end + 1);
  survey.parts = [headOf(survey.parts), ...survey.parts.map(withoutNoteFlags)];
  return survey;
}

/** The head of a file of these chunks. */
function headOf(chunks: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(
    chunks.reduce((length, chunk) => length + chunk.length, 4),
    4,
  );
  return head;
}

/** The extended header says whether there are notes. */
function withoutNoteFlags(chunk: Uint8Array): Uint8Array {
  if (latin1(chunk, 0, 4) !== 'VP8X') return chunk;
  const changed = Uint8Array.from(chunk);
  changed[chunkHead] = (changed[chunkHead] ?? 0) & ~0x0c;
  return changed;
}

function readSize(name: string, data: Uint8Array, survey: PictureSurvey): void {
  const byte = (at: number) => data[at] ?? 0;
  if (name === 'VP8X' && data.length >= 10) {
    survey.width = 1 + byte(4) + 256 * byte(5) + 65_536 * byte(6);
    survey.height = 1 + byte(7) + 256 * byte(8) + 65_536 * byte(9);
  } else if (name === 'VP8 ' && data.length >= 10 && byte(3) === 0x9d && byte(4) === 0x01) {
    survey.width = byte(6) + 256 * (byte(7) & 0x3f);
    survey.height = byte(8) + 256 * (byte(9) & 0x3f);
  } else if (name === 'VP8L' && data.length >= 5 && byte(0) === 0x2f) {
    survey.width = 1 + byte(1) + 256 * (byte(2) & 0x3f);
    survey.height = 1 + (byte(2) >> 6) + 4 * byte(3) + 1_024 * (byte(4) & 0x0f);
  }
}

function latin1(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
