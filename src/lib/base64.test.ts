import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase64 } from './base64.ts';

const bytes = Buffer.from([0xfb, 0xff, 0xfe, 0x41, 0x42]);

for (const written of ['+//+QUI=', '-__-QUI=', '+//+QUI', '+//+\r\n  QU\nI=\n', '-_/+QUI']) {
  test(`base64 is read as it is written: ${JSON.stringify(written)}`, () =>
    assert.deepEqual(fromBase64(written), bytes));
}

for (const written of ['', '  ', '=', 'a', 'QUI*', 'QUJ=DREU', 'über', '{"a":1}']) {
  test(`no base64: ${JSON.stringify(written)}`, () => assert.equal(fromBase64(written), undefined));
}
