import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCard, base64, charxOf } from '../../../test/support/card-files.ts';
import { animatedPng, pngOf, smallJpeg, smallWebp } from '../../../test/support/pictures.ts';
import { withPngTexts } from '../../lib/png-text.ts';
import type { CardFile } from './files/card-file.ts';
import { readCardFile } from './files/read.ts';
import { type CardFormat, writeCard } from './files/write.ts';
import { inspectCard } from './inspect.ts';
import { assetsIn, portraitIn } from './pictures.ts';

interface Icon {
  name?: string;
  bytes: Uint8Array;
  type?: string;
}

function cardWith(...icons: Icon[]): CardFile {
  const assets = icons.map(({ name = 'main', type = 'icon' }, index) => ({
    type,
    name,
    uri: `embeded://icons/${index}`,
    ext: 'png',
  }));
  const files = Object.fromEntries(icons.map(({ bytes }, index) => [`icons/${index}`, bytes]));
  return readCardFile(charxOf(aCard({ assets }), files), 'x');
}

/** A JPEG or PNG picture that says that it is so high and wide. */
function claiming(side: number): Buffer {
  const png = Buffer.from(pngOf(4));
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  return png;
}

describe('the portrait of a card', () => {
  test('is its main icon, in PNG, JPEG or WEBP', () => {
    for (const bytes of [pngOf(4), smallJpeg, smallWebp]) {
      const file = cardWith({ name: 'other', bytes: pngOf(9) }, { bytes });
      assert.deepEqual(Buffer.from(portraitIn(file) ?? []), bytes);
      assert.deepEqual(inspectCard(file).warnings, []);
    }
  });

  test('is the next one where that is broken, too large or something else, and each is told in one sentence', () => {
    const wrong: [Uint8Array, RegExp][] = [
      [smallJpeg.subarray(0, -4), /“main” is a JPEG picture that is damaged or cut short; it is kept/],
      [smallWebp.subarray(0, -4), /“main” is a WEBP picture that is damaged or cut short; it is kept/],
      [claiming(5_000), /“main” has 5000 × 5000 pixels, more than 4096 × 4096; it is kept/],
      [Buffer.concat([smallJpeg, Buffer.alloc(17_000_000, 'x')]), /“main” is larger than 16 MB; it is kept/],
      [Buffer.from('<svg/>'), /“main” is no PNG, JPEG or WEBP picture; it is kept/],
    ];
    for (const [bytes, told] of wrong) {
      const file = cardWith({ bytes }, { name: 'other', bytes: smallWebp });
      assert.deepEqual(Buffer.from(portraitIn(file) ?? []), smallWebp);
      const [warning, ...more] = inspectCard(file).warnings;
      assert.match(warning ?? '', told);
      assert.deepEqual(more, []);
      assert.equal(portraitIn(cardWith({ bytes })), undefined);
    }
  });

  test('a card whose icon is no PNG is written as a picture all the same, with its icon', () => {
    const file = cardWith({ bytes: smallJpeg });
    const again = readCardFile(writeCard(file, 'png').bytes, 'again');
    assert.deepEqual(Buffer.from(portraitIn(again) ?? []), smallJpeg);
  });

  test('what came along is read when it is wanted, without notes', async () => {
    const noted = Buffer.concat([
      smallJpeg.subarray(0, 2),
      Buffer.from('\xff\xfe\x00\x08secret', 'latin1'),
      smallJpeg.subarray(2),
    ]);
    const file = cardWith({ bytes: pngOf(4) }, { type: 'emotion', name: 'joy', bytes: noted });
    const [joy, ...others] = assetsIn(file, async () => file);
    assert.deepEqual(Buffer.from((await joy?.picture()) ?? []), smallJpeg);
    assert.deepEqual(others, []);
  });
});

describe('an animated PNG card', () => {
  const animated = animatedPng();
  const file = readCardFile(
    withPngTexts(animated, [{ keyword: 'ccv3', text: base64(aCard({ description: 'Dances.' })) }]),
    'x',
  );

  test('has its animation as its portrait, without the card', () => {
    assert.equal(file.card.data.description, 'Dances.');
    assert.deepEqual(Buffer.from(portraitIn(file) ?? []), animated);
  });

  for (const format of ['png', 'charx', 'v3-json', 'v2-json'] satisfies CardFormat[]) {
    test(`keeps every frame when it is written as ${format} and read again`, () => {
      const again = readCardFile(writeCard(file, format).bytes, 'again');
      assert.deepEqual(Buffer.from(again.picture?.() ?? []), animated);
      assert.deepEqual(Buffer.from(portraitIn(again) ?? []), animated);
      const back = Buffer.from(writeCard(again, 'png').bytes);
      for (const chunk of ['acTL', 'fcTL', 'fdAT'])
        assert.equal(
          back.toString('latin1').split(chunk).length,
          animated.toString('latin1').split(chunk).length,
        );
    });
  }
});
