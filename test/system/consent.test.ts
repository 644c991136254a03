import assert from 'node:assert/strict';
import { test } from 'node:test';
import { talkWithWishes } from './consent-world.ts';

/** `ACORE_CONSENT_TURNS=5000 npm test -- system/consent.test` runs as many as the goal asks for. */
const turns = Number(process.env['ACORE_CONSENT_TURNS'] ?? 240);
/** More are held in several worlds, in each of which people want other things. */
const mostInAWorld = 1_000;
const worlds = Array.from({ length: Math.ceil(turns / mostInAWorld) }, (_, index) => ({
  seed: `world ${index + 1}`,
  turns: Math.min(mostInAWorld, turns - index * mostInAWorld),
}));

for (const { seed, turns } of worlds) {
  test(`${seed}: with a model here, words that must stay here never leave, and words off the record are nowhere`, async () => {
    const { leaks, kept, receipts, asked, told } = await talkWithWishes({
      seed: `${seed} a`,
      turns,
      local: true,
    });
    assert.deepEqual(leaks, []);
    assert.deepEqual(kept, []);
    // One in ten is asked with /ask, which tells nobody of its receipt.
    assert.ok(receipts.length > turns * 0.8, `${receipts.length} receipts`);
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

  test(`${seed}: without a model here, such words are left out, and those who ask are answered by the understudy`, async () => {
    const { leaks, kept, receipts, asked } = await talkWithWishes({ seed: `${seed} b`, turns, local: false });
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
}
