import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aFact } from '../../../test/support/facts.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import { seededRandom } from '../../lib/random.ts';
import { type Fact, hasEnd, isOwnWord, weightOf } from './fact.ts';
import { createFactStore } from './fact-store.ts';
import { migrations } from './migrations.ts';
import { withoutTwins } from './profile.ts';
import type { MemoryTables } from './tables.ts';

const people = ['bo', 'cy', 'ada'].map((id) => ({ id, name: id }));
const shelves = [
  { characterId: 'ada', lane: 'discord:tavern' },
  { characterId: 'ada', lane: 'discord:harbour' },
  { characterId: 'cleo', lane: 'discord:harbour' },
];

/** Facts of three on three shelves, of which many fill one slot, are over, or were said by a character of itself. */
function manyFacts(seed: string): Fact[] {
  const random = seededRandom(seed);
  const pick = <Item>(all: readonly Item[]): Item => all[Math.floor(random() * all.length)] as Item;
  return Array.from({ length: 400 }, (_, index) => {
    const saidBy = pick(people);
    const chief = random() < 0.7 ? saidBy : pick(people);
    const isOwn = saidBy.id === 'ada' && random() < 0.8;
    const slot = pick(['home', 'job', undefined, undefined]);
    return aFact({
      ...pick(shelves),
      id: `f${String(index).padStart(3, '0')}`,
      about: random() < 0.2 ? [chief, pick(people.filter(({ id }) => id !== chief.id))] : [chief],
      saidBy,
      slot,
      kind: slot === undefined ? pick(['interest', 'preference', 'instruction']) : 'fact',
      value: `v${Math.floor(random() * 30)}`,
      confidence: pick([0.5, 0.7, 0.9]),
      saidAt: 1_000 * Math.floor(random() * 200),
      ...(random() < 0.1 && { until: 5 }),
      ...(isOwn && { wordsOf: pick([['bo'], ['cy'], ['bo', 'cy']]) }),
    });
  });
}

async function open(context: TestContext, known: readonly Fact[]) {
  const { database, storage } = await openTestStorage<MemoryTables>(context, [migrations]);
  const facts = createFactStore(database);
  const changes = known.map((after) => ({ kind: 'learned', before: undefined, after }) as const);
  await storage.transaction((transaction) => facts.write(transaction, changes, { at: 1, batch: 'b1' }));
  return { facts, storage };
}

/** What stands of these facts on some shelves, read all at once. */
function standing(all: readonly Fact[], scope: { shelves: typeof shelves }): Fact[] {
  const isHere = ({ characterId, lane }: Fact) =>
    scope.shelves.some((one) => one.characterId === characterId && one.lane === lane);
  return withoutTwins(
    all
      .filter((fact) => isHere(fact) && !hasEnd(fact))
      .toSorted((one, other) => one.saidAt - other.saidAt || (one.id < other.id ? -1 : 1)),
  ).toSorted((one, other) => weightOf(other) - weightOf(one) || (one.id < other.id ? -1 : 1));
}

const idsOf = (facts: readonly Fact[]) => facts.map(({ id }) => id);
const isAbout = (id: string) => (fact: Fact) => fact.about.some((one) => one.id === id);
const isAdasOwn = (fact: Fact) => isOwnWord(fact) && fact.saidBy.id === 'ada';

test('the foremost facts are those that come first of all that there are', async (context) => {
  for (const seed of ['a', 'b', 'c']) {
    const all = manyFacts(seed);
    const { facts } = await open(context, all);
    for (const count of [1, 2, 3]) {
      const scope = { shelves: shelves.slice(0, count) };
      const there = standing(all, scope);
      const others = there.filter((fact) => !isAdasOwn(fact));
      for (const { id } of people) {
        assert.deepEqual(
          idsOf(await facts.foremost(id, scope, 12)),
          idsOf(there.filter(isAbout(id)).slice(0, 12)),
        );
        const without = await facts.foremost(id, scope, 12, 'ada');
        assert.deepEqual(idsOf(without), idsOf(others.filter(isAbout(id)).slice(0, 12)));
      }
      const own = there.filter(isAdasOwn);
      assert.deepEqual(idsOf(await facts.ownWords('ada', scope, 5)), idsOf(own.slice(0, 5)));
      const toBo = own.filter(({ wordsOf = [] }) => wordsOf.includes('bo'));
      assert.deepEqual(idsOf(await facts.ownWords('ada', scope, 5, 'bo')), idsOf(toBo.slice(0, 5)));
      const replaced = await facts.replacedAmong(all, scope);
      for (const fact of all.filter((one) => !hasEnd(one)))
        assert.equal(replaced.has(fact.id), isReplaced(fact, all, scope), fact.id);
    }
  }
});

/** Whether something was said in its place later, on some shelves. */
function isReplaced(fact: Fact, all: readonly Fact[], scope: { shelves: typeof shelves }): boolean {
  const here = { ...fact, ...scope.shelves[0] };
  const later = all.filter(({ saidAt }) => saidAt > fact.saidAt);
  return !standing([here, ...later], scope).includes(here);
}

test('what a draft can be the same as or exclude is found among what is known of others and of other things', async (context) => {
  const all = manyFacts('beside');
  const { facts, storage } = await open(context, all);
  const [{ characterId, lane } = assert.fail()] = shelves;
  const here = all.filter((fact) => fact.characterId === characterId && fact.lane === lane);
  const draft = aFact({ value: 'v31' });
  const found = await storage.transaction((transaction) =>
    facts.beside(transaction, characterId, lane, [draft]),
  );
  const homes = here.filter(({ slot, about }) => slot === 'home' && about[0]?.id === 'bo');
  assert.ok(homes.length > 3);
  assert.deepEqual(idsOf(found).toSorted(), idsOf(homes).toSorted());
});
