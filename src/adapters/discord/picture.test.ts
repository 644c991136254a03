import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { withPngTexts } from '../../lib/png-text.ts';
import { fittingPicture } from './picture.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A picture whose lines use every filter in turn, and whose samples are those of `at`. */
function picture(
  size: number,
  channels: number,
  at: (x: number, y: number, channel: number) => number,
): Buffer {
  const stride = size * channels;
  const samples = (x: number, y: number) =>
    x < 0 || y < 0 ? 0 : at(Math.floor(x / channels), y, x % channels) & 255;
  const lines = Buffer.alloc((stride + 1) * size);
  for (let y = 0; y < size; y += 1) {
    const filter = y % 5;
    lines[y * (stride + 1)] = filter;
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [samples(x - channels, y), samples(x, y - 1), samples(x - channels, y - 1)];
      const guess = left + up - corner;
      const paeth = [left, up, corner].reduce((best, one) =>
        Math.abs(guess - one) < Math.abs(guess - best) ? one : best,
      );
      const predicted = [0, left, up, (left + up) >> 1, paeth][filter] ?? 0;
      lines[y * (stride + 1) + 1 + x] = samples(x, y) - predicted;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, [0, 0, 4, 2, 6][channels] ?? 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width, height and first sample of a picture that this project wrote itself. */
function look(png: Uint8Array): { width: number; height: number; first: number } {
  const bytes = Buffer.from(png);
  const data = bytes.indexOf('IDAT');
  const length = bytes.readUInt32BE(data - 4);
  const lines = inflateSync(bytes.subarray(data + 4, data + 4 + length));
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), first: lines[1] ?? -1 };
}

test('a portrait leaves its card behind', async () => {
  const bare = picture(8, 4, (x, y) => x * y);
  const card = withPngTexts(bare, [{ keyword: 'ccv3', text: 'x'.repeat(1_000) }]);
  assert.deepEqual(Buffer.from((await fittingPicture(card, 1_000)) ?? []), bare);
});

for (const channels of [1, 2, 3, 4]) {
  test(`a picture of ${channels} channels is made smaller until it fits`, async () => {
    let seed = 1;
    const noise = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 8;
    };
    const table = Array.from({ length: 64 * 64 * channels }, noise);
    const png = picture(64, channels, (x, y, channel) =>
      y < 2 ? 40 : (table[(y * 64 + x) * channels + channel] ?? 0),
    );
    const small = await fittingPicture(png, Math.floor(png.length / 3));
    assert.ok(small !== undefined && small.length <= png.length / 3);
    const seen = look(small);
    assert.deepEqual([seen.width, seen.height, seen.first], [32, 32, 40]);
  });
}

test('what cannot be made smaller is left out', async () => {
  assert.equal(await fittingPicture(Buffer.from('GIF89a'), 10), undefined);
  assert.equal(await fittingPicture(picture(8, 4, () => 0).subarray(0, 50), 10), undefined);
  assert.equal(
    await fittingPicture(
      picture(64, 4, (x, y, c) => x * y * c),
      10,
    ),
    undefined,
  );
});
