import { languageOf, termsIn } from '../../lib/language.ts';
import { forModel } from '../../lib/model-text.ts';
import { oneLine } from '../../lib/one-line.ts';
import { isOrder } from './orders.ts';
import { excerptMaker, type Unit, type Wording } from './summary.ts';

const longestExcerpt = 180;
const mostExcerpts = 8;
/** With fewer words that carry meaning nothing is told. */
const fewestTerms = 2;
/** What is worth so much of the best counts as much. */
const aboutTheSame = 0.95;
/** After a pause a talk begins with something new. */
const pauseMs = 20 * 60_000;

/** A piece of talk as it is weighed against the others. */
interface Weighed {
  unit: Unit;
  index: number;
  terms: ReadonlySet<string>;
  weight: number;
}

/** The most telling pieces of a talk, as they were said and in their order, as far as there is room. */
export function excerpts(units: readonly Unit[], room: number): Unit[] {
  const language = languageOf(units.map(({ text }) => text).join('\n'));
  const weighed = weigh(
    units.filter(({ text }) => text.trim() !== '' && !isOrder(text)),
    language,
  );
  const chosen: Weighed[] = [];
  let left = room;
  for (const one of inOrderOfNews(weighed)) {
    const length = excerptOf(one.unit).length + 1;
    if (length > left) continue;
    chosen.push(one);
    left -= length;
    if (chosen.length === mostExcerpts) break;
  }
  return chosen.sort((a, b) => a.index - b.index).map(({ unit }) => unit);
}

/** A summary without a model: what was said, in excerpts that stand one in a line. */
export function excerptWording(units: readonly Unit[], room: number): Wording {
  const text = excerpts(units, room).map(excerptOf).join('\n');
  return {
    text,
    madeBy: excerptMaker,
    language: languageOf(units.map((unit) => unit.text).join('\n')),
  };
}

/** One excerpt: who said it, and the words; nothing in it can end its line or look like a note of the house. */
export function excerptOf({ speaker, text }: Unit): string {
  const words = oneLine(forModel(text), longestExcerpt + 1)
    .replaceAll('[', '(')
    .replaceAll(']', ')');
  const whole = Array.from(words).length <= longestExcerpt ? words : `${words.slice(0, -1).trimEnd()}…`;
  return speaker === undefined ? whole : `${speaker}: “${whole}”`;
}

/** Words that few others said weigh more, and so do openings, ends, questions, numbers and what begins after a pause. */
function weigh(units: readonly Unit[], language: string): Weighed[] {
  const terms = units.map(({ text }) => new Set(termsIn(text, language)));
  const counts = new Map<string, number>();
  for (const found of terms) for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1);
  return units.map((unit, index) => {
    const own = terms[index] ?? new Set<string>();
    const meaning = [...own].reduce((sum, term) => sum + rarity(counts.get(term) ?? 1, units.length), 0);
    return {
      unit,
      index,
      terms: own,
      weight: (meaning / (3 + Math.sqrt(own.size))) * standing(units, index),
    };
  });
}

/** What is said often is a topic, what nearly everybody says at once is none, and what is said once may be a slip. */
function rarity(count: number, all: number): number {
  return Math.log(1 + all / count) * Math.min(2, Math.sqrt(count));
}

function standing(units: readonly Unit[], index: number): number {
  const unit = units[index];
  const before = units[index - 1];
  if (unit === undefined) return 0;
  const opens = before === undefined || unit.at - before.at > pauseMs;
  const isEdge = opens || index === units.length - 1;
  return (isEdge ? 1.15 : 1) * (/\d/.test(unit.text) ? 1.15 : 1) * (/[?？]/.test(unit.text) ? 1.05 : 1);
}

/**
 * Best first, and each counts for less the more of it has been told by those before. Of those that are worth about the
 * same the one comes first that lies farthest from what was chosen, so that the whole time is told and not its beginning.
 */
function inOrderOfNews(weighed: readonly Weighed[]): Weighed[] {
  const left = weighed.filter(({ terms }) => terms.size >= fewestTerms);
  const told = new Set<string>();
  const order: Weighed[] = [];
  while (left.length > 0 && order.length < mostExcerpts * 3) {
    const worth = left.map(({ terms, weight }) => weight * (1 - 0.8 * shareIn(terms, told)));
    const enough = Math.max(...worth) * aboutTheSame;
    const best = left.filter((_, at) => (worth[at] ?? 0) >= enough);
    const next = best.reduce((one, other) => (distance(other, order) >= distance(one, order) ? other : one));
    left.splice(left.indexOf(next), 1);
    order.push(next);
    for (const term of next.terms) told.add(term);
  }
  return order;
}

/** How far a piece lies from the nearest of some others; from none, all lie as far. */
function distance({ index }: Weighed, others: readonly Weighed[]): number {
  return Math.min(...others.map((other) => Math.abs(other.index - index)));
}

function shareIn(terms: ReadonlySet<string>, told: ReadonlySet<string>): number {
  return [...terms].filter((term) => told.has(term)).length / Math.max(1, terms.size);
}
