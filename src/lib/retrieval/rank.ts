import { coverageOf, isSaidBy, type Lexical, lexicalOf, rarityOf } from './lexical.ts';
import { type Meaning, type Meant, meaningAround, ownMeaning } from './meaning.ts';
import { largest } from './pick.ts';
import type { Question } from './question.ts';
import { createRoom, type Room } from './room.ts';
import { allCues, cueBits, takenAway } from './rows.ts';
import type { Shelf } from './shelf.ts';
import { nearness, type Span } from './times.ts';
import { product } from './vectors.ts';
import type { Weights } from './weights.ts';

/** A line that was found. */
export interface Ranked {
  shelf: Shelf;
  line: number;
  score: number;
  /** Which share of what the question's words weigh stands there, or asks for the time when it was said. */
  coverage: number;
  /** The latter alone. */
  timely: number;
  similarity: number | undefined;
}

export interface RankOptions {
  limit: number;
  now: number;
  weights: Weights;
  meaning?: Meaning | undefined;
  isExcepted?: ((shelf: Shelf, line: number) => boolean) | undefined;
  /** Of whoever searches again and again. */
  room?: Room | undefined;
}

/** Lines that are looked at closely: by their words and marks, and by each of the two vectors of the question. */
const closeByWords = 150;
const closeByMeaning = 80;
/** And of all of these, by both: what stands around them is read too. */
const closeByBoth = 100;
/** From here on two vectors are taken to say the same. */
const sameCosine = 0.97;
const recencyMs = 30 * 86_400_000;
const nothing = new Float32Array(0);

/** Weighs everything that may answer a question, best first. */
export function rank(shelves: readonly Shelf[], question: Question, options: RankOptions): Ranked[] {
  const { weights, room = createRoom() } = options;
  room.begin();
  const rarity = rarityOf(shelves, question);
  const found = shelves.map((shelf) => ({
    shelf,
    lexical: lexicalOf(shelf, question, rarity, { weights, room }),
  }));
  const scale = scaleOf(found);
  const rated = found.map((each) => ({ ...each, base: baseScores(each, question, scale, options) }));
  const close = closeLines(rated, options);
  const timeShare = rarity.all === 0 ? 0 : rarity.time / rarity.all;
  const timelyOf = (at: number) => (timeShare === 0 ? 0 : timeShare * nearest(at, question.times));
  const ranked = rated.flatMap((each) =>
    rankShelf(each, [...(close.get(each) ?? [])], { ...options, timelyOf }),
  );
  return withoutRepetition(ranked.sort(byScore), options).slice(0, options.limit);
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

/** A shelf with what can be told of its lines without vectors. */
interface Rated extends Weighed {
  base: Float32Array;
}

function rankShelf(
  { shelf, lexical, base }: Rated,
  lines: readonly number[],
  options: RankOptions & { timelyOf(at: number): number },
): Ranked[] {
  const { isExcepted = () => false, timelyOf } = options;
  const { at } = shelf.rows();
  const open = lines.filter((line) => !isExcepted(shelf, line));
  return weighedClosely(shelf, open, base, options).map(({ line, score, similarity }) => {
    const timely = timelyOf(at[line] ?? 0);
    const coverage = Math.min(1, coverageOf(shelf, lexical, line) + timely);
    return { shelf, line, score, coverage, timely, similarity };
  });
}

/** The lines that are looked at closely, by shelf: the best of all shelves together, so that many cost no more than one. */
function closeLines(rated: readonly Rated[], { meaning, limit }: RankOptions): Map<Rated, Set<number>> {
  const close = new Map<Rated, Set<number>>(rated.map((each) => [each, new Set()]));
  const add = (valuesOf: (each: Rated) => Float32Array, most: number, least: number) => {
    for (const { each, line } of bestOfAll(rated, valuesOf, most, least)) close.get(each)?.add(line);
  };
  add(({ base }) => base, closeByWords + limit, Number.NEGATIVE_INFINITY);
  for (const vector of meaning === undefined ? [] : [meaning.statement, meaning.asked])
    add(({ shelf }) => meaning?.agreement(shelf, vector) ?? nothing, closeByMeaning, 0);
  return close;
}

function bestOfAll(
  rated: readonly Rated[],
  valuesOf: (each: Rated) => Float32Array,
  most: number,
  least: number,
): { each: Rated; line: number }[] {
  const found = rated.flatMap((each) => {
    const values = valuesOf(each);
    const { state } = each.shelf.rows();
    const isOpen = (line: number) => state[line] !== takenAway && (values[line] ?? 0) > least;
    return largest(values, most, isOpen).map((line) => ({ each, line, value: values[line] ?? 0 }));
  });
  if (rated.length === 1 || found.length <= most) return found;
  return found.sort((one, other) => other.value - one.value).slice(0, most);
}

interface Close {
  line: number;
  score: number;
  similarity: number | undefined;
}

/**
 * What vectors say of the lines that are looked at closely: of each its own, then of the best of them what stands
 * around them. One that has none yet counts like the middle of the others.
 */
function weighedClosely(
  shelf: Shelf,
  lines: readonly number[],
  base: Float32Array,
  { meaning, weights, limit }: RankOptions,
): Close[] {
  const bare = lines.map((line) => ({ line, score: base[line] ?? 0, similarity: undefined }));
  if (meaning === undefined) return bare;
  const byOwn = withMeant(bare, ({ line }) => ownMeaning(shelf, line, meaning, weights));
  const best = byOwn.sort((a, b) => b.score - a.score || a.line - b.line).slice(0, closeByBoth + limit);
  return withMeant(best, ({ line, similarity }) =>
    similarity === undefined ? undefined : meaningAround(shelf, line, meaning, weights),
  );
}

function withMeant(lines: readonly Close[], meantOf: (line: Close) => Meant | undefined): Close[] {
  const meant = lines.map(meantOf);
  const known = meant.filter((each) => each !== undefined);
  const middle = known.reduce((sum, { score }) => sum + score, 0) / Math.max(1, known.length);
  return lines.map(({ line, score, similarity }, place) => {
    const more = meant[place];
    if (more === undefined) return { line, score: score + middle, similarity };
    const nearest = Math.max(similarity ?? more.similarity, more.similarity);
    return { line, score: score + more.score, similarity: nearest };
  });
}

/** All that can be told without vectors, for every line; takes the place of what the words alone gave. */
function baseScores(
  { shelf, lexical: { score, named } }: Weighed,
  question: Question,
  { mean, spread }: Scale,
  { weights, now }: RankOptions,
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

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.shelf.seqOf(a.line) - b.shelf.seqOf(b.line);
}

/** What says nearly the same as something better goes down. */
function withoutRepetition(ranked: readonly Ranked[], { limit, meaning, weights }: RankOptions): Ranked[] {
  const marks = new Set<number>();
  const before: { row: Int8Array; size: number }[] = [];
  const dimensions = meaning?.statement.length ?? 0;
  const looked = ranked.slice(0, 2 * limit);
  const lowest = looked.at(-1)?.score ?? 0;
  const seen = looked.map((each) => {
    const mark = each.shelf.rows().mark[each.line] ?? 0;
    const row = meaning?.vectorsOf(each.shelf, each.line);
    const size = row === undefined ? 0 : Math.sqrt(product(row, row, dimensions));
    const isLike = (other: { row: Int8Array; size: number }) =>
      row !== undefined && product(row, other.row, dimensions) > sameCosine * size * other.size;
    const isRepeated = marks.has(mark) || before.some(isLike);
    marks.add(mark);
    if (row !== undefined) before.push({ row, size });
    return isRepeated ? { ...each, score: each.score - weights.repeated * (each.score - lowest) } : each;
  });
  return seen.sort(byScore);
}
