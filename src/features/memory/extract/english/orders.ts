import { needing } from '../could-fit.ts';
import type { Language } from '../language.ts';
import { anyOf, phrases } from '../phrases.ts';
import { selfRewrites } from './other-words.ts';
import { turnedPairs } from './turned.ts';
import { englishLists } from './words.ts';

const numbers = phrases`\d+, two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty, thirty`;
const lengths = `(?:about |around |over |almost |nearly )?${anyOf(numbers)} (?:years|months|decades)`;

/** When and how somebody works: it stands between the verb and where. */
const shifts = phrases`
  (?:the )?(?:nights?|days|evenings|weekends|mornings|graveyards?|lates|earlies|shifts?|(?:night|day|late|early|graveyard|evening|weekend|rotating|twelve-hour|12-?h(?:ou)?r?) shifts?|part[- ]?time|full[- ]?time|remotely|freelance|long hours|overtime|hard|mostly|mainly|(?:from|at) home|again|away|casually|seasonally)
  (?:two|three|four|five|\d) (?:days|nights|hours|shifts|mornings) (?:a|per) (?:day|week|month)
`;

/** The same for where somebody lives. */
const living = phrases`
  alone, quietly, happily, together, by myself, on my own, right, out, up, over, back, down, just, permanently
  temporarily, part[- ]time
`;
const dwellings = phrases`
  flat, apartment, house, place, room, studio, cottage, cabin, dorm, basement, attic, bungalow, village, town, suburb
  farm, area, part
`;

/** "I have lived here ten years now": how long, without "for". */
const lasting = phrases`been, lived, worked, played, had, known, owned, spoken, studied, collected`;
const beforeLength = phrases`for, since, in, past, last, about, around, over, almost, nearly, than, least`;

/** Says of a favourite how much it is one: "is hands down my favourite". */
const surely = phrases`
  hands down, by far, easily, still, probably, definitely, just, honestly, actually, absolutely, always
`;

/** Times and places that stand elsewhere than the patterns know them. */
const whereAndWhen: Language['rewrites'] = [
  // "I have not eaten meat in ten years"
  [
    needing(
      'have not',
      new RegExp(`\\b((?:(?:I|we) )?have not [\\w ]{3,40}?) in (${lengths}|years|ages)\\b`, 'i'),
    ),
    '$1 for $2',
  ],
  [
    needing(
      'avourite|avorite',
      /\b(favou?rite [\p{L} -]{2,30}?) (?:ever|of all time|of them all|so far) (?=(?:is|are|has to be)\b)/giu,
    ),
    '$1 ',
  ],
  [
    needing(
      'work',
      new RegExp(
        `\\b(works?|worked|working) (?:${anyOf(shifts)},? (?:and )?)+(?=(?:at|as|for|in|with)\\b)`,
        'gi',
      ),
    ),
    '$1 ',
  ],
  [
    needing(
      'liv',
      new RegExp(
        `\\b(lives?|lived|living) ${anyOf(living)}(?: now| here)?,? (?=(?:in|on|near|outside)\\b)`,
        'gi',
      ),
    ),
    '$1 ',
  ],
  [
    needing(
      'liv',
      new RegExp(
        `\\b(lives?|lived|living) (?:in|on) (?:an?|the|my|our) (?:[\\p{L}-]+ ){0,3}${anyOf(dwellings)}(?: of)? (?:just )?(?:in|near|outside|outside of|of) (?=\\p{L})`,
        'giu',
      ),
    ),
    '$1 in ',
  ],
  [
    needing(
      'been',
      /(\bI have |^have |^)been (?:in|at) (?:the|an?) same (?:flat|apartment|house|place|room|town) in (?=\p{L})/giu,
    ),
    '$1been living in ',
  ],
  [
    needing(
      'me to',
      /\b(?:my |the |our )?(?:company|work|job|boss|employer) (?:moved|relocated|transferred) me to /gi,
    ),
    'I moved to ',
  ],
  ...selfRewrites,
  [
    needing(
      'years|months|decades',
      new RegExp(
        `\\b((?:I|we|he|she|they) (?:have|has) ${anyOf(lasting)}\\b[^,.;]*?)(?<! ${anyOf(beforeLength)}) (${lengths})(?: (?:already|now))?(?=[,.!]|$)`,
        'i',
      ),
    ),
    '$1 for $2',
  ],
  [needing('since', /^(since [\w ]{3,20}?,? I) am at (?=\p{Lu})/u), '$1 work at '],
  [needing('i am at', /\bI am at ((?:\p{Lu}[\p{L}&-]* ){1,3})(?=since )/u), 'I work at $1'],
];

/** What stands before "my", "makes me" or "I", and belongs after it. */
const turnedRound: Language['rewrites'] = [
  // "My exam is on 6 June, the bar one"
  [/^my (exam|test|final)(?: is|['’]s) on (.+?), the (.{2,30}?) one\b.*/iu, 'my $3 $1 is on $2'],
  [/^my (exam|test|final) in ([\p{L} ]{3,30}?) is on (.+)/iu, 'my $2 $1 is on $3'],
  [
    needing(
      'my ',
      new RegExp(
        `^(.{0,24}?)\\b((?:[\\p{L}\\d'’.&-]+ ){1,6}?)(?:is|are)(?: ${anyOf(surely)})? my (?:all[- ]time |absolute |personal )?favourite ([\\p{L} ]{3,24}?)(?= of all time|ever\\b|[,.!]|$)`,
        'iu',
      ),
    ),
    '$1my favourite $3 is $2',
  ],
  [
    needing(
      'my ',
      new RegExp(
        `\\b(\\p{Lu}[\\p{L}'’-]{1,20})(?:,| \\() ?my ((?:${englishLists['pets']}|${englishLists['family']}))(?:\\)|,).*`,
        'u',
      ),
    ),
    'my $2 is called $1',
  ],
  [
    needing(
      ' me ',
      /^(?:yeah no[,.]? )?([\p{L} ]{3,30}?) (?:makes?|made) me (?:gag|sick|puke|vomit|shudder)\b/iu,
    ),
    'I hate $1',
  ],
  [
    needing('as a', /^(?:speaking )?as an? ([\p{L} -]{3,40}?)(?: myself| by trade)?,? (?=I\b)/iu),
    'I am a $1, ',
  ],
  [
    needing(
      'my ',
      /^(.*?\b)my (?:own )?(?:apartment|flat|house|place) in ((?:\p{Lu}[\p{L}'-]+ ?){1,3})(?:is|has|was|got)\b.*/u,
    ),
    '$1I live in $2',
  ],
];

/** Other orders of the same words: "Dune is my favourite book". */
export const englishRewrites: Language['rewrites'] = [...turnedPairs, ...whereAndWhen, ...turnedRound];
