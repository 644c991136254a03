import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { animatedPng, pngOf, smallJpeg, smallLosslessWebp, smallWebp } from '../../test/support/pictures.ts';
import { barePicture, pictureKind, pictureSize } from './picture.ts';

const pictures = {
  png: pngOf(4),
  apng: animatedPng(),
  jpeg: smallJpeg,
  webp: smallWebp,
  losslessWebp: smallLosslessWebp,
};

/** A segment as JPEG has them. */
function segment(marker: number, text: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text)]);
}

/** A chunk as WEBP has them. */
function chunk(name: string, data: Uint8Array): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** A WEBP file with an extended header that says this size. */
function extendedWebp(width: number, height: number, ...chunks: Uint8Array[]): Buffer {
  const header = Buffer.alloc(10);
  header[0] = 0x0c;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', header), ...chunks]);
  return chunk('RIFF', body);
}

describe('a picture', () => {
  for (const [name, bytes] of Object.entries(pictures)) {
    test(`of the kind ${name} says its size, and not when any part of it is missing`, () => {
      assert.deepEqual(pictureSize(bytes), { width: 4, height: 4 });
      for (let length = 0; length < bytes.length; length += 1)
        assert.equal(pictureSize(bytes.subarray(0, length)), undefined, `cut to ${length}`);
    });

    test(`of the kind ${name} is itself when there is nothing to take out`, () => {
      assert.deepEqual(Buffer.from(barePicture(bytes) ?? []), bytes);
    });

    test(`of the kind ${name} is read or not, whatever is changed in it`, () => {
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
          const changed = Buffer.from(bytes);
          changed[at] = value;
          pictureSize(changed);
          if (pictureKind(changed) !== undefined) barePicture(changed);
        }),
      );
    });
  }

  test('loses its notes and what is hidden behind its end', () => {
    const secret = 'the card itself';
    const noted = Buffer.concat([
      smallJpeg.subarray(0, 2),
      segment(0xe1, `Exif\0\0${secret}`),
      segment(0xfe, secret),
      smallJpeg.subarray(2),
      Buffer.from(`PK\x03\x04${secret}`),
    ]);
    assert.deepEqual(pictureSize(noted), { width: 4, height: 4 });
    assert.deepEqual(Buffer.from(barePicture(noted) ?? []), smallJpeg);

    const shown = smallWebp.subarray(12);
    const webp = Buffer.concat([
      extendedWebp(4, 4, shown, chunk('EXIF', Buffer.from(secret)), chunk('XMP ', Buffer.from(secret))),
      Buffer.from(secret),
    ]);
    assert.deepEqual(pictureSize(webp), { width: 4, height: 4 });
    const bare = Buffer.from(barePicture(webp) ?? []);
    assert.ok(bare.includes(shown) && !bare.includes(secret));
    assert.deepEqual(pictureSize(bare), { width: 4, height: 4 });
    assert.equal(bare[20], 0, 'and does not say that there are any');
  });

  test('says how large it claims to be', () => {
    assert.deepEqual(pictureSize(extendedWebp(16_000_000, 3, smallWebp.subarray(12))), {
      width: 16_000_000,
      height: 3,
    });
    const at = smallJpeg.indexOf(Buffer.from([0xff, 0xc2]));
    const huge = Buffer.from(smallJpeg);
    huge.writeUInt16BE(60_000, at + 5);
    assert.deepEqual(pictureSize(huge), { width: 4, height: 60_000 });
  });

  test('is not what is called one', () => {
    for (const bytes of [Buffer.from('<svg/>'), Buffer.from('GIF89a'), Buffer.alloc(0)]) {
      assert.equal(pictureKind(bytes), undefined);
      assert.equal(pictureSize(bytes), undefined);
      assert.equal(barePicture(bytes), undefined);
    }
  });

  test('that never ends is given up in little time', () => {
    const fill = Buffer.concat([smallJpeg.subarray(0, 2), Buffer.alloc(16_000_000, 0xff)]);
    const escaped = Buffer.concat([
      smallJpeg.subarray(0, -6),
      Buffer.alloc(16_000_000, Buffer.from([0xff, 0])),
    ]);
    const empty = extendedWebp(4, 4, Buffer.alloc(16_000_000, chunk('JUNK', Buffer.alloc(0))));
    const begun = process.threadCpuUsage();
    for (const endless of [fill, escaped, empty]) assert.equal(pictureSize(endless), undefined);
    const { user, system } = process.threadCpuUsage(begun);
    assert.ok(user + system < 1_000_000, `${user + system} µs`);
  });
});
