import type { Fact } from './facts.ts';
import { countScore, cueScore, hasAskedForm } from './forms.ts';
import { stemsIn } from './stems.ts';
import { differInSubject, subjectOf } from './subject.ts';
import { synonymsOf } from './synonyms.ts';
import { topicScore } from './topics.ts';
import { likeliest } from './typos.ts';
import { isVague } from './vague.ts';

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
  /** Nothing was asked: only what the words themselves bring up counts. */
  told?: boolean;
}

const synonymWeight = 0.65;
const beforeWeight = 0.3;
const vagueWeight = 0.4;
const keyWeight = 0.55;
/** The author of the card says that this word brings up this. */
const loreKeyWeight = 0.9;
/** For a sentence that begins with what is asked about. */
const subjectWeight = 1.2;
const cueWeight = 1.2;
/** For a fact that holds every word of the question. */
const coverWeight = 2;
/** For a relationship with the one who was named. */
const bondWeight = 2;
/** For the right number of the right thing. */
const countWeight = 2;
/** What reaches this is worth saying as an answer. */
export const goodScore = 2.4;

const kindWeights: Record<Fact['kind'], number> = {
  description: 1,
  personality: 1,
  lore: 1,
  likes: 0.95,
  relationship: 1,
  example: 1,
  scenario: 0.75,
};

/** The facts that answer a question, the best first: weighted words, what the question is about, its form. */
export function search(facts: readonly Fact[], query: Query): Found[] {
  const index = indexOf(facts);
  const wanted = wantedStems(query, index);
  // A number alone is about nothing.
  if (wanted.length > 0 && wanted.every(({ stem }) => /^\d+$/.test(stem))) return [];
  return facts
    .map((fact) => ({ fact, score: scoreOf(fact, { query, wanted, ...index }) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** What is the same for every question to these facts. */
interface Index {
  rarity: (stem: string) => number;
  meanLength: number;
  namesakes: (stem: string) => string[];
  /** A known word for one that is written almost like it. */
  meantBy: (stem: string) => string;
}

const indexes = new WeakMap<readonly Fact[], Index>();

function indexOf(facts: readonly Fact[]): Index {
  const known = indexes.get(facts);
  if (known !== undefined) return known;
  const words = facts.reduce((sum, { stems }) => sum + stems.length, 0);
  const index = {
    rarity: rarityIn(facts),
    meanLength: words / Math.max(1, facts.length),
    namesakes: namesakesIn(facts),
    meantBy: likeliest(new Set(facts.flatMap(({ stems, keys }) => [...stems, ...keys]))),
  };
  indexes.set(facts, index);
  return index;
}

/** One word of the question, and the words that may stand for it. */
interface Wanted {
  stem: string;
  others: string[];
  weight: number;
  /** It was said before the question. */
  before: boolean;
}

interface Weighing {
  query: Query;
  wanted: Wanted[];
  rarity: (stem: string) => number;
  meanLength: number;
}

function scoreOf(fact: Fact, { query, wanted, rarity, meanLength }: Weighing): number {
  let words = 0;
  let asked = 0;
  let covered = 0;
  let telling = 0;
  for (const { stem, others, weight, before } of wanted) {
    const worth = bestHit(stem, others, fact, rarity);
    words += weight * worth;
    if (!isVague(stem)) telling += worth;
    if (before) continue;
    asked += weight * rarity(stem);
    covered += weight * Math.min(worth, rarity(stem));
  }
  const topic = query.told === true ? 0 : topicScore(query.text, fact);
  if (telling === 0 && topic === 0) return 0;
  if (fact.kind === 'scenario' && topic === 0) return 0;
  const length = 0.75 + 0.25 * (fact.stems.length / Math.max(1, meanLength));
  const form = cueWeight * cueScore(query.text, fact) + countWeight * countScore(query.text, fact);
  const cover = asked === 0 ? 0 : coverWeight * (covered / asked);
  const bond =
    fact.kind === 'relationship' && wanted.some(({ stem }) => isNamed(stem, fact)) ? bondWeight : 0;
  const subject = wanted.some(({ stem, before }) => !before && fact.stems[0] === stem) ? subjectWeight : 0;
  const early = fact.kind === 'description' ? 0.3 / (1 + fact.place) : 0;
  return (
    ((words / length + cover + bond + subject + topic + form) * kindWeights[fact.kind] + early) *
    relevance(fact, query, wanted, topic) *
    aptness(query, fact, wanted) *
    fitness(query, fact, topic)
  );
}

/** An example answers what it answered; its words alone are often about something else. */
function relevance({ kind, keys, asked }: Fact, query: Query, wanted: Wanted[], topic: number): number {
  if (kind !== 'example' || topic > 0) return 1;
  if (differInSubject(query.text, asked)) return 0.3;
  return wanted.some(({ stem, others }) => [stem, ...others].some((one) => keys.includes(one))) ? 1 : 0.4;
}

/** Asked after the daughter, a fact without her in it is about somebody else. */
function aptness({ text, told }: Query, fact: Fact, wanted: Wanted[]): number {
  const [subject] = told === true ? [] : stemsIn(subjectOf(text) ?? '');
  const asked = wanted.find(({ stem }) => stem === subject);
  if (asked === undefined || isVague(asked.stem)) return 1;
  return [asked.stem, ...asked.others].some((one) => hitOf(one, fact) > 0) ? 1 : 0.5;
}

/** `where` wants a place: what names none, and is about nothing that is asked, is a worse answer. */
function fitness({ text, told }: Query, fact: Fact, topic: number): number {
  return told === true || topic > 0 || hasAskedForm(text, fact) ? 1 : 0.75;
}

function bestHit(stem: string, others: string[], fact: Fact, rarity: (stem: string) => number): number {
  const hits = others.map((other) => synonymWeight * hitOf(other, fact) * rarity(other));
  return Math.max(hitOf(stem, fact) * rarity(stem), ...hits);
}

function hitOf(stem: string, fact: Fact): number {
  if (fact.stems.includes(stem) || isNamed(stem, fact)) return 1;
  if (!fact.keys.includes(stem)) return 0;
  if (fact.kind === 'example') return 1;
  return fact.kind === 'lore' && fact.place === 0 ? loreKeyWeight : keyWeight;
}

/** The one whom a relationship is with; people shorten names: Otto for Ottokar. */
function isNamed(stem: string, { kind, keys }: Fact): boolean {
  return kind === 'relationship' && stem.length >= 3 && keys.some((key) => key.startsWith(stem));
}

/** `my sister Wren`, `a boy called Bruno`: who is asked about by the one word is asked about by the other. */
function namesakesIn(facts: readonly Fact[]): (stem: string) => string[] {
  const pairs: [string, string][] = [];
  for (const { text } of facts) {
    for (const [, noun = '', name = ''] of text.matchAll(
      /\b(\p{Ll}{3,}),? (?:is )?(?:called |named )?(\p{Lu}\p{Ll}{2,})/gu,
    )) {
      const [left] = stemsIn(noun);
      const [right] = stemsIn(name);
      if (left !== undefined && right !== undefined) pairs.push([left, right]);
    }
  }
  return (stem) => pairs.flatMap(([left, right]) => (left === stem ? [right] : right === stem ? [left] : []));
}

function wantedStems({ text, before }: Query, { namesakes, meantBy }: Index): Wanted[] {
  const asked = [...new Set(stemsIn(text).map(meantBy))];
  const earlier = [...new Set(stemsIn(before))].filter((stem) => !asked.includes(stem));
  return [
    ...asked.map((stem) => ({
      stem,
      others: [...synonymsOf(stem), ...namesakes(stem)],
      weight: isVague(stem) ? vagueWeight : 1,
      before: false,
    })),
    ...earlier.map((stem) => ({ stem, others: [], weight: beforeWeight, before: true })),
  ];
}

/** In a small collection every word would look common. */
const leastFacts = 40;

/** How telling a word is among these facts. */
function rarityIn(facts: readonly Fact[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    for (const stem of new Set([...fact.stems, ...fact.keys])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stem) => {
    const holding = counts.get(stem) ?? 0;
    return Math.log(1 + (Math.max(leastFacts, facts.length) - holding + 0.5) / (holding + 0.5));
  };
}
