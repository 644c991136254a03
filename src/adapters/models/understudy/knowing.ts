import type { Fact } from './facts.ts';
import { asksAboutTalk, recall, recallNamed, recallNoted } from './recall.ts';
import { goodScore, search } from './search.ts';
import { stemsIn, wordsIn } from './stems.ts';
import { differInSubject, isPronoun, subjectOf } from './subject.ts';
import { isTopical } from './topics.ts';
import type { Line, Turn } from './turn.ts';

/** Two facts in one answer are no more than this. */
const longestPair = 220;
/** What falls this far behind the best answer is about something else. */
const relatedShare = 0.5;
/** A second fact is said along when it answers nearly as well. */
const pairShare = 0.86;
/** What is shorter says little alone. */
const shortFact = 40;

/** Example dialogue in which somebody said nearly the same. */
export function* closeExchanges({ plainly, exchanges }: Turn, closeness: number): Generator<Line> {
  const ranked = exchanges
    .map((exchange) => ({ ...exchange, near: nearness(plainly, exchange.asked) }))
    .filter(({ near }) => near >= closeness)
    .sort((a, b) => b.near - a.near);
  for (const { answer } of ranked) yield { text: answer, verbatim: true };
}

function nearness(left: string, right: string): number {
  if (differInSubject(left, right) || isAboutAsker(left) !== isAboutAsker(right.toLowerCase())) return 0;
  const a = weighed(left);
  const b = weighed(right);
  let shared = 0;
  for (const [word, weight] of a) if (b.has(word)) shared += weight;
  const size = (words: Map<string, number>) => [...words.values()].reduce((sum, weight) => sum + weight, 0);
  const whole = Math.sqrt(size(a) * size(b));
  if (whole === 0) return 0;
  return (shared / whole) * (asksOtherwise(left, right) ? 0.7 : 1);
}

/** `who made you` and `what are you made of` want different things. */
function asksOtherwise(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) =>
    /\b(?:who|what|where|when|why)\b/i.exec(text)?.[0].toLowerCase(),
  );
  return a !== undefined && b !== undefined && a !== b;
}

/** Words that carry meaning count fully, the small ones a little. */
function weighed(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of wordsIn(text)) words.set(`=${word}`, word.length > 4 ? 0.5 : 0.1);
  for (const stem of stemsIn(text)) words.set(stem, 1);
  const asks = /\b(?:who|where|when|why|how)\b/i.exec(text)?.[0];
  if (asks !== undefined) words.set(`?${asks.toLowerCase()}`, 0.6);
  return words;
}

/** What was said in this talk or is remembered, of the one who asks or of somebody else. */
export function* memories({ message, plainly, scene, asks }: Turn): Generator<Line> {
  if (!asks) return;
  const isAboutTalk = asksAboutTalk(message, scene);
  const found = [
    ...(isAboutTalk ? recall(message, scene) : []),
    ...recallNoted(message, scene),
    ...recallNamed(message, scene),
  ];
  for (const text of found) yield { text };
  if (isAboutTalk && found.length === 0 && isAboutAsker(plainly)) {
    yield { text: "I don't believe you told me, {{user}}." };
    yield { text: 'If you told me, I have lost it. Say it again, {{user}}.' };
    yield { text: 'You would know that better than I, {{user}}. Tell me.' };
  }
}

/** `where am i from`, `what did I say my dog was called`: only the asker can have told. */
function isAboutAsker(plainly: string): boolean {
  return (
    /\b(?:remember|did i (?:say|tell)|i (?:said|told))\b/.test(plainly) ||
    (/\b(?:am i from|(?:do|did|was|were|am|is|are) (?:i|my|we)\b)/.test(plainly) &&
      !/\b(?:you|your|here|should|can|why|have to|need to)\b|\bwhere am i\W*$/.test(plainly))
  );
}

/** What the card and the lore know about it. */
export function* knowledge(turn: Turn): Generator<Line> {
  const { plainly, facts, asks } = turn;
  const found = search(facts, { text: plainly, before: asks ? contextOf(turn) : '', told: !asks });
  const enough = asks ? goodScore : goodScore * 1.9;
  const fitting = found.filter(({ score, fact }) => score >= enough && (asks || !isFondness(fact)));
  const [best, second] = fitting;
  if (best === undefined) return;
  // Sooner the same again than something that answers another question.
  const good = fitting.filter(({ score }) => score >= best.score * relatedShare).slice(0, 4);
  if (
    second !== undefined &&
    asks &&
    second.score >= best.score * pairShare &&
    adds(second.fact, best.fact)
  ) {
    const both = told([best.fact, second.fact], facts);
    if (both.length <= longestPair) yield { text: both };
  }
  for (const { fact } of good) yield { text: told([fact], facts) };
}

/** `I love` somebody is not answered with a list of what the character loves. */
function isFondness({ text }: Fact): boolean {
  return /^I (?:love|like|adore)\b/.test(text);
}

/** Whether most of a fact was not said by another. */
export function isNews(fact: Fact, said: Fact): boolean {
  return fact.stems.filter((stem) => said.stems.includes(stem)).length < fact.stems.length * 0.45;
}

/** Whether a second fact says something that the first did not. */
function adds(second: Fact, first: Fact): boolean {
  return !['example', 'likes'].includes(second.kind) && first.kind !== 'example' && isNews(second, first);
}

/** A question such as `what is her name?` leans on what was said before it. */
function contextOf({ plainly, scene }: Turn): string {
  const leans =
    /\b(?:it|its|he|him|his|she|her|they|them|their|(?:is|was|about|of) that|that(?=\W*$)|there|the (?:\w+est|other|first|last|second) one)\b/.test(
      plainly,
    );
  const words = stemsIn(plainly).length;
  if ((isTopical(plainly) && !isPronoun(subjectOf(plainly))) || words > 2 || (!leans && words > 0)) return '';
  return scene.talk
    .slice(-3, -1)
    .map(({ text }) => text)
    .join(' ');
}

/** Facts as they are said; one about `it` comes with the one that says what it is. */
export function told(chosen: readonly Fact[], facts: readonly Fact[]): string {
  const whole = chosen.flatMap((fact) => [...withLead(fact, facts), ...goingOn(fact, facts)]);
  return [...new Set(whole)].map(({ text }) => text).join(' ');
}

/** A very short sentence of an entry brings the next one with it. */
function goingOn({ kind, text, group, place }: Fact, facts: readonly Fact[]): Fact[] {
  if (kind !== 'lore' || text.length > shortFact) return [];
  return facts.filter((next) => next.group === group && next.place === place + 1);
}

/** In lore `it` is mostly what the entry is about; in a description, what was named just before. */
function withLead(fact: Fact, facts: readonly Fact[]): Fact[] {
  if (!fact.leans || fact.place === 0) return [fact];
  const place = fact.kind === 'lore' ? 0 : fact.place - 1;
  const lead = facts.find((one) => one.group === fact.group && one.place === place);
  return lead === undefined ? [fact] : [...withLead(lead, facts), fact];
}
