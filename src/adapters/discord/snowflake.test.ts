import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idAt, isNewer, timeOf } from './snowflake.ts';

test("an id holds the moment it was made in, as Discord's own example says", () => {
  assert.equal(timeOf('175928847299117063'), Date.parse('2016-04-30T11:18:25.796Z'));
  assert.equal(timeOf(idAt(1_700_000_000_123)), 1_700_000_000_123);
  assert.equal(idAt(0), '0');
  assert.ok(isNewer('1000000000000000000', '999999999999999999'));
  assert.ok(!isNewer('5', '5'));
});
