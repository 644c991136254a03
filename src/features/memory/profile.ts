import { type Fact, hasEnd, topicOf, weightOf } from './fact.ts';
import { texts } from './texts.ts';

/** What is known of some people, the most useful first. */
export interface Profile {
  facts: Fact[];
  /** Why each was chosen, by id. */
  because: ReadonlyMap<string, string>;
}

/**
 * The facts worth telling about these people, who come in the order of their importance: what they asked to be done
 * first, then what they said themselves and what is surest. What is over, and what somebody has replaced since in
 * another talk that is heard here, is not among them.
 */
export function profileOf(facts: readonly Fact[], people: readonly string[], most: number): Profile {
  const rank = new Map(people.map((id, index) => [id, index]));
  const present = withoutTwins(facts.filter(isOpen)).flatMap((fact) => {
    const ranks = fact.about.flatMap(({ id }) => rank.get(id) ?? []);
    return ranks.length === 0 ? [] : [{ fact, rank: Math.min(...ranks) }];
  });
  const chosen = present
    .toSorted((a, b) => a.rank - b.rank || weightOf(b.fact) - weightOf(a.fact))
    .slice(0, most);
  return {
    facts: chosen.map(({ fact }) => fact),
    because: new Map(chosen.map(({ fact, rank: at }) => [fact.id, texts.toldBecause(fact, at === 0)])),
  };
}

/** What a character said of itself: first what it said to whoever is answered, then the surest and latest. */
export function ownProfile(facts: readonly Fact[], askerId: string, most: number): Profile {
  const said = withoutTwins(facts.filter(isOpen));
  const chosen = said
    .toSorted((a, b) => Number(isTo(b)) - Number(isTo(a)) || weightOf(b) - weightOf(a))
    .slice(0, most);
  return { facts: chosen, because: new Map(chosen.map((fact) => [fact.id, texts.toldOwn(fact)])) };

  function isTo({ wordsOf = [] }: Fact): boolean {
    return wordsOf.includes(askerId);
  }
}

function isOpen(fact: Fact): boolean {
  return !hasEnd(fact);
}

/** Of several facts that fill one slot, or say the same, the one said last. */
export function withoutTwins(facts: readonly Fact[]): Fact[] {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const other = newest.get(key);
    if (other === undefined || other.saidAt <= fact.saidAt) newest.set(key, fact);
  }
  return [...newest.values()];
}

function keyOf(fact: Fact): string {
  const subject = fact.about.map(({ id }) => id).join('+');
  return [subject, topicOf(fact), fact.saidBy.id].join('\n');
}
