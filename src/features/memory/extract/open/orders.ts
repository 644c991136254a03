import { withDays } from './days.ts';
import { belongingOrders } from './orders/belongings.ts';
import { bodyOrders } from './orders/body.ts';
import { emphaticOrders } from './orders/emphasis.ts';
import { likingOrders } from './orders/likings.ts';
import type { Order } from './orders/order.ts';
import { peopleOrders } from './orders/people.ts';
import { whereaboutsOrders } from './orders/whereabouts.ts';
import { freed, noise, piecesOf, withFrontLast, withSubject } from './pieces.ts';

/** Every way that is known, in the order in which they are tried. */
export const orders: readonly Order[] = [
  ...emphaticOrders,
  ...whereaboutsOrders,
  ...bodyOrders,
  ...likingOrders,
  ...peopleOrders,
  ...belongingOrders,
];

/** At most so many plain sentences are made of one. */
const mostPlain = 8;
/** Of one clause only the likeliest ways. */
const mostTurns = 2;

/** Nothing is told by a question or a condition, unless it is "if I had to pick one". */
const tellsNothing =
  /\?|^(?:if(?! (?:I had to|it is|I eat|I have|I touch))|unless|when(?:ever)?(?! I was)|suppose|imagine|let|once)\b/i;
/** "I live in the woods, I think": what trails behind spoils what stands before it. */
const trails =
  /^(?:(?:or|at least) )?(?:so )?(?:I|we|they|he|she|you|people|probably|maybe|perhaps|apparently|supposedly|not sure)\b(?: \S+){0,3}$/i;

/**
 * What a sentence says in plain words and in the common order, clause by clause, the likeliest first. Clauses after one
 * that is not sure are left out.
 */
export function plainOrders(sentence: string, isSure: (text: string) => boolean): string[][] {
  if (tellsNothing.test(sentence)) return [];
  const whole = withDays(sentence.replace(noise, '')).trim();
  const pieces = piecesOf(whole);
  const unsure = pieces.findIndex((piece) => !isSure(piece));
  if (unsure > 0 && trails.test(pieces[unsure] ?? '')) return [];
  const sure = unsure < 0 ? pieces : pieces.slice(0, unsure);
  const wholes = unsure < 0 && whole !== sure[0] ? [whole] : [];
  return [...wholes.map((piece) => turned(piece)), ...sure.map(waysOf)]
    .map((ways) => ways.filter((way) => isOther(way, sentence)).slice(0, mostPlain))
    .filter(({ length }) => length > 0);
}

const ofOthers = /^(?:you|u|he|she|they|it|that|this|if)\b/i;

/** Whether it is another sentence, and not about somebody who is only pointed at. */
function isOther(way: string, sentence: string): boolean {
  return bare(way) !== bare(sentence) && !ofOthers.test(way) && /\p{L} \p{L}/u.test(way);
}

function bare(text: string): string {
  return text.replace(/[\s.!,]+$/, '');
}

/** A clause in every plain way, as it stands among them. */
function waysOf(piece: string): string[] {
  const free = freed(piece);
  const own = free === undefined ? [piece, withSubject(piece) ?? []].flat() : [free, ...turned(free)];
  return [...new Set([...turned(piece), ...own])];
}

function turned(piece: string): string[] {
  const clause = bare(piece);
  const small = clause.toLowerCase();
  const found = orders.flatMap(({ needs, pattern, plain }) => {
    if (!small.includes(needs)) return [];
    const match = pattern().exec(clause);
    if (match === null) return [];
    const said = typeof plain === 'string' ? clause.replace(pattern(), plain) : plain(match.groups ?? {});
    return said === undefined ? [] : [said.replace(/\s+/g, ' ').trim()];
  });
  const front = withFrontLast(clause);
  return [...found.slice(0, mostTurns), ...(front === undefined ? [] : [front])];
}
