import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { animatedPng, largeJpeg, largeWebp } from '../../../test/support/pictures.ts';
import { pngChunk, pngFile } from '../../lib/plain-png.ts';
import { withPngTexts } from '../../lib/png-text.ts';
import { fittingPicture } from './fit.ts';
import { createPainter } from './index.ts';
import { createThumbnail } from './thumbnail.ts';

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
  const colour = [0, 0, 4, 2, 6][channels] ?? 6;
  return pngFile({ width: size, height: size, colour }, [pngChunk('IDAT', deflateSync(lines))]);
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

for (const [kind, make] of Object.entries({ JPEG: largeJpeg, WEBP: largeWebp })) {
  test(`a large ${kind} picture becomes a PNG that fits, and a thumbnail`, async () => {
    const picture = await make(700);
    const most = 100_000;
    assert.ok(picture.length > most, `${picture.length} bytes`);
    const small = await fittingPicture(picture, most);
    assert.ok(small !== undefined && small.length <= most);
    const seen = look(small);
    assert.ok(seen.width >= 80 && seen.width < 350, `${seen.width} pixels`);
    assert.ok(Math.abs(seen.first - 200) < 6, `red is ${seen.first}`);
    assert.equal(look(Buffer.from(await createThumbnail(picture))).width, 96);
    assert.deepEqual(await fittingPicture(picture, 10_000_000), picture, 'what fits stays as it is');
  });

  test(`a ${kind} picture that is cut short, damaged or a bomb is not decoded`, async () => {
    const picture = Buffer.from(await make(64));
    assert.equal(await fittingPicture(picture.subarray(0, -9), 100), undefined);
    const damaged = Buffer.from(picture);
    damaged.fill(0, 60, 400);
    await fittingPicture(damaged, 100);
    const bomb = kind === 'JPEG' ? withSize(picture, 60_000) : undefined;
    if (bomb !== undefined) assert.equal(await fittingPicture(bomb, 100), undefined);
    assert.ok((await fittingPicture(picture, 2_000)) !== undefined, 'and the next one is');
  });
}

/** A JPEG file that says that it is so high and wide. */
function withSize(jpeg: Buffer, side: number): Buffer {
  const at = [0xc0, 0xc2]
    .map((marker) => jpeg.indexOf(Buffer.from([0xff, marker])))
    .find((one) => one !== -1);
  const forged = Buffer.from(jpeg);
  forged.writeUInt16BE(side, (at ?? 0) + 5);
  forged.writeUInt16BE(side, (at ?? 0) + 7);
  return forged;
}

test('an animated PNG picture fits as it is, and small as its first frame', async () => {
  const animated = animatedPng(256);
  assert.deepEqual(Buffer.from((await fittingPicture(animated, 100_000)) ?? []), animated);
  const small = Buffer.from((await fittingPicture(animated, animated.length - 1)) ?? []);
  assert.equal(look(small).first, 200);
  assert.ok(!small.includes('acTL'));
});

test('the painter makes both in a thread of its own, and outlives what it cannot read', async () => {
  const painter = createPainter();
  const picture = await largeJpeg(700);
  const [none, small, thumbnail] = await Promise.all([
    painter.fit(Buffer.concat([picture.subarray(0, -100), Buffer.from([0xff, 0xd9])]), 10),
    painter.fit(picture, 100_000),
    painter.thumbnail(picture),
  ]);
  assert.equal(none, undefined);
  assert.ok(small !== undefined && small.length <= 100_000);
  assert.equal(look(thumbnail).width, 96);
  const broken = Buffer.from('no picture');
  assert.deepEqual(Buffer.from(await painter.thumbnail(broken)), broken);
  assert.equal(await painter.fit(broken, 100), undefined);
});
