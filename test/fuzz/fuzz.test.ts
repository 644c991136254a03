import { test } from 'node:test';
import { targets } from './index.ts';

/** A glance; `npm run fuzz` looks for an hour. */
const cases = 500;

for (const target of targets) {
  test(`random input does not break ${target.name}`, async () => {
    await target.run({ numRuns: cases });
  });
}
