import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seededRandom } from '../../lib/random.ts';
import { type Fact, type FactDraft, isOpenAt } from './fact.ts';
import { type FactChange, type NewFact, reconcile } from './reconcile.ts';

const now = Date.UTC(2026, 10, 26);
const bo = { id: 'bo', name: 'Bo' };
const ana = { id: 'ana', name: 'Ana' };

function home(value: string, more: Partial<FactDraft> = {}): FactDraft {
  return {
    statement: `Bo lives in ${value}.`,
    kind: 'fact',
    about: [bo],
    saidBy: bo,
    sources: [`m-${value}`],
    confidence: 0.8,
    slot: 'home',
    value,
    extractor: 'patterns/1',
    ...more,
  };
}

/** What a store does with changes, so that they can be laid upon each other. */
function applied(changes: readonly FactChange[], known: readonly Fact[], at = now): Fact[] {
  let facts = [...known];
  const made = (draft: NewFact): Fact => ({
    ...draft,
    id: `f${facts.length + 1}`,
    characterId: 'c',
    lane: 'l',
    saidAt: at,
  });
  for (const change of changes) {
    const alter = (id: string, changed: (fact: Fact) => Partial<Fact>) => {
      assert.ok(
        facts.some((fact) => fact.id === id),
        `nothing is known as ${id}`,
      );
      facts = facts.map((fact) => (fact.id === id ? { ...fact, ...changed(fact) } : fact));
    };
    if (change.kind === 'confirm')
      alter(change.fact, ({ sources, saidBy }) => ({
        sources: [...sources, ...change.sources],
        confidence: change.confidence,
        saidBy: change.saidBy ?? saidBy,
      }));
    if (change.kind === 'end')
      alter(change.fact, ({ sources }) => ({
        ...{ until: undefined, over: undefined, ...change.ending },
        sources: [...sources, ...change.sources],
      }));
    if (change.kind === 'supersede') alter(change.fact, () => ({ until: change.until }));
    // Kept with an end before its beginning would do as well: it is never open again.
    if (change.kind === 'correct') alter(change.fact, () => ({ until: 0 }));
    if ('draft' in change) facts.push(made(change.draft));
  }
  return facts;
}

const told = (drafts: readonly FactDraft[], known: readonly Fact[] = []) => reconcile(drafts, known, now);
const open = (facts: readonly Fact[]) => facts.filter((fact) => isOpenAt(fact, now));

describe('one draft upon one fact', () => {
  const [oslo] = applied(told([home('oslo')]), []);
  assert.ok(oslo);

  test('said again it is surer', () => {
    const [change] = told([home('oslo', { sources: ['m2'] })], [oslo]);
    assert.ok(change?.kind === 'confirm' && change.confidence > 0.8);
    assert.deepEqual(change.sources, ['m2']);
  });

  test('another value takes its place, and the old one is history', () => {
    const facts = applied(told([home('bergen', { from: now - 1000 })], [oslo]), [oslo]);
    assert.deepEqual(
      facts.map(({ value, until }) => [value, until]),
      [
        ['oslo', now - 1000],
        ['bergen', undefined],
      ],
    );
  });

  test('what is no longer so ends; what was not known is kept as over', () => {
    const ends = { ends: true, until: now - 5, sources: ['m2'] };
    assert.deepEqual(told([home('oslo', ends)], [oslo]), [
      { kind: 'end', fact: oslo.id, ending: { until: now - 5 }, sources: ['m2'] },
    ]);
    const facts = applied(told([home('rome', ends)], [oslo]), [oslo]);
    assert.deepEqual(
      open(facts).map(({ value }) => value),
      ['oslo'],
    );
    assert.equal(facts.length, 2);
  });

  test('until when something was so may be unknown, be said again, and be told later', () => {
    const unknown = { ends: true, until: undefined, sources: ['m2'] } as const;
    const [ended] = applied(told([home('oslo', unknown)], [oslo]), [oslo]);
    assert.deepEqual([ended?.over, ended?.until], [true, undefined]);
    const [added] = applied(told([home('rome', unknown)]), []);
    assert.ok(added?.over);
    const again = applied(told([home('rome', { ...unknown, sources: ['m3'] })], [added]), [added]);
    assert.deepEqual(
      again.map(({ sources }) => sources),
      [['m2', 'm3']],
    );
    const dated = home('rome', { ends: true, until: now - 9, sources: ['m4'] });
    const later = applied(told([dated], again), again);
    assert.deepEqual(
      later.map(({ until, over }) => [until, over]),
      [[now - 9, undefined]],
    );
    const twice = home('rome', { ends: true, until: now - 3, sources: ['m5'] });
    assert.equal(applied(told([twice], later), later).length, 2);
  });

  test('since when it is so may be told later', () => {
    const [change] = told([home('oslo', { sources: ['m2'], from: 7 })], [oslo]);
    assert.ok(change?.kind === 'confirm' && change.from === 7);
    const known = { ...oslo, from: 5 };
    assert.equal('from' in (told([home('oslo', { sources: ['m2'], from: 7 })], [known])[0] ?? {}), false);
  });

  test('a correction says that the old one was never so; only the same person can', () => {
    const [change] = told([home('bergen', { corrects: true })], [oslo]);
    assert.equal(change?.kind, 'correct');
    const byAna = told([home('bergen', { corrects: true, saidBy: ana })], [oslo]);
    assert.deepEqual(
      byAna.map(({ kind }) => kind),
      ['add'],
    );
  });

  test('another person never overrides what somebody says of themself', () => {
    const facts = applied(told([home('rome', { saidBy: ana, confidence: 0.56 })], [oslo]), [oslo]);
    assert.deepEqual(
      open(facts).map(({ value, saidBy }) => [value, saidBy.id]),
      [
        ['oslo', 'bo'],
        ['rome', 'ana'],
      ],
    );
    const ended = told([home('oslo', { saidBy: ana, ends: true, until: now, sources: ['m3'] })], [oslo]);
    assert.deepEqual(
      ended.map(({ kind }) => kind),
      ['add'],
    );
  });

  test('hearsay that the person confirms becomes their own word', () => {
    const hearsay = applied(told([home('oslo', { saidBy: ana, confidence: 0.56 })]), []);
    const facts = applied(told([home('oslo', { sources: ['m2'] })], hearsay), hearsay);
    assert.equal(facts.length, 1);
    assert.deepEqual([facts[0]?.saidBy.id, (facts[0]?.confidence ?? 0) > 0.8], ['bo', true]);
  });

  test('a second dog does not take the first one’s place', () => {
    const dog = (value: string, more = {}) => home(value, { slot: 'pet-name:dog', ...more });
    const rex = applied(told([dog('rex')]), []);
    assert.equal(open(applied(told([dog('luna')], rex), rex)).length, 2);
    assert.deepEqual(
      open(applied(told([dog('max', { corrects: true })], rex), rex)).map(({ value }) => value),
      ['max'],
    );
  });
});

describe('drafts of one batch', () => {
  test('a later one takes the place of an earlier one', () => {
    const facts = applied(told([home('oslo'), home('bergen')]), []);
    assert.deepEqual(
      facts.map(({ value, until }) => [value, until]),
      [
        ['oslo', now],
        ['bergen', undefined],
      ],
    );
  });

  test('a slip that is put right leaves nothing behind', () => {
    const [rome] = applied(told([home('rome')]), []);
    assert.ok(rome);
    assert.deepEqual(
      applied(told([home('oslo'), home('bergen', { corrects: true })]), []).map(({ value }) => value),
      ['bergen'],
    );
    const facts = applied(told([home('oslo'), home('bergen', { corrects: true })], [rome]), [rome]);
    assert.deepEqual(
      facts.map(({ value, until }) => [value, until]),
      [
        ['rome', now],
        ['bergen', undefined],
      ],
    );
  });
});

describe('whatever is said, in whatever order', () => {
  const people = [bo, ana, { id: 'cy', name: 'Cy' }];
  const slots = ['home', 'job', 'taste:tea', 'pet-name:dog', undefined];
  const values = ['a', 'b', 'c'];

  function drafts(random: () => number, count: number, prefix: string): FactDraft[] {
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    return Array.from({ length: count }, (_, index) => {
      const about = one(people);
      const ends = random() < 0.2;
      return home(one(values), {
        about: [about],
        saidBy: random() < 0.7 ? about : one(people),
        slot: one(slots),
        sources: [`${prefix}${index}`],
        ...(ends && { ends, until: random() < 0.5 ? now : undefined }),
        ...(random() < 0.1 && !ends && { corrects: true }),
      });
    });
  }

  test('no slot of what people say of themselves holds two open facts', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const random = seededRandom(`slots ${seed}`);
      let facts: Fact[] = [];
      for (let batch = 0; batch < 4; batch += 1)
        facts = applied(told(drafts(random, 6, `${batch}-`), facts), facts);
      const own = open(facts).filter(
        ({ about, saidBy, slot }) =>
          about[0]?.id === saidBy.id && slot !== undefined && !slot.startsWith('pet'),
      );
      const keys = own.map(({ saidBy, slot }) => `${saidBy.id} ${slot}`);
      assert.equal(new Set(keys).size, keys.length, `seed ${seed}: ${keys.join(', ')}`);
    }
  });

  test('the same drafts again are confirmations that add nothing', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const random = seededRandom(`again ${seed}`);
      const before = applied(told(drafts(random, 8, 'x')), []);
      const batch = drafts(random, 8, 'y').map((draft) => ({ ...draft, corrects: undefined }));
      const once = applied(told(batch, before), before);
      const again = told(batch, once);
      assert.ok(
        again.every(({ kind }) => kind === 'confirm'),
        `seed ${seed}: ${JSON.stringify(again)}`,
      );
      assert.deepEqual(applied(again, once), once);
    }
  });

  test('drafts of different subjects or slots may come in any order', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(`order ${seed}`);
      const before = applied(told(drafts(random, 8, 'x')), []);
      const batch = [
        ...new Map(
          drafts(random, 8, 'y').map((draft) => [`${draft.about[0]?.id} ${draft.slot}`, draft]),
        ).values(),
      ];
      const seen = (facts: readonly Fact[]) => facts.map(({ id: _, ...fact }) => JSON.stringify(fact)).sort();
      assert.deepEqual(
        seen(applied(told(batch, before), before)),
        seen(applied(told(batch.toReversed(), before), before)),
        `seed ${seed}`,
      );
    }
  });
});
