import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** A square PNG picture of one grey, for what needs a picture and has none. */
export function plainPng(side: number, grey: number): Buffer {
  // Each line begins with its filter, which is none.
  const lines = Buffer.alloc((side + 1) * side, grey);
  for (let y = 0; y < side; y += 1) lines[y * (side + 1)] = 0;
  return pngFile({ width: side, height: side, colour: 0 }, [pngChunk('IDAT', deflateSync(lines))]);
}

/** A PNG file of eight bits a sample, put together from the chunks between its first and its last; `colour` is PNG's number of a colour type. */
export function pngFile(
  { width, height, colour }: { width: number; height: number; colour: number },
  chunks: readonly Buffer[],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  return Buffer.concat([signature, pngChunk('IHDR', header), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** One chunk of a PNG file. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
