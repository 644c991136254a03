import { anyOf, phrases } from '../../phrases.ts';
import { capital, type Order, order, words } from './order.ts';

const relatives = phrases`
  brother, sister, mum, mom, mother, dad, father, wife, husband, girlfriend, boyfriend, partner, roommate, flatmate
  housemate, best friend, friend, buddy, cousin, son, daughter, aunt, uncle, roomie, gf, bf, nan, gran, grandma, boss
  neighbou?r, twin, fianc[eé]e?
`;
const does = phrases`
  is, has, works, lives, teaches, plays, bakes, sings, studies, runs, speaks, keeps, dances, draws, makes, comes, turned
  became, joined, moved, got, just, was, gave, passed, started, retired, owns, collects, loves, hates
`;
const pets = phrases`
  cat, dog, kitten, puppy, parrot, bunny, rabbit, hamster, gecko, snake, horse, budgie, ferret, tortoise, rat, bird
  guinea pig
`;
const many = phrases`parents, brothers, sisters, grandparents, kids, children, sons, daughters`;
const name = `(?<name>${capital}[\\p{L}'-]+)`;
const joined = phrases`married, divorced, am married to, live with, am engaged to`;

/** Whom one belongs with, and who they are. */
export const peopleOrders: readonly Order[] = [
  // "Renate, who I married last spring, thinks …"
  order(
    `.*?\\b(?<who>${capital}\\p{L}+), (?:whom?|that) (?:I|we) (?<verb>${joined})(?<when>[^,]*),.*`,
    'I $<verb> $<who>$<when>',
  ),
  // "My husband, who comes from Sardinia, makes cheese"; "shoutout to my roomie Chidi, guy bakes every Sunday"
  order('(?<who>(?:my|our) [^,]{2,40}), who (?<does>[^,]+)(?:,.*)?', '$<who> $<does>'),
  order(
    `.*?\\b(?<who>(?:my|our) ${anyOf(relatives)}) ${name},? who (?<does>[^,]+)(?:,.*)?`,
    '$<who> $<name> $<does>',
  ),
  order(
    `(?:my|our) (?<who>${anyOf(relatives)}) ${name} (?:from (?:college|school|uni|work|church|home|university|high school|the army)|in ${capital}\\p{L}+) (?<does>.+)`,
    'my $<who> $<name> $<does>',
  ),
  order(`${name} \\(my (?<who>${anyOf(relatives)})\\) (?<does>.+)`, 'my $<who> $<name> $<does>'),
  order(
    `.*\\bmy (?<who>${anyOf(relatives)}),? ${name} is the one who (?<does>.+)`,
    'my $<who> $<name> $<does>',
  ),
  order(
    `.*\\b(?<who>(?:my|our) ${anyOf(relatives)}(?:,? \\p{L}[\\p{L}'-]+)?),? (?:who |guy |dude )?(?<does>${anyOf(does)}\\b .+)`,
    '$<who> $<does>',
  ),
  order(`.*\\b(?:my|our) (?<who>${anyOf(relatives)}), ${name}`, 'my $<who> is called $<name>'),
  order(
    `(?:(?:our|my) )?(?<who>mum|mom|dad|nan|gran|wife|husband)(?:'s| is) (?<what>(?!(?:not|just|always|being|so|here|home|in|on|at|asleep|mad|angry|calling)\\b)[\\p{L} -]{3,30})`,
    'my $<who> is $<what>',
  ),
  order(`(?:it was )?my (?<who>${words}) and (?:I|me) (?<did>.+)`, 'we $<did>'),
  order(
    `(?:our|my) wedding (?:is|will be) (?<when>(?:on|in|next) .+?) in (?<where>${capital}.+)`,
    'I am getting married in $<where> $<when>',
  ),
  order('(?:our|my) wedding (?:is|will be) (?<when>(?:on|in|next) .+)', 'I am getting married $<when>'),
  order(
    '(?:I have )?been (?<how>sober|vegan|vegetarian|single|clean) (?:for )?(?<long>(?:\\p{L}+|\\d+) (?:years|months))(?: .*)?',
    'I have been $<how> for $<long>',
  ),
  // "me and Tasha been together 3 years", "been with Sanne six years"
  order(
    "(?:me|I) and (?<who>(?:my )?\\p{L}[\\p{L}'-]+) (?:have )?been (?<how>together|married|engaged|dating) (?:for )?(?<long>(?:\\p{L}+|\\d+) (?:years|months))(?: .*)?",
    ({ who = '', how = '', long = '' }) => `${spelledLarge(who)} and I have been ${how} for ${long}`,
  ),
  order(
    `(?:I have )?been with (?<who>${capital}\\p{L}+) (?:for )?(?<long>(?:\\p{L}+|\\d+) (?:years|months))(?: .*)?`,
    '$<who> and I have been together for $<long>',
  ),
  order(
    "(?:me|I) and (?<who>(?:my )?\\p{L}[\\p{L}'-]+) (?:are|am|were) moving in together(?<when>(?: in| next| on)? .*)?",
    'I am moving in with $<who>$<when>',
  ),
  order(
    "(?:me|I) and (?<who>(?:my )?\\p{L}[\\p{L}'-]+) (?:are|am|have been|been|got|were) (?<rest>.+)",
    ({ who = '', rest = '' }) => `${spelledLarge(who)} and I are ${rest}`,
  ),
  // Animals
  order(`${name} is (?:my|our) (?<pet>${pets})(?:,? .*)?`, 'my $<pet> is called $<name>'),
  order(
    `.*?\\b(?:the|that) (?<pet>${pets}) (?:on|in|at|under|behind|next to) my .+? is (?:called|named) ${name}(?:,? .*)?`,
    'my $<pet> is called $<name>',
  ),
  order(
    `(?:we|I) (?:named|called) (?:the|our|my) (?<pet>[\\p{L}-]+(?: \\p{L}+)?) ${name}(?:,? .*)?`,
    'my $<pet> is called $<name>',
  ),
  order(
    `(?:we|I) had to (?:put ${name} down|say goodbye to (?:old )?${name.replace('name', 'other')})(?<when>(?: in| on| last)? [^,]+)?, .*\\bbest (?<pet>${pets})\\b.*`,
    ({ name: put = '', other = put, pet = '', when = '' }) => `my ${pet} ${put || other} died${when}`,
  ),
  order(
    `(?:my|our) (?<who>${anyOf(many)}), (?<names>${capital}\\p{L}+ and ${capital}\\p{L}+),? .*`,
    'my $<who> are called $<names>',
  ),
  order(`both (?:of )?my (?<who>${anyOf(many)}) (?<did>.+)`, 'my $<who> $<did>'),
  order(
    '(?:the )?(?:kid|child|baby) number (?:two|three|four|five) is due (?:in )?(?<when>\\p{L}+)(?:,.*)?',
    'my baby is due in $<when>',
  ),
  // What others did to the speaker
  order(
    `(?<who>(?:my|our) .{2,30}?|${capital}\\p{L}+(?: ${capital}\\p{L}+)?) (?<verb>raised|adopted|brought up|named) me(?<rest> .*)?`,
    ({ who = '', verb = '', rest = '' }) => `I was ${verb}${rest} by ${who}`,
  ),
  order(
    `(?<who>(?:my|our) .{2,30}?|${capital}\\p{L}+) taught me (?:how )?to (?<what>.+)`,
    'I learned to $<what> from $<who>',
  ),
];

function spelledLarge(name: string): string {
  return name.includes(' ') ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
