import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healthAt } from './health.ts';

test('an Acore that cannot answer messages lives, and says why it is not ready', () => {
  const says = 'There is no space left for the database.';
  assert.equal(healthAt('/healthz', says).status, 200);
  assert.deepEqual(healthAt('/readyz', says), { ok: false, status: 503, says });
  assert.equal(healthAt('/readyz', undefined).status, 200);
});
