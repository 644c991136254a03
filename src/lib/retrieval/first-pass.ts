import { isSaidBy, type Lexical, lexicalOf, rarityOf } from './lexical.ts';
import { largest } from './pick.ts';
import type { Question } from './question.ts';
import { createRoom, type Room } from './room.ts';
import { allCues, cueBits, takenAway } from './rows.ts';
import type { Shelf } from './shelf.ts';
import { nearness, type Span } from './times.ts';
import type { Weights } from './weights.ts';

/** What can be told of all lines before it is known what the question means. */
export interface FirstPass {
  rated: readonly Rated[];
  /** The best lines so far, of all shelves together. */
  best: ReadonlyMap<Rated, readonly number[]>;
  /** How much it tells of a question when a line was said. */
  timelyOf(at: number): number;
}

/** A shelf with what words and marks make of its lines. */
export interface Rated extends Weighed {
  base: Float32Array;
  /** As many lines as it had, and those of them that were there. */
  size: number;
  live: number;
}

export interface PassOptions {
  limit: number;
  now: number;
  weights: Weights;
  /** Of whoever searches again and again: a pass holds until the next one in the same room. */
  room?: Room | undefined;
}

/** Lines that are looked at closely because of their words and marks. */
const closeByWords = 150;
const recencyMs = 30 * 86_400_000;

/** Weighs all lines by their words and marks. */
export function firstPass(shelves: readonly Shelf[], question: Question, options: PassOptions): FirstPass {
  const { weights, limit, room = createRoom() } = options;
  room.begin();
  const rarity = rarityOf(shelves, question);
  const found = shelves.map((shelf) => ({
    shelf,
    lexical: lexicalOf(shelf, question, rarity, { weights, room }),
  }));
  const scale = scaleOf(found);
  const rated = found.map((each): Rated => {
    const { size, live } = each.shelf;
    return { ...each, base: baseScores(each, question, scale, options), size, live };
  });
  const timeShare = rarity.all === 0 ? 0 : rarity.time / rarity.all;
  return {
    rated,
    best: bestOfAll(rated, ({ base }) => base, closeByWords + limit, Number.NEGATIVE_INFINITY),
    timelyOf: (at) => (timeShare === 0 ? 0 : timeShare * nearest(at, question.times)),
  };
}

/** Whether a pass is of these shelves, and nothing came or went on them since. */
export function isOf({ rated }: FirstPass, shelves: readonly Shelf[]): boolean {
  return (
    rated.length === shelves.length &&
    rated.every(
      ({ shelf, size, live }, place) =>
        shelf === shelves[place] && shelf.size === size && shelf.live === live,
    )
  );
}

/** The lines with the largest values above `least`, of all shelves together, so that many cost no more than one. */
export function bestOfAll(
  rated: readonly Rated[],
  valuesOf: (each: Rated) => Float32Array,
  most: number,
  least: number,
): Map<Rated, number[]> {
  const found = rated.flatMap((each) => {
    const values = valuesOf(each);
    const { state } = each.shelf.rows();
    const isOpen = (line: number) => state[line] !== takenAway && (values[line] ?? 0) > least;
    return largest(values, most, isOpen).map((line) => ({ each, line, value: values[line] ?? 0 }));
  });
  const isFew = rated.length === 1 || found.length <= most;
  const best = isFew ? found : found.sort((one, other) => other.value - one.value).slice(0, most);
  const lines = new Map<Rated, number[]>(rated.map((each) => [each, []]));
  for (const { each, line } of best) lines.get(each)?.push(line);
  return lines;
}

interface Weighed {
  shelf: Shelf;
  lexical: Lexical;
}

interface Scale {
  mean: number;
  spread: number;
}

/** Words of a question may be many or few, rare or common: what a score is worth shows beside the others. */
function scaleOf(found: readonly Weighed[]): Scale {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const { lexical } of found) {
    count += lexical.live;
    sum += lexical.sum;
    squares += lexical.squares;
  }
  const mean = count === 0 ? 0 : sum / count;
  return { mean, spread: count === 0 ? 1 : Math.sqrt(Math.max(0, squares / count - mean * mean)) || 1 };
}

/** All that can be told without vectors, for every line; takes the place of what the words alone gave. */
function baseScores(
  { shelf, lexical: { score, named } }: Weighed,
  question: Question,
  { mean, spread }: Scale,
  { weights, now }: PassOptions,
): Float32Array {
  const { cues, firstPerson, speaker, at } = shelf.rows();
  const byCues = cueScores(question, weights);
  const { times } = question;
  const isNaming = named.length > 0;
  const words = weights.words / spread;
  for (let line = 0; line < score.length; line += 1) {
    const isMeant = !isNaming || isSaidBy(named, speaker[line] ?? -1);
    const saidAt = at[line] ?? 0;
    let value = words * ((score[line] ?? 0) - mean) + (byCues[cues[line] ?? 0] ?? 0);
    value += weights.firstPerson * (firstPerson[line] ?? 0) * (isMeant ? 1 : -1);
    if (times.length > 0) value += weights.time * nearest(saidAt, times);
    score[line] = value + weights.recency / (1 + Math.max(0, now - saidAt) / recencyMs);
  }
  return score;
}

/** What each mixture of cues is worth to a question. */
function cueScores({ asksWhen, asksHowMany, asksWhere }: Question, weights: Weights): Float64Array {
  return Float64Array.from({ length: allCues + 1 }, (_, bits) => {
    const asks = bits & cueBits.asks ? weights.asks : 0;
    const time = asksWhen && bits & cueBits.hasTime ? weights.hasTime : 0;
    const number = asksHowMany && bits & cueBits.hasNumber ? weights.hasNumber : 0;
    const place = asksWhere && bits & cueBits.hasPlace ? weights.hasPlace : 0;
    const brief = bits & cueBits.brief ? weights.brief : 0;
    return asks + time + number + place + brief;
  });
}

function nearest(at: number, times: readonly Span[]): number {
  let near = 0;
  for (const span of times) near = Math.max(near, nearness(at, span));
  return near;
}
