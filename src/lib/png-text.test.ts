import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { packedText, pictureWithChunk } from '../../test/support/card-files.ts';
import { isPng, readPngTexts, surveyPng, withPngTexts } from './png-text.ts';

/** One black pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

test('texts are written before the end and read back in order', () => {
  const texts = [
    { keyword: 'chara', text: 'eyJhIjoxfQ==' },
    { keyword: 'ccv3', text: '' },
  ];
  const written = withPngTexts(pixel, texts);
  assert.deepEqual(readPngTexts(written), texts);
  assert.equal(Buffer.from(written).subarray(-8, -4).toString('latin1'), 'IEND');
});

test('a written chunk has the checksum that decoders demand', () => {
  const written = Buffer.from(withPngTexts(pixel, [{ keyword: 'k', text: 'v' }]));
  const at = written.indexOf('tEXt');
  const length = written.readUInt32BE(at - 4);
  assert.equal(written.readUInt32BE(at + 4 + length), crc32(written.subarray(at, at + 4 + length)));
});

test('writing replaces all texts; taking them out gives the picture back', () => {
  const once = withPngTexts(pixel, [{ keyword: 'old', text: 'x' }]);
  assert.deepEqual(readPngTexts(withPngTexts(once, [{ keyword: 'new', text: 'y' }])), [
    { keyword: 'new', text: 'y' },
  ]);
  assert.deepEqual(Buffer.from(withPngTexts(once, [])), pixel);
});

test('what is no PNG is refused', () => {
  assert.equal(isPng(Buffer.from('GIF89a')), false);
  assert.throws(() => readPngTexts(Buffer.from('hello')), TypeError);
  assert.throws(() => readPngTexts(new Uint8Array()), TypeError);
});

test('a file cut short, or with a length past its end, gives what came before', () => {
  const written = Buffer.from(withPngTexts(pixel, [{ keyword: 'a', text: 'b' }]));
  for (let length = 8; length < written.length; length += 1)
    assert.ok(readPngTexts(written.subarray(0, length)).length <= 1);
  const lying = Buffer.from(written);
  lying.writeUInt32BE(0xffffffff, 8);
  assert.deepEqual(readPngTexts(lying), []);
});

test('a text without its border is a keyword alone', () => {
  const written = Buffer.from(withPngTexts(pixel, [{ keyword: 'a', text: 'b' }]));
  written[written.indexOf('a\0b') + 1] = 0x21;
  assert.deepEqual(readPngTexts(written), [{ keyword: 'a!b', text: '' }]);
});

test('texts of all three kinds are found and unpacked, up to a size', () => {
  const long = 'Zoë '.repeat(100);
  for (const [type, packs] of [
    ['zTXt', true],
    ['iTXt', true],
    ['iTXt', false],
  ] as const) {
    const written = type === 'zTXt' ? 'abc '.repeat(100) : long;
    const [text] = surveyPng(pictureWithChunk(type, packedText(type, 'ccv3', written, packs))).texts;
    assert.equal(text?.keyword, 'ccv3');
    assert.equal(text?.read(10_000), written);
    if (packs) assert.equal(text?.read(50), undefined);
  }
  const broken = surveyPng(pictureWithChunk('zTXt', Buffer.from('ccv3\0\0nonsense')));
  assert.equal(broken.texts[0]?.read(10_000), undefined);
});

test('a survey tells wrong checksums and a missing end', () => {
  const written = Buffer.from(withPngTexts(pixel, [{ keyword: 'a', text: 'b' }]));
  const { isWhole, wrongChecksums, tooMany } = surveyPng(written);
  assert.deepEqual([isWhole, wrongChecksums, tooMany], [true, 0, false]);
  assert.equal(surveyPng(written.subarray(0, -12)).isWhole, false);
  written[written.indexOf('a\0b') + 2] = 0x63;
  assert.equal(surveyPng(written).wrongChecksums, 1);
});

test('of the texts in a picture those that are wanted stay in their place', () => {
  const written = withPngTexts(
    pixel,
    ['one', 'two', 'three'].map((keyword) => ({ keyword, text: keyword })),
  );
  const kept = withPngTexts(written, [{ keyword: 'four', text: '4' }], (keyword) => keyword !== 'two');
  assert.deepEqual(
    readPngTexts(kept).map(({ keyword }) => keyword),
    ['one', 'three', 'four'],
  );
});
