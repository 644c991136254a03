import { bestOfAll, type FirstPass, type Rated } from './first-pass.ts';
import { coverageOf } from './lexical.ts';
import { around, type Meaning, type Meant, meaningAround, ownMeaning } from './meaning.ts';
import type { Shelf } from './shelf.ts';
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
  weights: Weights;
  meaning?: Meaning | undefined;
  isExcepted?: ((shelf: Shelf, line: number) => boolean) | undefined;
}

/** Lines that are looked at closely because of each of the two vectors of the question. */
const closeByMeaning = 80;
/** And of all of these, by both: what stands around them is read too. */
const closeByBoth = 100;
/** From here on two vectors are taken to say the same. */
const sameCosine = 0.97;
const nothing = new Float32Array(0);

/** Weighs everything that may answer a question, best first: by what its words said, and by what it means. */
export function rank(pass: FirstPass, options: RankOptions): Ranked[] {
  const close = closeLines(pass, options);
  const ranked = pass.rated.flatMap((each) =>
    rankShelf(each, [...(close.get(each) ?? [])], { ...options, timelyOf: pass.timelyOf }),
  );
  return withoutRepetition(ranked.sort(byScore), options).slice(0, options.limit);
}

function rankShelf(
  { shelf, lexical, base }: Rated,
  lines: readonly number[],
  options: RankOptions & Pick<FirstPass, 'timelyOf'>,
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

/** The lines that are looked at closely, by shelf. */
function closeLines({ rated, best }: FirstPass, { meaning }: RankOptions): Map<Rated, Set<number>> {
  const close = new Map(rated.map((each) => [each, new Set(best.get(each))]));
  for (const vector of meaning === undefined ? [] : [meaning.statement, meaning.asked]) {
    const agreement = ({ shelf }: Rated) => meaning?.agreement(shelf, vector) ?? nothing;
    for (const [each, lines] of bestOfAll(rated, agreement, closeByMeaning, 0))
      for (const line of lines) close.get(each)?.add(line);
  }
  return close;
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
  meaning.read(shelf, lines);
  const byOwn = withMeant(bare, ({ line }) => ownMeaning(shelf, line, meaning, weights));
  const best = byOwn.sort((a, b) => b.score - a.score || a.line - b.line).slice(0, closeByBoth + limit);
  meaning.read(
    shelf,
    best.flatMap(({ line, similarity }) => (similarity === undefined ? [] : around(shelf, line))),
  );
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
