import { anyOf, phrases } from '../../phrases.ts';
import { pastOf, verbOf } from '../verb-forms.ts';
import { gerund, type Order, order, speaker, words } from './order.ts';

const forWhat = '(?<how>for (?:a living|work|fun)|at work|on weekends)';
const things = phrases`
  something, one thing, what, the thing, the instrument, the language, the sport, the food, the dish, the drink, the game
  the team, the band, the author, the animal, the subject, the hobby, the vegetable, the fruit
  the (?:one|only|first|single) (?:thing|${words})
`;
const auxiliaries = phrases`have, had, can, can not, do not, could never, will never, am`;
const verb = `(?<verb>(?:${anyOf(auxiliaries)}(?: (?:always|never|not|ever))? )?\\p{L}+(?: up| to)?)`;
const lovedFor = phrases`
  hobby, passion, thing, job, escape, therapy, happy place, sane, calm, happy, relax, life, evenings, weekends, free time
  spare time, I (?:relax|unwind|spend)
`;
const denied = /^(eat|drink|drive|smoke|speak|have)\b/;

/** What is stressed stands first: clefts, what is turned round, what is done as a subject. */
export const emphaticOrders: readonly Order[] = [
  // "It was in Uppsala that I met Tove"
  order(
    `it (?:was|is) (?<where>(?:in|at|on|near|from|with) ${words}) (?:that|where) ${speaker} (?<did>.+)`,
    'I $<did> $<where>',
  ),
  // "What finally made me leave Berlin for Leipzig was the rent"
  order(
    'what (?:finally |first )?made (?:me|us) (?<verb>\\p{L}+) (?<rest>.+?) (?:was|is) .+',
    ({ verb = '', rest = '' }) =>
      verbOf(verb, 'base') === undefined ? undefined : `I ${pastOf(verb)} ${rest}`,
  ),
  // "What I do for a living is repair pipe organs"
  order(`what ${speaker} do ${forWhat} is (?<verb>\\p{L}+ing) ?(?<rest>.*)`, ({ how = '', ...rest }) =>
    gerund({ ...rest, also: how }),
  ),
  order(
    `what ${speaker} do ${forWhat} is (?<did>(?!(?:not|the|an?|my|so|very|that)\\b).+)`,
    'I $<did> $<how>',
  ),
  order(
    `what ${speaker} (?<verb>\\p{L}+)(?<when>(?: \\p{L}+){0,3}?) is (?<what>(?!(?:that|how|why|when|if)\\b).+)`,
    'I $<verb> $<what>$<when>',
  ),
  // "Alcohol is not something I drink"; "chess is something I have played since school"
  order(
    `(?<what>${words}) (?:is not|was never|has never been) (?:something|a thing|one thing) (?:that )?${speaker} (?:can )?(?<verb>\\p{L}+) ?(?<rest>.*)`,
    'I do not $<verb> $<what> $<rest>',
  ),
  order(
    `(?<verb>\\p{L}+ing) (?<rest>.+?) (?:is|has been|has become|became) (?:something|one thing|what|how) ${speaker} (?<also>.+)`,
    gerund,
  ),
  order(
    `(?<what>${words}) (?:is|was|are) ${anyOf(things)} (?:that |which )?${speaker} (?:ever |really |truly |actually |always )?${verb} ?(?<rest>.*)`,
    'I $<verb> $<what> $<rest>',
  ),
  // "The team I have supported all my life is Galatasaray"; "the only sport I ever watch is curling"
  order(
    `the (?:only |first |one )?(?<sort>(?!(?:thing|one|only|way|reason|problem|point|moment|day|time|place|person)\\b)\\p{L}+(?: \\p{L}+)?) (?:that |which )?${speaker} (?:ever |really )?(?<verb>(?:(?:have|can|can not|do not)(?: (?:always|never|ever))? )?\\p{L}+)(?<rest>(?: \\p{L}+){0,4}?) (?:is|has always been|will always be) (?:the )?(?<what>\\p{L}.+)`,
    'I $<verb> $<what>$<rest>',
  ),
  // "Agricola is the one I like best"
  order(
    `(?<what>${words}) is the one ${speaker} (?:like|love|enjoy) (?:the )?(?:best|most)`,
    'I love $<what>',
  ),
  // Doing as a subject
  order(
    `(?<verb>\\p{L}+ing) (?<rest>.+?) (?:is|has been|was|became|has become|keeps|relaxes|takes up|helps|calms|makes) (?:my|me|most of my|all my|how|what) ?${anyOf(lovedFor)}\\b.*`,
    gerund,
  ),
  order(
    '(?:been |have been )?(?<verb>\\p{L}+ing) (?<rest>.+?) (?<also>(?:since|for) (?!now\\b|dinner|lunch|breakfast).+)',
    ({ verb: doing = '', rest = '', also = '' }) =>
      verbOf(doing, 'ing') === undefined ? undefined : `I have been ${doing} ${rest} ${also}`,
  ),
  // Inverted
  order(
    `(?:rarely|hardly ever|seldom) (?:do|does) ${speaker} (?:go|spend|let) an? (?:day|week|month|year)(?: go by)? without (?<verb>\\p{L}+ing) (?<rest>.+)`,
    gerund,
  ),
  order(
    'not an? (?:day|week|month|year|summer|winter) (?:goes|passes) by without me (?<verb>\\p{L}+ing) (?<rest>.+)',
    gerund,
  ),
  order(`not only (?:do|have|am) ${speaker} (?<did>.+?),? (?:but )?.*`, 'I $<did>'),
  order(`only after ${speaker} (?<did>.+?) did ${speaker} .+`, 'I $<did>'),
  order(`never (?:in my life )?have ${speaker} (?:ever )?(?<did>.+)`, 'I have never $<did>'),
  order(
    `neither (?:my )?${words} nor I (?<did>.+)`,
    ({ did = '' }) => `I ${did.replace(/^can\b/, 'can not').replace(denied, 'do not $1')}`,
  ),
  order(
    `nobody in my family (?<does>\\p{L}+)s (?<what>${words}),? and I (?:have not|do not|am not)(?: either)?(?<when> since .+)?`,
    'I do not $<does> $<what>$<when>',
  ),
  // "Having been raised by deaf parents, I …", "Born in Graz, I …", "As a vegetarian, I …", "Being colour-blind, I …"
  order(
    `having been (?<did>(?:raised|born|trained|brought up|adopted|diagnosed)\\b.+?), ${speaker} .+`,
    'I was $<did>',
  ),
  order(`having (?!been)(?<did>.+?), ${speaker} .+`, 'I have $<did>'),
  order(`(?<did>(?:born|raised|brought up|educated|trained)\\b.+?), ${speaker} .+`, 'I was $<did>'),
  order(`(?:as|being) (?<what>an? [^,]+|the [^,]+), ${speaker} .+`, 'I am $<what>'),
  order(
    `being (?<what>(?!(?:an?|the|in|on|at)\\b)[\\p{L}-]+(?: [\\p{L}-]+){0,4}), ${speaker} .+`,
    'I am $<what>',
  ),
  // "After twelve years in the navy, I retired"
  order(
    `after (?<long>(?:\\p{L}+|\\d+) years) as (?<what>an? [^,]+?),? ${speaker} .+`,
    'I worked as $<what> for $<long>',
  ),
  order(
    `after (?<long>(?:\\p{L}+|\\d+) years) (?<where>(?:in|with|at) the [^,]+?),? ${speaker} .+`,
    'I served $<where> for $<long>',
  ),
];
