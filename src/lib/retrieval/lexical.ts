import type { Question } from './question.ts';
import type { Room } from './room.ts';
import { takenAway } from './rows.ts';
import type { Shelf } from './shelf.ts';
import type { Weights } from './weights.ts';

/** How rare each term of a question is on the shelves that are searched, and how long their lines are. */
export interface Rarity {
  idf: Float64Array;
  /** What all terms together weigh. */
  all: number;
  averageLength: number;
}

/** What the words of a question make of each line of a shelf. */
export interface Lexical {
  /** With what the neighbours and the sitting lend. */
  score: Float32Array;
  /** Which share of the question's weight stands in the line itself. */
  coverage: Float32Array;
}

/** Counts over the searched shelves alone: what is on others must not show. */
export function rarityOf(shelves: readonly Shelf[], { terms }: Question): Rarity {
  let live = 0;
  let length = 0;
  for (const shelf of shelves) {
    live += shelf.live;
    length += shelf.totalLength;
  }
  const idf = Float64Array.from(terms, (term) => {
    let count = 0;
    for (const shelf of shelves) count += countOf(shelf, term);
    return Math.log(1 + (live - count + 0.5) / (count + 0.5));
  });
  return { idf, all: idf.reduce((sum, one) => sum + one, 0), averageLength: live === 0 ? 1 : length / live };
}

function countOf({ postings, live, size, rows }: Shelf, term: string): number {
  if (live === size) return postings.countOf(term);
  const { state } = rows();
  let count = 0;
  postings.each(term, (line) => {
    if (state[line] !== takenAway) count += 1;
  });
  return count;
}

/** Weighs the lines of a shelf by the words of a question. */
export function lexicalOf(
  shelf: Shelf,
  question: Question,
  rarity: Rarity,
  { weights, room }: { weights: Weights; room: Room },
): Lexical {
  const { own, coverage, sitting } = wordsScore(shelf, question, rarity, { weights, room });
  const { previous, next, session } = shelf.layout();
  const score = room.floats(own.length);
  // Each place is looked at before it is read: a read outside a row costs many times one inside.
  for (let line = 0; line < score.length; line += 1) {
    let sum = own[line] ?? 0;
    const before = previous[line] ?? -1;
    if (before !== -1) {
      sum += weights.previous * (own[before] ?? 0);
      const earlier = previous[before] ?? -1;
      if (earlier !== -1) sum += weights.beforePrevious * (own[earlier] ?? 0);
    }
    const after = next[line] ?? -1;
    if (after !== -1) sum += weights.next * (own[after] ?? 0);
    const place = session[line] ?? -1;
    if (place !== -1) sum += weights.session * (sitting[place] ?? 0);
    score[line] = sum;
  }
  return { score, coverage };
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
function wordsScore(
  shelf: Shelf,
  { terms }: Question,
  rarity: Rarity,
  { weights, room }: { weights: Weights; room: Room },
) {
  const { session, sessions, sessionLength } = shelf.layout();
  const { length, state } = shelf.rows();
  const own = room.floats(shelf.size);
  const coverage = room.floats(shelf.size);
  const sitting = room.floats(sessions);
  const times = room.floats(sessions);
  const averageSitting = sessionLength.reduce((sum, one) => sum + one, 0) / Math.max(1, sessions);
  const { saturation: k, lengthShare: b } = weights;
  const weigh = (count: number, relativeLength: number) =>
    (count * (k + 1)) / (count + k * (1 - b + b * relativeLength));
  terms.forEach((term, number) => {
    const idf = rarity.idf[number] ?? 0;
    const touched: number[] = [];
    shelf.postings.each(term, (line, count) => {
      if (state[line] === takenAway) return;
      own[line] = (own[line] ?? 0) + idf * weigh(count, (length[line] ?? 0) / rarity.averageLength);
      coverage[line] = (coverage[line] ?? 0) + idf / (rarity.all || 1);
      const place = session[line] ?? -1;
      if (place === -1) return;
      if (times[place] === 0) touched.push(place);
      times[place] = (times[place] ?? 0) + count;
    });
    for (const place of touched) {
      const relativeLength = (sessionLength[place] ?? 0) / (averageSitting || 1);
      sitting[place] = (sitting[place] ?? 0) + idf * weigh(times[place] ?? 0, relativeLength);
      times[place] = 0;
    }
  });
  return { own, coverage, sitting };
}
