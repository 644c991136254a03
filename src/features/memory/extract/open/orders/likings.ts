import { anyOf, phrases } from '../../phrases.ts';
import { type Order, order, speaker, words } from './order.ts';

const bad = phrases`mid, overrated, not for me, not my thing, off limits for me, gross, disgusting, nasty`;
const everyDay = phrases`
  every (?:single )?day, all day, forever, for (?:breakfast|dinner).*, for the rest of my life, till I die
`;

/** "cities" as "city". */
function oneOf(plural: string): string {
  return plural.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}

/** Likes, dislikes and favourites in other words. */
export const likingOrders: readonly Order[] = [
  order(
    'nothing (?:relaxes|calms|pleases|excites|cheers|delights) me (?:up |down )?(?:more|better|as much) (?:than|as) (?<what>.+)',
    'I love $<what>',
  ),
  order(
    `(?:there is |there's )?nothing (?:on earth |in the world |better )?(?:that )?${speaker} (?:enjoy|love|like|prefer) (?:more|better) than (?<what>.+)`,
    'I love $<what>',
  ),
  order(
    `(?<what>${words}) (?:remains|is still|will always be|has always been|was always|is|are) my (?:all-time |absolute |firm )?favourite(?<sort> \\p{L}+)?(?: of all(?: time)?)?`,
    'my favourite$<sort> is $<what>',
  ),
  order(
    'of all the (?<sort>\\p{L}+)\\b.*, (?<what>\\p{L}.+?) (?:remains|is) my favourite',
    ({ sort = '', what = '' }) => `my favourite ${oneOf(sort)} is ${what}`,
  ),
  order(`favou?rite (?<sort>\\p{L}+)[?:,]+ (?<what>${words})`, 'my favourite $<sort> is $<what>'),
  order(
    'if it is (?<what>\\p{L}+) I own it,? (?:my )?favou?rite (?<sort>\\p{L}+)\\b.*',
    'my favourite $<sort> is $<what>',
  ),
  order(
    `if ${speaker} had to (?:pick|choose|name) (?:one|a|just one|a favourite|my favourite) (?<sort>\\p{L}+)(?: .*?)?,? (?:it|that) would (?:be|have to be) (?<what>.+)`,
    'my favourite $<sort> is $<what>',
  ),
  order(
    `${speaker} would rather .+ than (?:eat|drink|watch|play|listen to|read) (?<what>${words})`,
    'I hate $<what>',
  ),
  order(
    `${speaker} could (?:eat|drink|watch|listen to|play|read) (?<what>${words}) ${anyOf(everyDay)}(?:,? .*)?`,
    'I love $<what>',
  ),
  order(
    `(?<what>${words}) (?:is|are) (?:great|amazing|the best|perfect|elite),? (?:and )?I will die on (?:that|this) hill`,
    'I love $<what>',
  ),
  order(
    `(?<what>${words}) and (?:me|I) (?:just |really )*do not (?:get along|mix|agree|go together)\\b.*`,
    'I do not like $<what>',
  ),
  order(
    `(?<what>${words}) (?:is|are) ${anyOf(bad)}(?:,? never (?:liked|did like) (?:it|them))?`,
    'I do not like $<what>',
  ),
  order(
    '(?<what>[\\p{L} -]{3,30}?), (?:no thank you|no thanks|hard pass|yuck|ew+|nope)\\b.*',
    'I do not like $<what>',
  ),
  order('no (?<what>[\\p{L} -]{3,20}) for me(?:,? .*)?', 'I do not eat $<what>'),
  order('(?<what>[\\p{L}-]+ games) only for me', 'I love $<what>'),
  order(
    '(?:I )?do not do (?<what>spicy|dairy|gluten|spicy food|seafood|mushrooms|caffeine|alcohol|meat)\\b.*',
    'I do not eat $<what>',
  ),
  order(
    '(?:just )?not (?:much of |really )?an? (?<what>\\p{L}+(?: \\p{L}+)?) person(?: at all)?(?:,? .*)?',
    'I am not a $<what> person',
  ),
  order(
    'not (?:really |very |at all )?(?<what>religious|sporty|superstitious|musical|outdoorsy)(?: at all)?',
    'I am not $<what>',
  ),
  order(
    '(?<what>\\p{L}[\\p{L} ]{2,24}?) fan since (?<since>birth|childhood|\\d{4}|I was .+?)(?: (?:basically|really))?',
    'I have been a $<what> fan since $<since>',
  ),
  order('(?:I have )?been obsessed with (?<what>.+)', 'I am obsessed with $<what>'),
  order(
    '(?:I am )?(?:lowkey )?obsessed with (?<what>.+?) (?:now|rn) and always',
    'I am obsessed with $<what>',
  ),
];
