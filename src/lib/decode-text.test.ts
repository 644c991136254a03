import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

const text = '{"name":"Zoë 猫"}';
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

for (const [title, bytes] of [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-8 with zeros at its end', Buffer.from(`${text}\0\0`)],
  ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ['UTF-16 with a mark, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
  ['UTF-16 without a mark', little],
  ['UTF-16 without a mark, the other way round', big],
] as const) {
  test(`text in ${title} is read`, () => assert.deepEqual(decodeText(bytes), { text, mended: false }));
}

test('bytes that are no text are replaced, and told', () => {
  assert.deepEqual(decodeText(Buffer.from([0x61, 0xff, 0x62])), { text: 'a\uFFFDb', mended: true });
  assert.deepEqual(decodeText(new Uint8Array()), { text: '', mended: false });
});
