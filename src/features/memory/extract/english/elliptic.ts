import { needing } from '../could-fit.ts';
import type { Language } from '../language.ts';
import { anyOf, phrases } from '../phrases.ts';
import { englishLists } from './words.ts';

/** What may stand before it without meaning anything. */
const lead = '^(?<lead>(?:(?:oh|ah|well|so|yeah|yes|yep|hm+|um+|and|but|hi|hey|ok|okay|lol),? )*)';
const ends = '(?=$|[,.!…])';
const language = `(?:${englishLists['languages']})`;
const some = '(?:(?:some|basic|broken|a little|a (?:little )?bit of) )?';
const nationality = `(?:${englishLists['nationalities']})`;
const town = `(?!(?:${nationality}|I|we|you|he|she|they|it|my|the|this|that|not|home|born)\\b)\\p{L}[\\p{L}'-]+(?: \\p{L}[\\p{L}'-]+)?`;
const shortWords = "(?!(?:I|we|you|he|she|they|it|not|this|that|these|those|the|a|an)\\b|\\S+ing\\b|\\S*')";
const things = `${shortWords}\\p{L}[\\p{L}-]+(?: (?!(?:is|are|was)\\b)[\\p{L}-]+){0,2}?`;
const allergens = phrases`
  (?:tree |pine )?nuts?, peanuts?, cashews?, almonds?, walnuts?, hazelnuts?, pistachios?, pecans?, shellfish
  shrimps?, prawns?, crab, lobster, fish, sesame, soy, eggs?, milk, dairy, gluten, wheat, strawberr(?:y|ies)
  kiwis?, mangos?, mangoes, bananas?, bee stings?, bees, wasps?, wasp stings?, penicillin, latex, ibuprofen
  aspirin
`;
const harmful = anyOf(allergens);
const daysOfTheYear: readonly (readonly [string, string])[] = [
  ['(?:a )?leap day', 'February 29'],
  ["new year['’]?s eve", 'December 31'],
  ["new year['’]?s day", 'January 1'],
  ['christmas eve', 'December 24'],
  ['christmas(?: day)?', 'December 25'],
  ["valentine['’]?s(?: day)?", 'February 14'],
];

/** What a whole sentence tells; `needs` are words of which one is in it. */
function told(needs: string, pattern: string, says: string): readonly [RegExp, string] {
  return [needing(needs, new RegExp(`${lead}${pattern}`, 'iu')), `$<lead>${says}`];
}

/** What people tell of themselves without a verb or without "I", as whole sentences. */
export const ellipticTelling: Language['rewrites'] = [
  // "Accra originally, but home is Toronto now"
  told(
    'originally',
    `(?<from>${town}) originally,? (?:but |and )?(?:now )?(?:my )?home(?: is|['’]s) (?<now>${town}?)(?: now| these days| nowadays| for now)?${ends}`,
    'I am from $<from>, I live in $<now>',
  ),
  told(
    'born',
    `(?<town>${town}),? born (?:and|n|&|['’]n['’]?) (?:bred|raised)${ends}`,
    'I was born in $<town>',
  ),
  [
    needing(
      'i die',
      new RegExp(`(?<=^|[,;] )(?<thing>${things}) (?:['’]?til|till|until) I die${ends}`, 'iu'),
    ),
    'I love $<thing>',
  ],
  told(
    'fluent|bilingual|trilingual|conversational',
    `(?:fluent|bilingual|trilingual|conversational) in (?<langs>${language}(?:(?:,? and |, )${some}${language}){0,4})${ends}`,
    'I speak $<langs>',
  ),
  // "Polish, English, bit of Ukrainian from my gran"
  told(
    'bit|little|some|smattering|touch',
    `(?<langs>${language}(?:, ${language}){0,4}),? (?:and )?(?:an? )?(?:bit|little|some|smattering|touch)(?: of)? (?<last>${language})(?: from my [\\p{L} ]+)?(?=$|[.!…])`,
    'I speak $<langs> and $<last>',
  ),
  told(
    'year of',
    '(?:(?:in (?:my|the) )?(?:first|second|third|fourth|fifth|final|last)[- ]year) of (?:an?|my) (?:(?:phd|doctorate|masters?|bachelors?|degree|ba|bsc|ma|msc|undergrad)(?: degree)?) in (?=\\p{L})',
    'I am doing a phd in ',
  ),
  told(
    ' by trade| by profession| by training',
    `(?:an? )?(?!clown|idiot|fool)(?<job>\\p{L}[\\p{L}-]+(?: [\\p{L}-]+){0,2}?) by (?:trade|profession|training)${ends}`,
    'I am a $<job>',
  ),
  told(
    'thing',
    `(?!chaos|drama|violence|suffering|sarcasm|crime)(?<thing>${things})(?: is|['’]s) (?:totally |really |kinda |just )?my thing${ends}`,
    'I love $<thing>',
  ),
  told(
    'for me|pls|please',
    `(?<one>he|she|they|it|xe|ze)[ /](?<other>him|her|them|it|its|xem|zir)(?: pronouns)? (?:for me|pls|please)(?: please| pls)?(?=$|[,.!…])`,
    'my pronouns are $<one>/$<other>',
  ),
  told(
    'me in|me to',
    `(?<what>${harmful}(?:(?:,? and |, )${harmful}){0,3}) (?:will )?(?:sends?|puts?|lands?) me (?:in|to|into) (?:the )?(?:ER|A&E|hospital|emergency room|emergency)\\b`,
    'I am allergic to $<what>',
  ),
  // "I am 31 and the youngest person in my village"
  told(' and the ', '(?<age>[1-9]\\d) and the (?=(?:youngest|oldest|eldest) )', 'I am $<age>, I am the '),
  [/\b(I am [1-9]\d) and the (?=(?:youngest|oldest|only|eldest)\b)/i, '$1, I am the '],
  told(
    'pushing ',
    'pushing (?:twenty|thirty|forty|fifty|sixty|seventy|[2-9]0)(?: myself)?, (?<age>[1-9]\\d) (?=(?:in (?:the )?|this |next )(?:spring|summer|autumn|fall|winter|year|january|february|march|april|may|june|july|august|september|october|november|december)\\b)',
    'I am turning $<age> ',
  ),
  ...daysOfTheYear.map(([day, date]): readonly [RegExp, string] => [
    needing(
      'born on|birthday',
      new RegExp(`\\b(born|birthday is|birthday['’]s) on ${day}(?= |$|[,.!…])`, 'iu'),
    ),
    `$1 on ${date}`,
  ]),
  // "In the fishing village of Saltmere", "anything with gluten in it"
  [
    needing(
      'village|town|city|hamlet',
      /\b(in|from|near) (?:the|a) (?:(?:small|little|tiny|old|fishing|mining|mountain|farming|coastal|market) ){0,2}(?:village|town|city|hamlet) (?:of|called|named) (?=\p{Lu})/gu,
    ),
    '$1 ',
  ],
  [
    needing(
      'anything',
      /\b(can not|do not) (eat|drink|have) anything (?:with|containing|that has) (\p{L}+)(?: in it)?(?: either)?(?=$|[,.!…])/iu,
    ),
    '$1 $2 $3',
  ],
  [
    needing(
      'getting married',
      /\b(getting married(?: to [\p{L} ]+?)? on [^,.]{3,18}?) in \p{Lu}\p{L}+(?=$|[,.!…])/u,
    ),
    '$1',
  ],
  [
    needing(
      'know',
      /,? (?:as|like) (?:you|y'all|most of you)(?: all| guys)? (?:may |might |probably )?know\b/i,
    ),
    '',
  ],
  [/\b(birthday)['’]s on (?=\p{L}|\d)/iu, '$1 is on '],
  [needing('-', new RegExp(`^I am (${nationality})-(${nationality})${ends}`, 'iu')), 'I am half $1 half $2'],
];
