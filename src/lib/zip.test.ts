import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { endsAsZip, openZip, ZipRefused } from './zip.ts';
import { writeZip } from './zip-write.ts';

const limits = { mostFileBytes: 10_000_000, mostTotalBytes: 20_000_000 };
const archive = (files: Record<string, string | Uint8Array>) =>
  writeZip(new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)])));

function contents(bytes: Uint8Array): [string, string][] {
  return openZip(bytes, limits).entries.map(({ path, read }) => [path, Buffer.from(read()).toString()]);
}

/** The same archive with these bytes changed in each header of its list. */
function changed(bytes: Buffer, change: (header: Buffer) => void, mark = 'PK\x01\x02'): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(mark, 0, 'latin1'); at !== -1; at = copy.indexOf(mark, at + 4, 'latin1'))
    change(copy.subarray(at));
  return copy;
}

test('what is written is read back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
          .map((path) => `x${path.replace(/[\\/\0]/g, '_')}`),
        fc.uint8Array({ maxLength: 300 }),
      ),
      (files) => {
        const zip = openZip(archive(files), limits);
        const back = zip.entries.map(({ path, read }) => [path, Buffer.from(read())]);
        assert.deepEqual(
          back,
          Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]),
        );
        assert.deepEqual([zip.leftOut, zip.wrongChecksums], [[], []]);
      },
    ),
  );
});

test('an archive may stand behind anything', () => {
  const files = { 'a.txt': 'hello', 'b/ü.txt': 'x'.repeat(5_000) };
  const bytes = Buffer.concat([Buffer.from('#!/bin/sh or a picture PK'), archive(files)]);
  assert.ok(endsAsZip(bytes));
  assert.deepEqual(contents(bytes), Object.entries(files));
});

test('any bytes are read or refused', () => {
  const whole = archive({ 'card.json': '{"a":1}', 'b.bin': 'b'.repeat(100) });
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, cut) => {
      const bytes = Buffer.from(whole);
      bytes[at] = value;
      try {
        contents(bytes.subarray(0, bytes.length - (cut % 40)));
      } catch (error) {
        assert.ok(error instanceof ZipRefused, String(error));
      }
    }),
  );
});

test('paths that lead outside, and second files of the same path, are left out', () => {
  const path = 'aa/bb.txt';
  for (const evil of ['../bb.txt', '/a/bb.txt', 'C:/bb.txt', 'a\\bb.txt\\', './bbb.txt']) {
    const bytes = Buffer.from(
      archive({ [path]: 'x', ok: 'y' })
        .toString('latin1')
        .replaceAll(path, evil.padEnd(9, 'x').slice(0, 9)),
      'latin1',
    );
    const zip = openZip(bytes, limits);
    assert.deepEqual(
      zip.entries.map((entry) => entry.path),
      ['ok'],
      evil,
    );
    assert.equal(zip.leftOut[0]?.why, 'outside');
  }
  const twice = Buffer.from(
    archive({ aaa: '1', bbb: '2' }).toString('latin1').replaceAll('bbb', 'aaa'),
    'latin1',
  );
  assert.deepEqual(contents(twice), [['aaa', '1']]);
  assert.deepEqual(openZip(twice, limits).leftOut, [{ path: 'aaa', why: 'twice' }]);
});

test('bombs and lies are refused before they are unpacked', () => {
  const big = archive({ bomb: Buffer.concat([Buffer.alloc(8_000_000), Buffer.from('x')]) });
  const forged = (size: number) => changed(big, (header) => header.writeUInt32LE(size, 24));
  const read =
    (bytes: Buffer, own = limits) =>
    () =>
      openZip(bytes, own).entries[0]?.read();
  assert.throws(read(forged(100)), /not as large as it claims/);
  assert.throws(read(forged(9_000_000)), /not as large as it claims/);
  assert.throws(read(forged(4_000_000_000)), /is larger than|to more than/);
  assert.throws(read(big, { ...limits, mostFileBytes: 1_000_000 }), /larger than 1 MB/);
  const two = archive({ one: Buffer.alloc(1_000, 1), two: Buffer.alloc(1_000, 2) });
  const zip = openZip(two, { mostFileBytes: 1_000, mostTotalBytes: 1_500 });
  assert.equal(zip.entries[0]?.read().length, 1_000);
  assert.equal(zip.entries[0]?.read().length, 1_000);
  assert.throws(() => zip.entries[1]?.read(), /too much/);
});

test('a thousandfold shrinking file is refused', () => {
  const stored = archive({ bomb: 'x'.repeat(2_000) });
  const lying = changed(stored, (header) => {
    header.writeUInt32LE(9_000_000, 24);
    header.writeUInt32LE(9_000, 20);
  });
  assert.throws(() => openZip(lying, limits).entries[0]?.read(), /more than 250 times/);
});

test('locked, cut short, damaged and foreign archives are refused with a reason', () => {
  const bytes = archive({ 'a.txt': 'hello hello hello hello' });
  assert.throws(() => contents(changed(bytes, (header) => header.writeUInt16LE(1, 8))), /password/);
  assert.throws(() => contents(changed(bytes, (header) => header.writeUInt16LE(12, 10))), /packed in a way/);
  assert.throws(() => contents(changed(bytes, (header) => header.writeUInt32LE(9_999, 42))), /not where/);
  assert.throws(
    () => contents(changed(bytes, (header) => header.write('b', 30), 'PK\x03\x04')),
    /called differently/,
  );
  assert.throws(() => contents(bytes.subarray(0, -30)), /cut short or no zip/);
  assert.throws(() => contents(bytes.subarray(20)), ZipRefused);
  assert.throws(() => contents(Buffer.from('hello')), /no zip archive/);
});

test('a wrong checksum is told', () => {
  const zip = openZip(
    changed(archive({ a: 'x' }), (header) => header.writeUInt32LE(1, 16)),
    limits,
  );
  zip.entries[0]?.read();
  assert.deepEqual(zip.wrongChecksums, ['a']);
});
