import assert from 'node:assert/strict';
import { test } from 'node:test';
import { talkWithWishes } from './consent-world.ts';

/** `ACORE_CONSENT_TURNS=5000 npm test -- consent` runs as many as the goal asks for. */
const turns = Number(process.env['ACORE_CONSENT_TURNS'] ?? 200);

test('with a model here, words that must stay here never leave, and words off the record are nowhere', async () => {
  const { leaks, kept, receipts, asked, told } = await talkWithWishes({ seed: 'a', turns, local: true });
  assert.deepEqual(leaks, []);
  assert.deepEqual(kept, []);
  const answers = receipts.flatMap((receipt) => receipt.answers);
  const here = answers.filter(({ consent }) => consent?.localOnly === true);
  assert.ok(here.length > turns / 10 && here.length < turns, `${here.length} stayed here`);
  const elsewhere = here.filter(({ model }) => model !== 'ollama/local-model:latest');
  assert.deepEqual(
    elsewhere.map(({ model, standInBecause }) => `${model}: ${standInBecause}`),
    [],
  );
  assert.ok(asked.far > turns / 40, `${asked.far} went far`);
  assert.ok(told > turns, 'words are told at all');
  assert.ok(asked.vectors > turns / 20, `${asked.vectors} times vectors were asked for far away`);
});

test('without a model here, such words are left out, and those who ask are answered by the understudy', async () => {
  const { leaks, kept, receipts, asked } = await talkWithWishes({ seed: 'b', turns, local: false });
  assert.deepEqual(leaks, []);
  assert.deepEqual(kept, []);
  assert.equal(asked.here, 0);
  const answers = receipts.flatMap((receipt) => receipt.answers);
  const left = answers.filter(({ consent }) => (consent?.leftOut ?? 0) > 0);
  assert.ok(left.length > turns / 20, `${left.length} left something out`);
  const here = answers.filter(({ consent }) => consent?.localOnly === true);
  assert.ok(here.length > turns / 20, `${here.length} stayed here`);
  assert.ok(here.every(({ standIn, standInBecause }) => standIn && /alone/.test(standInBecause ?? '')));
});
