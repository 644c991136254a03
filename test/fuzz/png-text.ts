import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPngTexts, withPngTexts } from '../../src/lib/png-text.ts';
import { fuzzTarget } from './target.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunk = fc
  .tuple(
    fc.oneof(fc.nat(40), fc.nat(2 ** 32 - 1)),
    fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'IDAT', 'IEND'),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([length, type, data]) => {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(length);
    bytes.write(type, 4, 'latin1');
    return [...bytes, ...data];
  });
const files = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.array(chunk, { maxLength: 6 }).map((chunks) => Uint8Array.from([...signature, ...chunks.flat()])),
);

/** Any bytes are read, or refused as no PNG; what is read can be written. */
export const pngTextTarget = fuzzTarget('png-text', files, (bytes) => {
  try {
    const texts = readPngTexts(bytes);
    withPngTexts(bytes, texts);
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
  }
});
