import type { Fact } from './facts.ts';
import { stemsIn } from './stems.ts';
import { synonymsOf } from './synonyms.ts';
import { cueScore, topicScore } from './topics.ts';

/** A fact and how well it answers. */
export interface Found {
  fact: Fact;
  score: number;
}

/** What is searched for. */
export interface Query {
  /** The question in small letters, without the character's name. */
  text: string;
  /** What was being talked about, for a question that leans on it. */
  before: string;
}

const synonymWeight = 0.55;
const beforeWeight = 0.4;
const keyWeight = 0.55;
const cueWeight = 1;
/** What reaches this is worth saying as an answer. */
export const goodScore = 2.4;

const kindWeights: Record<Fact['kind'], number> = {
  description: 1,
  personality: 1,
  lore: 1,
  likes: 0.95,
  relationship: 1,
  example: 0.9,
  avoids: 0.6,
  scenario: 0.75,
};

/** The facts that answer a question, the best first: weighted words, what the question is about, its form. */
export function search(facts: readonly Fact[], query: Query): Found[] {
  const rarity = rarityIn(facts);
  const wanted = wantedStems(query);
  const lengths = facts.reduce((sum, { stems }) => sum + stems.length, 0) / Math.max(1, facts.length);
  return facts
    .map((fact) => ({ fact, score: scoreOf(fact, { query, wanted, rarity, meanLength: lengths }) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

interface Weighing {
  query: Query;
  wanted: Map<string, number>;
  rarity: (stem: string) => number;
  meanLength: number;
}

function scoreOf(fact: Fact, { query, wanted, rarity, meanLength }: Weighing): number {
  let words = 0;
  for (const [stem, weight] of wanted) {
    const hit = fact.stems.includes(stem) ? 1 : fact.keys.includes(stem) ? keyWeight : 0;
    words += hit * weight * rarity(stem);
  }
  const length = 0.75 + 0.25 * (fact.stems.length / Math.max(1, meanLength));
  const topic = topicScore(query.text, fact);
  if (words === 0 && topic === 0) return 0;
  const score = words / length + topic + cueWeight * cueScore(query.text, fact);
  const early = fact.kind === 'description' ? 0.3 / (1 + fact.place) : 0;
  return score * kindWeights[fact.kind] + early;
}

function wantedStems({ text, before }: Query): Map<string, number> {
  const wanted = new Map<string, number>();
  const want = (stem: string, weight: number) => wanted.set(stem, Math.max(weight, wanted.get(stem) ?? 0));
  for (const stem of stemsIn(text)) {
    want(stem, 1);
    for (const synonym of synonymsOf(stem)) want(synonym, synonymWeight);
  }
  for (const stem of stemsIn(before)) want(stem, beforeWeight);
  return wanted;
}

/** How telling a word is among these facts. */
function rarityIn(facts: readonly Fact[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    for (const stem of new Set([...fact.stems, ...fact.keys])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stem) => {
    const holding = counts.get(stem) ?? 0;
    return Math.log(1 + (facts.length - holding + 0.5) / (holding + 0.5));
  };
}
