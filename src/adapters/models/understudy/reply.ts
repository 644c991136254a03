import { namesOf } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports.ts';
import { type Exchange, exchangesIn, type Fact, factsOf } from './facts.ts';
import { moodOf, plainLines } from './moods.ts';
import { asksAboutTalk, isQuestion, recall } from './recall.ts';
import { goodScore, search } from './search.ts';
import { inSecondPerson } from './second-person.ts';
import { opening } from './sentences.ts';
import { stemsIn, wordsIn } from './stems.ts';
import { chanceFrom, contracted, contracts, fillMacros, shuffled, writesSmall } from './voice.ts';

/** Everything that one answer is made from. */
interface Turn {
  scene: Scene;
  /** The message, without the character's name at its edges. */
  message: string;
  asks: boolean;
  facts: Fact[];
  exchanges: Exchange[];
  chance: () => number;
}

/** A possible answer. What comes from the card word for word keeps its wording. */
interface Line {
  text: string;
  verbatim?: boolean;
}

const longestReply = 420;

/** What the character says now: the first fitting line that it has not said lately. */
export function reply(scene: Scene, seed: number | undefined): string {
  const turn = turnOf(scene, seed);
  const said = new Set(scene.talk.filter(({ bySelf }) => bySelf).map(({ text }) => plain(text)));
  const short = contracts(scene.character);
  const small = writesSmall(scene.character);
  for (const { text, verbatim } of lines(turn)) {
    const styled = verbatim ? text : inStyle(text, { short, small });
    const spoken = fillMacros(styled, scene.character, scene.partner);
    if (spoken !== '' && !said.has(plain(spoken))) return spoken;
  }
  return '…';
}

function inStyle(text: string, { short, small }: { short: boolean; small: boolean }): string {
  const said = short ? contracted(text) : text;
  return small ? said.toLowerCase() : said;
}

function turnOf(scene: Scene, seed: number | undefined): Turn {
  const last = scene.talk.at(-1)?.text ?? '';
  const message = withoutOwnName(last, scene);
  const { character } = scene;
  const key = [seed ?? '', character.id, scene.talk.length, last].join('\n');
  return {
    scene,
    message,
    asks: isQuestion(message),
    facts: factsOf(character, scene.context),
    exchanges: exchangesIn(character.examples),
    chance: chanceFrom(key),
  };
}

/** `Hey Maren, …` and `…, Maren?` call her; in the middle of a sentence a name is a word like others. */
function withoutOwnName(text: string, { character }: Scene): string {
  const names = namesOf(character).map(RegExp.escape).join('|');
  if (names === '') return text;
  return text
    .replace(/<[@#:a-z!&][^>]*>/gi, ' ')
    .replace(
      new RegExp(
        `^(\\W*(?:hey|hi|hello|yo|oi|so|and|ok|well|dear|please)?\\W*)(?:${names})\\b\\s*[,:!.-]?\\s*`,
        'iu',
      ),
      '$1',
    )
    .replace(new RegExp(`,\\s*(?:dear |old )?(?:${names})(?=\\W*$)`, 'iu'), '')
    .trim();
}

function plain(text: string): string {
  return wordsIn(text).join(' ');
}

/** Possible answers, the best first, without end in practice: the last source varies what was said before. */
function* lines(turn: Turn): Generator<Line> {
  if (turn.message === '' && turn.scene.talk.length === 0) yield* greetings(turn);
  const firm = [...firmAnswers(turn)];
  yield* firm;
  yield* repeated(firm.slice(0, 3), turn);
  yield* evasions(turn);
  yield* repeated([...evasions(turn)].slice(0, 4), turn);
}

function* firmAnswers(turn: Turn): Generator<Line> {
  yield* honesty(turn);
  yield* presence(turn);
  yield* names(turn);
  yield* closeExchanges(turn, 0.72);
  yield* memories(turn);
  yield* moodLines(turn);
  yield* knowledge(turn);
  yield* closeExchanges(turn, 0.6);
}

/** The understudy never passes for a model or a person. */
function* honesty({ message, scene }: Turn): Generator<Line> {
  if (
    !/\bare you (?:\w+ )?(?:an? )?(?:\w+ )?(?:ai|bot|chatbot|robot|llm|language model|machine|program|human|real)\b|\bchat ?gpt\b|\bwhat model\b|\bwhich model\b/i.test(
      message,
    )
  )
    return;
  if (
    /\b(?:robot|machine)\b/i.test(message) &&
    /\b(?:robot|machine|automaton)\b/i.test(scene.character.description)
  )
    return;
  const { displayName } = scene.character;
  yield {
    text: `Honestly? I speak for ${displayName} from notes: a built-in understudy, no language model. Until one is connected, you have what the card holds.`,
  };
  yield {
    text: `No language model stands behind me just now, only an understudy who reads ${displayName}'s card aloud.`,
  };
}

function* presence({ message, scene }: Turn): Generator<Line> {
  if (
    !/\bwho(?:'s| is| are|s)? (?:else |all )?(?:\w+ )?(?:here|present|around|in (?:the|this) (?:room|channel)|with us|listening|there)\b|\bare we alone\b|\banyone else here\b|\bwho(?:'s| is) with (?:us|you|me)\b/i.test(
      message,
    )
  )
    return;
  const own = scene.character.displayName;
  const others = scene.present.filter((name) => name !== scene.partner && name !== own);
  if (others.length === 0) yield { text: 'Only you and I, {{user}}.' };
  else
    yield { text: `${joined(others)} ${others.length === 1 ? 'is' : 'are'} here, and you and I, {{user}}.` };
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function* names({ message, scene, facts }: Turn): Generator<Line> {
  if (/\bwho am i\b|\bwhat(?:'s| is) my name\b|\bdo you (?:know|remember) my name\b/i.test(message))
    yield { text: 'You are {{user}}.' };
  if (/\byour (?:surname|last name|family name|full name)\b/i.test(message)) yield { text: `${scene.character.name}.` };
  if (!/\bwhat(?:'s| is|s)? your name\b|\bwho (?:are|r) (?:you|u)\b|\bintroduce yourself\b/i.test(message))
    return;
  const first = facts.find(({ kind, text }) => kind === 'description' && /^I am /.test(text));
  const { name } = scene.character;
  yield { text: first === undefined ? `I am ${name}.` : `${name}. ${first.text}` };
}

/** Greetings of the card, then those that anybody uses. */
function* greetings({ scene, chance }: Turn): Generator<Line> {
  const { character } = scene;
  const several = scene.present.length > 1 ? shuffled(character.groupGreetings, chance) : [];
  const own = [character.firstMessage, ...shuffled(character.alternateGreetings, chance)];
  for (const text of [...several, ...own]) {
    if (text.trim() !== '') yield { text: opening(text, longestReply), verbatim: true };
  }
}

function* moodLines(turn: Turn): Generator<Line> {
  const { message, exchanges, chance, scene } = turn;
  const mood = moodOf(message);
  if (mood === undefined) return;
  if (mood === 'more') return yield* furtherWords(turn);
  // A mood in passing does not answer a question about something else.
  if (turn.asks && !['how-are-you', 'joke', 'farewell'].includes(mood)) return;
  for (const { asked, answer } of shuffled(exchanges, chance)) {
    if (asked !== '' && moodOf(asked) === mood) yield { text: answer, verbatim: true };
  }
  if (mood === 'greeting') yield* greetings(turn);
  if (stemsIn(message).length > 4 && !['sad', 'thanks'].includes(mood)) return;
  for (const text of shuffled(plainLines[mood], chance))
    yield { text: text.replace('{name}', scene.partner) };
}

/** After `why?` or `go on`: what stands next to what was said last. */
function* furtherWords({ facts, scene }: Turn): Generator<Line> {
  const last = plain(scene.talk.findLast(({ bySelf }) => bySelf)?.text ?? '');
  const known = facts.filter(
    ({ text }) => last.includes(plain(text)) || last.includes(plain(contracted(text))),
  );
  const latest = known.at(-1);
  if (latest === undefined) return;
  const next = facts.filter(({ group, place }) => group === latest.group && place > latest.place);
  const related = search(facts, { text: latest.text, before: '' }).map(({ fact }) => fact);
  for (const fact of [...next, ...related]) if (!known.includes(fact)) yield { text: told([fact], facts) };
}

/** Example dialogue in which somebody said nearly the same. */
function* closeExchanges({ message, exchanges }: Turn, closeness: number): Generator<Line> {
  const ranked = exchanges
    .map((exchange) => ({ ...exchange, near: nearness(message, exchange.asked) }))
    .filter(({ near }) => near >= closeness)
    .sort((a, b) => b.near - a.near);
  for (const { answer } of ranked) yield { text: answer, verbatim: true };
}

function nearness(left: string, right: string): number {
  const a = weighed(left);
  const b = weighed(right);
  let shared = 0;
  for (const [word, weight] of a) if (b.has(word)) shared += weight;
  const size = (words: Map<string, number>) => [...words.values()].reduce((sum, weight) => sum + weight, 0);
  const whole = Math.sqrt(size(a) * size(b));
  return whole === 0 ? 0 : shared / whole;
}

/** Words that carry meaning count fully, the small ones a little. */
function weighed(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of wordsIn(text)) words.set(`=${word}`, 0.1);
  for (const stem of stemsIn(text)) words.set(stem, 1);
  const asks = /\b(?:who|where|when|why|how)\b/i.exec(text)?.[0];
  if (asks !== undefined) words.set(`?${asks.toLowerCase()}`, 0.6);
  return words;
}

function* memories({ message, scene, asks }: Turn): Generator<Line> {
  if (!asks || !asksAboutTalk(message, scene)) return;
  const found = recall(message, scene);
  for (const text of found) yield { text, verbatim: true };
  if (found.length === 0 && /\b(?:remember|did i (?:say|tell)|i (?:said|told))\b/i.test(message)) {
    yield { text: "I don't believe you told me, {{user}}." };
    yield { text: 'If you told me, I have lost it. Say it again, {{user}}.' };
  }
}

/** What the card and the lore know about it. */
function* knowledge(turn: Turn): Generator<Line> {
  const { message, facts, asks } = turn;
  const found = search(facts, { text: question(message), before: asks ? contextOf(turn) : '' });
  const enough = asks ? goodScore : goodScore * 1.9;
  const good = found.filter(({ score }) => score >= enough).slice(0, 4);
  const [best, second] = good;
  if (best === undefined) return;
  if (second !== undefined && asks && second.score >= best.score * 0.72 && adds(second.fact, best.fact)) {
    const both = told([best.fact, second.fact], facts);
    if (both.length <= 260) yield { text: both };
  }
  for (const { fact } of good) yield { text: told([fact], facts) };
}

/** Whether a second fact says something that the first did not. */
function adds(second: Fact, first: Fact): boolean {
  const known = second.stems.filter((stem) => first.stems.includes(stem)).length;
  return second.kind !== 'example' && known < second.stems.length * 0.6;
}

function question(message: string): string {
  return message.toLowerCase().replaceAll('’', "'");
}

/** A question such as `what is her name?` leans on what was said before it. */
function contextOf({ message, scene }: Turn): string {
  const leans = /\b(?:it|its|he|him|his|she|her|they|them|their|that|this|there|those|these)\b/i.test(
    message,
  );
  if (!leans && stemsIn(message).length > 0) return '';
  return scene.talk
    .slice(-3, -1)
    .map(({ text }) => text)
    .join(' ');
}

/** Facts as they are said; one about `it` comes with the one that says what it is. */
function told(chosen: readonly Fact[], facts: readonly Fact[]): string {
  const whole = chosen.flatMap((fact) => withLead(fact, facts));
  return [...new Set(whole)].map(({ text }) => text).join(' ');
}

function withLead(fact: Fact, facts: readonly Fact[]): Fact[] {
  const before = fact.leans
    ? facts.find(({ group, place }) => group === fact.group && place === fact.place - 1)
    : undefined;
  return before === undefined ? [fact] : [...withLead(before, facts), fact];
}

/** The same again, in other words around it. */
function* repeated(said: Line[], { chance }: Turn): Generator<Line> {
  for (const { text, verbatim } of said) {
    for (const frame of shuffled(frames, chance))
      yield { text: `${frame} ${text}`, verbatim: verbatim ?? false };
  }
}

const frames = [
  'As I said:',
  'I told you already.',
  'Once more, then:',
  'The answer is still the same.',
  'That has not changed.',
  'You asked that before, {{user}}.',
  'Again?',
  'Listen, {{user}}.',
  'I can only repeat it.',
  'For you, {{user}}, once again:',
  'Remember it this time.',
  'Very well.',
  'I stand by it.',
  'Let me say it once more.',
  'As before:',
  'You like to hear it, {{user}}.',
];

/** Nothing fits: the character owns up to it, or takes up what was said, and turns to what it cares for. */
function* evasions(turn: Turn): Generator<Line> {
  const { asks, chance, scene } = turn;
  const fond = shuffled(fondness(turn), chance);
  const echo = asks ? [] : takenUp(turn);
  for (const head of echo) for (const tail of shuffled(wonderings, chance)) yield { text: `${head} ${tail}` };
  const heads = shuffled(asks ? unknowns : nods, chance);
  const tails = fond.length > 0 ? fond : ['Ask me something else.'];
  for (const [index, head] of heads.entries()) {
    yield { text: index % 2 === 0 ? `${head} ${tails[index % tails.length] ?? ''}` : head };
  }
  for (const head of heads) for (const tail of tails) yield { text: `${head} ${tail}` };
  yield { text: `${scene.partner}, let us speak of something else.` };
}

const wonderings = [
  'How did that come about?',
  'And what will you do now?',
  'What was that like?',
  'Tell me the rest, {{user}}.',
  'I had not expected that of you, {{user}}.',
  'And are you glad of it?',
  'That deserves a longer story.',
];

const unknowns = [
  "That I couldn't tell you, {{user}}.",
  "I don't know, {{user}}.",
  'You ask the wrong one, {{user}}.',
  'Nobody ever told me that.',
  'There I must pass, {{user}}.',
  'I would be guessing, {{user}}.',
  'A good question, and I have no answer to it.',
  'That is beyond me, {{user}}.',
  'I never gave it a thought, {{user}}.',
  'If I knew, I would say so.',
];

const nods = [
  'I see, {{user}}.',
  'Is that so?',
  'Go on, {{user}}.',
  'And then?',
  'Tell me more, {{user}}.',
  'I am listening.',
  'That is something.',
  'You surprise me, {{user}}.',
  'What will you do about it?',
  'How did that come about?',
];

/** Says back what was said, so that it is plain what is answered. */
function takenUp({ message }: Turn): string[] {
  const sentence = opening(message, 120).replace(/[.!?…\s]+$/, '');
  if (sentence.length > 120 || !/^(?:i|my|we|our|i'm|i've|im)\b/i.test(sentence) || /[*_`]/.test(sentence))
    return [];
  const turned = inSecondPerson(sentence);
  return [`So ${turned.charAt(0).toLowerCase()}${turned.slice(1)}.`];
}

function fondness({ facts, scene }: Turn): string[] {
  const loves = scene.character.topics.loves;
  const said = facts.filter(({ kind }) => kind === 'likes').map(({ text }) => text);
  return [...loves.map((love) => `Ask me about ${love.replace(/^(?:her|his|their|its) /, 'my ')}.`), ...said];
}
