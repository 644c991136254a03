import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readPng, writePalettePng } from './png.ts';
import { createThumbnail } from './thumbnail.ts';

const portrait = readFileSync(new URL('../../../characters/rufus.png', import.meta.url));

test('a portrait becomes a small picture of the same colours', async () => {
  const small = Buffer.from(await createThumbnail(portrait));
  assert.deepEqual([small.readUInt32BE(16), small.readUInt32BE(20)], [96, 96]);
  assert.ok(small.length < 6_000, `${small.length} bytes`);
  const whole = await readPng(portrait);
  assert.ok(whole !== undefined);
  assert.equal(whole.samples.length, whole.width * whole.height * whole.channels);
  assert.ok(new Set(whole.samples).size > 50, 'it was really read');
});

test('what is written in a palette is a PNG of its size', async () => {
  const palette = [
    [255, 0, 0, 255],
    [0, 0, 255, 128],
  ];
  const png = Buffer.from(await writePalettePng({ width: 2, height: 1 }, palette, Uint8Array.from([1, 0])));
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.equal(png.readUInt32BE(16), 2);
});

test('what cannot be read comes back as it is', async () => {
  for (const bytes of [Buffer.from('no picture'), portrait.subarray(0, 2_000), Buffer.alloc(100)])
    assert.equal(await createThumbnail(bytes), bytes);
});
