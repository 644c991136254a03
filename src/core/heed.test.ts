import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aMessage, aPlace } from '../../test/support/characters.ts';
import type { Consents, ConsentTier } from './consent.ts';
import { heedWishes, repeatsUnkept } from './heed.ts';
import type { LanguageModel } from './ports/model.ts';
import type { TranscriptEntry } from './ports/transcript.ts';

function line(authorId: string, text: string, change: Partial<TranscriptEntry> = {}): TranscriptEntry {
  return {
    messageId: `${authorId}-${text}`,
    place: aPlace(),
    authorId,
    authorName: authorId,
    kind: 'person',
    text,
    at: 0,
    attachments: [],
    ...change,
  };
}

function answer(to: string, text: string): TranscriptEntry {
  return line('ada', text, { kind: 'character', characterId: 'ada', wordsOf: [to] });
}

function wishes(tiers: Record<string, ConsentTier>): Consents {
  return { of: async (_host, id) => ({ tier: tiers[id] ?? 'full', paused: false }) };
}

/** One model far away; perhaps one here, or nothing far away at all. */
function models({ here, elsewhere = true }: { here: boolean; elsewhere?: boolean }) {
  const describe: LanguageModel['describe'] = async ({ localOnly } = {}) => ({
    model: 'm',
    contextTokens: 1,
    standIn: localOnly === true ? !here : !here && !elsewhere,
    elsewhere: localOnly !== true && elsewhere,
  });
  return { describe };
}

const talk = [line('bo', 'one'), answer('bo', 'two'), line('alice', 'three')];
const texts = (lines: readonly TranscriptEntry[]) => lines.map(({ text }) => text);

test('where everybody allows everything, nothing is different', async () => {
  const heed = await heedWishes({ consents: wishes({}), model: models({ here: true }) }, aMessage('x'));
  assert.deepEqual(texts(await heed.lines(talk)), ['one', 'two', 'three']);
  assert.equal(heed.audience().localOnly, false);
  assert.deepEqual(await heed.account(), {
    wordsOf: ['bo', 'alice'],
    saidFrom: { anybody: 0, each: { bo: 0, alice: 0 } },
    confined: [],
    offTheRecord: false,
  });
});

test('somebody’s words stay here where a model is here, and their own answers count as theirs', async () => {
  const consents = wishes({ bo: 'local-only' });
  const heed = await heedWishes({ consents, model: models({ here: true }) }, aMessage('x'));
  assert.deepEqual(texts(await heed.lines(talk)), ['one', 'two', 'three']);
  assert.deepEqual(heed.audience(), { localOnly: true });
  assert.deepEqual((await heed.account()).confined, ['bo']);
});

test('what those want whose words were let through is asked again when they are sent, and when they were answered', async () => {
  const tiers: Record<string, ConsentTier> = {};
  const heed = await heedWishes({ consents: wishes(tiers), model: models({ here: true }) }, aMessage('x'));
  await heed.lines(talk);
  const { mayLeave } = heed.audience();
  assert.equal(await mayLeave?.(), true);
  tiers['eve'] = 'local-only';
  assert.equal(await mayLeave?.(), true);
  tiers['bo'] = 'local-only';
  assert.equal(await mayLeave?.(), false);
  assert.deepEqual((await heed.account()).confined, ['bo']);
});

test('where no model is here they are left out, and of sections likewise', async () => {
  const consents = wishes({ bo: 'local-only' });
  const heed = await heedWishes({ consents, model: models({ here: false }) }, aMessage('x'));
  assert.deepEqual(texts(await heed.lines(talk)), ['three']);
  const section = { title: 't', text: 's', volatility: 'talk', priority: 1 } as const;
  const kept = await heed.sections([
    { ...section, wordsOf: ['alice', 'bo'] },
    { ...section, wordsOf: ['alice'] },
    section,
  ]);
  assert.equal(kept.length, 2);
  assert.equal(heed.audience().localOnly, false);
  assert.deepEqual((await heed.account()).consent, { leftOut: 3 });
});

test('what is kept for those who ask why goes to no model, is nobody’s wish to hide, and is accounted for', async () => {
  const consents = wishes({ bo: 'local-only' });
  const heed = await heedWishes({ consents, model: models({ here: false }) }, aMessage('x'));
  await heed.lines([line('alice', 'three', { at: 30 })]);
  const section = { title: 't', text: '', volatility: 'talk', priority: 1 } as const;
  const why = { ...section, grounds: { says: ['Bo said so'] }, wordsOf: ['bo', 'alice'], saidFrom: 10 };
  const told = { ...section, text: 's', wordsOf: ['alice'], saidFrom: 20 };
  assert.deepEqual(await heed.sections([why, told]), [why, told]);
  assert.equal(heed.audience().localOnly, false);
  assert.equal(await heed.audience().mayLeave?.(), true);
  const { wordsOf, saidFrom, confined, consent } = await heed.account();
  assert.deepEqual(wordsOf, ['alice', 'bo']);
  assert.deepEqual(saidFrom, { anybody: 10, each: { alice: 10, bo: 10 } });
  assert.deepEqual([confined, consent], [[], undefined]);
});

test('words that come in by a section alone decide as well', async () => {
  const consents = wishes({ bo: 'local-only' });
  const heed = await heedWishes({ consents, model: models({ here: true }) }, aMessage('x'));
  await heed.lines([line('alice', 'three')]);
  assert.equal(heed.audience().localOnly, false);
  const section = { title: 't', text: 's', volatility: 'talk', priority: 1 } as const;
  await heed.sections([{ ...section, wordsOf: ['bo'] }]);
  assert.deepEqual(heed.audience(), { localOnly: true });
});

test('whoever asks is never left out, and nothing is where all models are here', async () => {
  const consents = wishes({ alice: 'local-only', bo: 'local-only' });
  const asked = await heedWishes({ consents, model: models({ here: false }) }, aMessage('x'));
  assert.deepEqual(texts(await asked.lines(talk)), ['one', 'two', 'three']);
  assert.deepEqual(asked.audience(), { localOnly: true });
  const only = { consents: wishes({ bo: 'local-only' }), model: models({ here: false, elsewhere: false }) };
  const heed = await heedWishes(only, aMessage('x'));
  assert.equal((await heed.lines(talk)).length, 3);
});

test('what was said off the record is noticed, also by those who are so now', async () => {
  const needs = { consents: wishes({ cy: 'off-the-record' }), model: models({ here: true }) };
  const said = async (entry: TranscriptEntry) => {
    const heed = await heedWishes(needs, aMessage('x'));
    await heed.lines([entry]);
    return (await heed.account()).offTheRecord;
  };
  assert.equal(await said(line('bo', 'x')), false);
  assert.equal(await said(line('cy', 'x')), true);
  assert.equal(await said(line('bo', 'x', { offTheRecord: 'heard' })), true);
});

test('an answer that takes up a word said off the record is known by it', () => {
  const unkept = line('cy', 'I saw a quokka in the garden', { offTheRecord: 'heard' });
  const others = [line('bo', 'the garden is green')];
  const repeats = (text: string) => repeatsUnkept(text, [unkept, ...others], [{ text: 'what I saw' }]);
  assert.ok(repeats('A Quokka!'));
  assert.ok(!repeats('The garden, you say?'));
  assert.ok(!repeats('What I saw is green.'));
  assert.ok(!repeatsUnkept('A quokka!', others, []));
});
