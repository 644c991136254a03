import { type Fact, hasEnd } from './fact.ts';
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

/** Whether a character said a fact of itself. */
export function isOwnWord({ about, saidBy, wordsOf }: Fact): boolean {
  return wordsOf !== undefined && about.some(({ id }) => id === saidBy.id);
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

/** Whether something else stands in its place since it was said. */
export function isReplaced(fact: Fact, known: readonly Fact[]): boolean {
  const key = keyOf(fact);
  return isOpen(fact) && known.some((other) => other.saidAt > fact.saidAt && keyOf(other) === key);
}

function keyOf({ about, slot, kind, value, saidBy }: Fact): string {
  const subject = about.map(({ id }) => id).join('+');
  const own = about[0]?.id === saidBy.id ? 'own' : saidBy.id;
  return [subject, slot ?? `${kind}:${value}`, own].join('\n');
}

/** Later and surer weighs more; what somebody asked for weighs most. */
function weightOf({ kind, confidence, saidAt, about, saidBy }: Fact): number {
  const asked = kind === 'instruction' ? 10 : 0;
  const own = about[0]?.id === saidBy.id ? 1 : 0;
  return asked + own + confidence + saidAt / 1e15;
}
