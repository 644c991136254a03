import { deflateSync } from 'node:zlib';
import { withPngTexts } from '../../src/lib/png-text.ts';
import { writeZip } from '../../src/lib/zip-write.ts';

/** A picture of one black pixel. */
export const pixel: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** The beginning of every JPEG file, which is enough to be taken for one. */
export const jpeg: Buffer = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1]);

/** A card of version 3 that says this of a character. */
export function aCard(data: Record<string, unknown> = {}) {
  return { spec: 'chara_card_v3', spec_version: '3.0', data: { name: 'Ada', ...data } };
}

/** A card of version 2. */
export function anOldCard(data: Record<string, unknown> = {}) {
  return { spec: 'chara_card_v2', spec_version: '2.0', data: { name: 'Ada', ...data } };
}

/** A value as cards in pictures are written. */
export function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

/** A picture with these texts in this order. */
export function pictureWith(...texts: [string, string][]): Uint8Array {
  return withPngTexts(
    pixel,
    texts.map(([keyword, text]) => ({ keyword, text })),
  );
}

/** A picture with one chunk of any kind before its end. */
export function pictureWithChunk(type: string, data: Uint8Array): Buffer {
  const written = Buffer.from(pictureWith([type, '']));
  const at = written.indexOf('tEXt') - 4;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const chunk = Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  return Buffer.concat([written.subarray(0, at), chunk, written.subarray(-12)]);
}

/** A packed text as PNG has them: `zTXt`, or `iTXt` with or without packing. */
export function packedText(type: 'zTXt' | 'iTXt', keyword: string, text: string, packs = true): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const body = packs ? deflateSync(bytes) : bytes;
  const head = type === 'zTXt' ? [0, 0] : [0, packs ? 1 : 0, 0, 0x64, 0x65, 0, 0];
  return Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from(head), body]);
}

/** A zip archive with these files. */
export function archiveOf(files: Record<string, string | Uint8Array>): Buffer {
  return writeZip(new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)])));
}

/** A CHARX file with this card and these files beside it. */
export function charxOf(card: unknown, files: Record<string, string | Uint8Array> = {}): Buffer {
  return archiveOf({ 'card.json': JSON.stringify(card), ...files });
}
