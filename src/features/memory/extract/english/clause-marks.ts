import { anyOf, oneOf, phrases } from '../phrases.ts';

/** Words that join two clauses, and others that may follow them. */
const joins = phrases`and, but, so, plus, while, whereas, although, though, because, cause, bc, cuz, since`;
const moreJoins = phrases`and, but, so, then, now, also, because, plus, besides, and besides, anyway`;

/** Whom a clause can be about. */
const subjects = phrases`I, my, we, you, your, he, she, his, her, they, their, My`;

/** What begins a clause without its subject after a comma: few, since a comma parts the things of a list as well. */
const afterComma = phrases`
  live, lives, work, works, moved, was born, born, raised, grew up, used to, speak, speaks, own, owns
  studying, working, living, based in, raised in, married, allergic to, friends call me, family call me
  got (?:an?|two|three), have (?:an?|two|three|been), can not (?:eat|stand), (?:company|work|job) moved me
  do not (?:eat|drink|drive|smoke), hate, hates, love, loves
`;

/** The same after "and" or "but". */
const afterAnd = phrases`
  am, have, has, is, work, works, live, lives, love, loves, like, likes, hate, hates, study, studies, play, plays
  speak, speaks, moved, own, owns, collect, collects, enjoy, enjoys, prefer, prefers, come, comes, grew
  do not, does not, can not, can, use, used to, got, started, drive, drives, dislike, adore, was, went, go by, quit
  will, bought, adopted, turned, do, sleep, feel, ride, run, bake, cook, read, write, paint, knit, teach, keep, spend
  want, need, think, hated, loved, lived, worked, studied, became, married, raised, born, based
  studying, working, living, trying, currently, originally, stopped, never
  volunteer, swim, hike, climb, dance, sing, draw
`;

/** What is told of somebody without any verb. */
const states = phrases`
  from, an?(?! (?:half|little|bit)\b), two, three, four, five, allergic to, currently, vegan, vegetarian
  single, married, divorced, widowed, engaged, retired, originally, \d{2}(?= ?(?:years|yo|,|and|$))
`;

/** Where a new clause begins. */
export const englishClauses = new RegExp(
  oneOf(
    `(?:[,.]\\s+|\\s+${anyOf(joins)}\\s+)(?:${anyOf(moreJoins)}\\s+)*(?=${anyOf(subjects)}\\b)`,
    `,\\s*(?:also\\s+|now\\s+|then\\s+)?(?=${anyOf(afterComma)}\\b)`,
    `(?:,\\s*|\\s+)(?:and|but)\\s+(?:also\\s+|now\\s+|then\\s+)?(?=${anyOf(afterAnd)}\\b)`,
    // "… and since 2019 I …"
    '\\s+(?:and|but)\\s+(?=(?:for|since|in|until) (?:\\w+ ){1,3}?(?:I|we) )',
    `(?:,\\s*|,?\\s+(?:and|but)\\s+)(?=${anyOf(states)}\\b)`,
  ),
);

/** Verbs of somebody else by their form alone, and words that only look like one. */
const regular = phrases`work, mov, liv, lov, hat, studi, play, marri, retir, start, stopp, adopt, join`;
const noVerbs = phrases`this, yes, thanks, guys, folks, always, sometimes, lots, perhaps, as\b, us\b`;
const othersVerbs = phrases`
  is, has, was, does, can, did, used to, grew, came, went, got, speaks?
  (?!${noVerbs})\p{L}+[^s\W]s, ${anyOf(regular)}ed
`;

/** How the verb of somebody else begins a clause that leaves out who it is. */
export const englishThirdPerson = new RegExp(
  `^(?:(?:also|now|just|still|currently|really|actually) )?${anyOf(othersVerbs)} `,
  'iu',
);

/** Words that part two thoughts, and with which the second begins. */
const parts = phrases`and, but, so, because, cause, cuz, cos, bc, though, although, plus`;
const thoughts = phrases`
  I, we, it, my, you, your, he, she, they, that's why, maybe, probably, perhaps, almost, nearly
  nobody, no one, people, everyone, everybody, someone, do not, please, yes, no, if, when, whenever
`;
/** Who says what one only hears, after a comma. */
const hearsay = phrases`nobody, no one, everyone, everybody, people, most people, some people`;

/** Where a clause of its own begins that may hold a guess. */
export const englishAsides = new RegExp(
  oneOf(
    `\\s${anyOf(parts)}\\s+(?=(?:then |now |also |sometimes |honestly |tbh )?${anyOf(thoughts)}\\b(?! (?:say|said|hear|heard)\\b))`,
    `\\s*,\\s*(?:and |but |so )?(?=${anyOf(hearsay)} (?!(?:(?:always|just|keep|keeps|even) )*(?:say|tell|claim|think|call|insist|swear)))`,
  ),
  'giu',
);
