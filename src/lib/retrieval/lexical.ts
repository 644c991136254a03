import { countIn, lineIn } from './postings.ts';
import type { Question } from './question.ts';
import type { Room } from './room.ts';
import { mostTimes, takenAway } from './rows.ts';
import type { Shelf } from './shelf.ts';
import type { Weights } from './weights.ts';

/** How rare each term of a question is on the shelves that are searched, and how long their lines are. */
export interface Rarity {
  idf: Float64Array;
  /** What all terms together weigh, and those of them that say no more than which time is meant. */
  all: number;
  time: number;
  averageLength: number;
  /** How rarely those speak whom the question names. */
  named: number;
}

/** What the words of a question make of each line of a shelf. */
export interface Lexical {
  /** With what the neighbours, the sitting and the speaker lend. */
  score: Float32Array;
  /** Which share of the question's weight stands in the line itself. */
  coverage: Float32Array;
  /** For each speaker of the shelf 1 when the question names them; empty when it names nobody there. */
  named: Uint8Array;
  /** Of the lines that are still there: how many, what they score together, and what their squares do. */
  live: number;
  sum: number;
  squares: number;
}

export interface WeighOptions {
  weights: Weights;
  room: Room;
}

/** Counts over the searched shelves alone: what is on others must not show. */
export function rarityOf(shelves: readonly Shelf[], question: Question): Rarity {
  const { terms, timeTerms } = question;
  let live = 0;
  let length = 0;
  for (const shelf of shelves) {
    live += shelf.live;
    length += shelf.totalLength;
  }
  const idf = Float64Array.from(terms, (term) => {
    let count = 0;
    for (const shelf of shelves) count += countOf(shelf, term);
    return rarityIn(count, live);
  });
  let all = 0;
  let time = 0;
  terms.forEach((term, number) => {
    const weight = idf[number] ?? 0;
    all += weight;
    if (timeTerms.has(term)) time += weight;
  });
  return {
    idf,
    all,
    time,
    averageLength: live === 0 ? 1 : length / live,
    named: namedRarity(shelves, question),
  };
}

/** What it tells that something is one of `count` among `all`. */
function rarityIn(count: number, all: number): number {
  return Math.log(1 + (all - count + 0.5) / (count + 0.5));
}

/** Somebody's single line among very many must not outweigh all words. */
const mostRare = 5;

/** To name one of two tells little, one of fifty much. */
function namedRarity(shelves: readonly Shelf[], { speakers }: Question): number {
  let spoken = 0;
  let byNamed = 0;
  for (const shelf of shelves) {
    for (const [name, number] of shelf.speakers()) {
      const lines = shelf.spokenBy(number);
      spoken += lines;
      if (speakers.has(name)) byNamed += lines;
    }
  }
  return Math.min(mostRare, rarityIn(byNamed, spoken));
}

function countOf({ postings, live, size, rows }: Shelf, term: string): number {
  if (live === size) return postings.countOf(term);
  const { state } = rows();
  let count = 0;
  postings.each(term, (entries, from, to) => {
    for (let place = from; place < to; place += 1)
      if (state[lineIn(entries[place] ?? 0)] !== takenAway) count += 1;
  });
  return count;
}

/** Weighs the lines of a shelf by the words of a question, and by who said them. */
export function lexicalOf(shelf: Shelf, question: Question, rarity: Rarity, options: WeighOptions): Lexical {
  const { own, coverage, sitting } = wordsScore(shelf, question, rarity, options);
  const { previous, next, session } = shelf.layout();
  const { state, speaker } = shelf.rows();
  const named = namedOn(shelf, question);
  const { weights, room } = options;
  const speakerScore = weights.speaker * rarity.named;
  const score = room.floats(own.length);
  let live = 0;
  let sum = 0;
  let squares = 0;
  // Each place is looked at before it is read: a read outside a row costs many times one inside.
  for (let line = 0; line < score.length; line += 1) {
    let value = own[line] ?? 0;
    const before = previous[line] ?? -1;
    if (before !== -1) {
      value += weights.previous * (own[before] ?? 0);
      const earlier = previous[before] ?? -1;
      if (earlier !== -1) value += weights.beforePrevious * (own[earlier] ?? 0);
    }
    const after = next[line] ?? -1;
    if (after !== -1) value += weights.next * (own[after] ?? 0);
    const place = session[line] ?? -1;
    if (place !== -1) value += weights.session * (sitting[place] ?? 0);
    if (isSaidBy(named, speaker[line] ?? -1)) value += speakerScore;
    score[line] = value;
    if (state[line] === takenAway) continue;
    live += 1;
    sum += value;
    squares += value * value;
  }
  return { score, coverage, named, live, sum, squares };
}

/** Whether a line is of somebody whom the question names. */
export function isSaidBy(named: Uint8Array, speaker: number): boolean {
  return speaker >= 0 && speaker < named.length && named[speaker] === 1;
}

function namedOn(shelf: Shelf, { speakers }: Question): Uint8Array {
  const known = shelf.speakers();
  const numbers = [...speakers].flatMap((name) => known.get(name) ?? []);
  const named = new Uint8Array(numbers.length === 0 ? 0 : Math.max(...numbers) + 1);
  for (const number of numbers) named[number] = 1;
  return named;
}

/** Which share of what the question's words weigh stands in a line or right beside it. */
export function coverageOf(shelf: Shelf, { coverage }: Lexical, line: number): number {
  const { previous, next } = shelf.layout();
  const beside = Math.max(lent(coverage, previous[line] ?? -1), lent(coverage, next[line] ?? -1));
  return Math.min(1, Math.max(coverage[line] ?? 0, beside));
}

/** What another place has; nothing where there is none. */
function lent(values: Float32Array, place: number): number {
  return place === -1 ? 0 : (values[place] ?? 0);
}

/** BM25 of the lines themselves, and of the sittings as if each were one text. */
function wordsScore(shelf: Shelf, { terms }: Question, rarity: Rarity, { weights, room }: WeighOptions) {
  const { session, sessions, sessionLength } = shelf.layout();
  const { length, state } = shelf.rows();
  const own = room.floats(shelf.size);
  const coverage = room.floats(shelf.size);
  const sitting = room.floats(sessions);
  const times = room.floats(sessions);
  const averageSitting = sessionLength.reduce((sum, one) => sum + one, 0) / Math.max(1, sessions);
  const weighLine = lineWeights(weights, rarity.averageLength);
  terms.forEach((term, number) => {
    const idf = rarity.idf[number] ?? 0;
    const share = idf / (rarity.all || 1);
    const touched: number[] = [];
    shelf.postings.each(term, (entries, from, to) => {
      for (let at = from; at < to; at += 1) {
        const entry = entries[at] ?? 0;
        const line = lineIn(entry);
        if (state[line] === takenAway) continue;
        const count = countIn(entry);
        own[line] = (own[line] ?? 0) + idf * weighLine(count, length[line] ?? 0);
        coverage[line] = (coverage[line] ?? 0) + share;
        const place = session[line] ?? -1;
        if (place === -1) continue;
        if (times[place] === 0) touched.push(place);
        times[place] = (times[place] ?? 0) + count;
      }
    });
    for (const place of touched) {
      const relativeLength = (sessionLength[place] ?? 0) / (averageSitting || 1);
      sitting[place] = (sitting[place] ?? 0) + idf * weigh(times[place] ?? 0, relativeLength, weights);
      times[place] = 0;
    }
  });
  return { own, coverage, sitting };
}

/** How much a term's repetition counts in a text of some length, 1 being the average. */
function weigh(count: number, relativeLength: number, { saturation: k, lengthShare: b }: Weights): number {
  return (count * (k + 1)) / (count + k * (1 - b + b * relativeLength));
}

/** Most lines are short: what each count is worth in them is worked out once for a search, not once for a word. */
const shortLines = 64;

function lineWeights(weights: Weights, averageLength: number): (count: number, length: number) => number {
  const known = Float64Array.from({ length: (mostTimes + 1) * shortLines }, (_, place) =>
    weigh(Math.floor(place / shortLines), (place % shortLines) / averageLength, weights),
  );
  return (count, length) =>
    length < shortLines
      ? (known[count * shortLines + length] ?? 0)
      : weigh(count, length / averageLength, weights);
}
