import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factGoals, readTraffic } from './facts.ts';
import { auditedJunk, storedOfJunk } from './facts-audit.ts';
import { type Judgement, judge, precisionOf, recallOf, wrongSpeakerRateOf } from './facts-judge.ts';

test('what is read of a talk of many speakers is right, about the right person, and most of what was told', () => {
  const { patterns, model, refused } = readTraffic('suite', 200);
  assert.ok(patterns.truths > 50, String(patterns.truths));
  for (const [name, judgement, recall] of [
    ['patterns', patterns, factGoals.patternRecall],
    ['model', model, factGoals.modelRecall - 0.05],
  ] as const) {
    const says = `${name}: ${tell(judgement)}`;
    assert.ok(precisionOf(judgement) >= factGoals.precision, says);
    assert.ok(wrongSpeakerRateOf(judgement) < factGoals.wrongSpeakerRate, says);
    assert.ok(recallOf(judgement) >= recall, says);
  }
  // The scripted model lied often enough, and in enough ways, for this to mean something.
  assert.ok(Object.keys(refused).length >= 8, JSON.stringify(refused));
});

function tell({ drafts, right, junk, wrongSpeaker, missed }: Judgement): string {
  const bad = [...junk, ...wrongSpeaker].map(({ statement }) => statement);
  return `${right} of ${drafts} right, ${missed.length} missed, wrong: ${bad.join(' ')}`;
}

test('nothing is kept of recalled text, of the prompt and of made-up profiles', () => {
  assert.ok(auditedJunk().length >= 40);
  assert.equal(storedOfJunk(), factGoals.junkStored);
});

test('the judge tells what is wrong', () => {
  const truth = [{ messageId: 'm', about: 'p1', kind: 'fact' as const, what: 'Oslo', slot: 'home' }];
  const draft = (id: string, statement: string, source = 'm') => ({
    ...{ statement, kind: 'fact' as const, about: [{ id, name: 'X' }], saidBy: { id: 'p1', name: 'X' } },
    ...{ sources: [source], confidence: 1, value: '', extractor: 'x' },
  });
  assert.equal(judge([draft('p1', 'X lives in Oslo.')], truth).right, 1);
  assert.equal(judge([draft('p2', 'X lives in Oslo.')], truth).wrongSpeaker.length, 1);
  assert.equal(judge([draft('p1', 'X lives in Rome.')], truth).beyond.length, 1);
  assert.equal(judge([draft('p1', 'X lives in Oslo.', 'n')], truth).junk.length, 1);
  assert.equal(judge([{ ...draft('p1', 'X lives in Oslo.'), ends: true }], truth).wrongTime.length, 1);
  assert.equal(recallOf(judge([], truth)), 0);
});
