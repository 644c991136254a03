import { needing } from '../could-fit.ts';
import { anyOf, phrases } from '../phrases.ts';
import { englishLists } from './words.ts';

/** What is liked or feared, where a clause begins with it: neither what somebody points at nor a single one of a kind. */
const noThings = phrases`
  the(?! (?:dark|ocean|sea|dentist|cold|countryside)\b), an?, this, that, these, those, it, he, she, they, you, we
  I, me, my, our, your, his, her, their, who, what, which, there, here, one, some, any, every, everything, nothing
  something, everyone, nobody, somebody, people, life, not, no, if, when, how, why, only, even, sometimes, today
  tonight, because, and, but, or, so, to, in, on, at, for, of, with
`;
const thing = `(?!${anyOf(noThings)}\\b)(?<thing>[\\p{L}\\d][\\p{L}\\p{M}\\d'’&-]*(?: [\\p{L}\\p{M}\\d'’&-]+){0,4}?)`;
const really =
  '(?:(?:basically|literally|honestly|just|pretty much|definitely|totally|still|always|kinda|simply|truly|absolutely|really|easily|legit|actually|by far|hands down) )*';
const ends =
  '(?=$|[,.!…]|\\s+(?:tbh|lol|ngl|imo|honestly|too|though|fr|btw|especially|esp|but|and|because|bc|so|when)\\b)';
const anyDay =
  '(?:,? (?:any ?day(?: of the week)?|every (?:single )?time|all day(?: every day)?|always|by far|hands down|fight me|no contest|sorry(?: not sorry)?|change my mind|tbh|imo|ngl|lol))*(?=$|[,.!])';

/** What begins with the thing; `needs` are words of which one is in it. */
function turned(needs: string, pattern: string, told: string): readonly [RegExp, string] {
  return [needing(needs, new RegExp(`^${pattern}`, 'iu')), told];
}

/** Words for likes, dislikes and fears that begin with the thing: "horror films are my jam", as the patterns know them. */
export const turnedTastes: readonly (readonly [RegExp, string])[] = [
  turned(
    'life|my |our ',
    `${thing} (?:is|are) ${really}(?:life|(?:my|our) (?:(?:absolute|biggest|great|new|whole|entire|one|only|true|ultimate) )*(?:jam|religion|weakness|happy place|love language|therapy|everything|life|passion|obsession|addiction|guilty pleasure|comfort food|soul food|drug of choice|favou?rites?|catnip))${ends}`,
    'I love $<thing>',
  ),
  turned(
    'best|elite|goated|tier|where it',
    `${thing} (?:(?:is|are) ${really}(?:the best (?:thing|food|game|animals?) ever|elite|goated|god[- ]?tier|top[- ]?tier|where it(?: is|'s) at)|are ${really}the best)${ends}`,
    'I love $<thing>',
  ),
  turned(
    'worst|devil|satan|bane|gross|disgusting|vile',
    `${thing} (?:is|are) ${really}(?:the worst(?: thing ever)?|the devil|(?:the )?spawn of satan|the bane of my existence|(?:so )?(?:gross|disgusting|vile))${ends}`,
    'I hate $<thing>',
  ),
  turned(
    'me |calms',
    `${thing} (?:(?:is|are) what |${really})?(?:keeps? me (?:sane|grounded|calm|balanced|from (?:losing (?:my mind|it)|going (?:mad|crazy|insane)))|calms me down|makes? me (?:so )?happy)${ends}`,
    'I enjoy $<thing>',
  ),
  turned(
    'me |out of me',
    `${thing} ${really}(?:freaks? me out|creeps? me out|terrif(?:y|ies) me|scares? me|(?:scares?|frightens?) the (?:hell|life|crap|shit|bejesus) out of me|gives? me the (?:creeps|willies|heebie[- ]jeebies))${ends}`,
    'I am scared of $<thing>',
  ),
  turned('>', `${thing} >+ (?:everything|anything|all)(?: else)?${anyDay}`, 'I love $<thing>'),
  turned(
    '>| over ',
    `${thing}(?<!\\b(?:all|up|down|\\p{L}+ed|went|ran|fell|came|got|is|are|just|flew)) (?:>+|over) (?<other>(?!(?:you|my|people|me|everyone|life)\\b)[\\p{L}][\\p{L}\\p{M}'’-]*(?: [\\p{L}'’-]+){0,2}?)${anyDay}`,
    'I prefer $<thing> to $<other>',
  ),
  [
    needing('nothing i', /^(?:there )?(?:is|'s) nothing I (?:love|like|enjoy) more than (?=\p{L})/iu),
    'I love ',
  ],
  [needing('beats', /^nothing beats (?=\p{L})/iu), 'I love '],
];

const pair = "(?!you\\b|he\\b|she\\b)(?<who>(?:(?:my|our) )?[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)?)";

/** "Halvard and I are flying to Rome" is told of the speaker. */
export const turnedPairs: readonly (readonly [RegExp, string])[] = [
  [
    needing(' and i ', new RegExp(`^${pair} and I (?:are|am) getting (?:married|hitched)\\b`, 'iu')),
    'I am getting married to $<who>',
  ],
  [needing(' and i ', new RegExp(`^${pair} and I (?:are|am) (?=\\p{L}+ing )`, 'iu')), 'I am '],
];

/** The same, and things that are had or done, with nothing but the subject left out: "big into vintage synths". */
export const shortTastes: readonly (readonly [RegExp, string])[] = [
  [
    /^(?=(?:(?:super|so|really|heavily|deep|very) )?(?:big into|hooked on|scared of|terrified of|afraid of|crazy about|fascinated by|a (?:\w+ )?sucker for|a (?:big |huge |massive )fan of|big on|not big on)\b)/i,
    'I am ',
  ],
  [/^(?=born (?:and raised )?(?:in|on|under)\b)/i, 'I was '],
  [/^(?=been (?:\w+ )?(?:hooked on|obsessed with|into)\b)/i, 'I have '],
  [
    /^(?=(?:can not get enough of|can not resist|can not eat|can not have|have not (?:touched|eaten|had|drunk|smoked)|do not (?:play|eat|drink|watch|speak) .*any ?more\b|no longer (?:play|eat|drink|work|live|own|have|speak|study|smoke)|cancell?ed my|(?:gave away|got rid of|traded in|donated|scrapped) (?:my|our)|ran (?:a|the|my)\b|prefer|collect|took up)\b)/i,
    'I ',
  ],
  [
    needing(
      'bit of a|total|huge|big|complete|real|massive|proud|classic|such a',
      new RegExp(
        `^(?=(?:an? )?(?:(?:bit of an?|total|huge|big|complete|real|massive|proud|classic|such an?) )+(?!nerd|geek)(?:${englishLists['traitNouns']})(?: here| gang| club)?${ends})(?:an? )?(?<what>.*?)(?: here| gang| club)?${ends}`,
        'iu',
      ),
    ),
    'I am a $<what>',
  ],
  [
    needing(
      ' here| gang| club| squad| crew',
      new RegExp(`^(?<what>${englishLists['diets']})(?: here| gang| club| squad| crew)\\b.*`, 'iu'),
    ),
    'I am $<what>',
  ],
  [
    needing('for me', new RegExp(`^no (?<what>${englishLists['diet_foods']}) for me\\b`, 'iu')),
    'I do not eat $<what>',
  ],
  [
    needing(
      'exam|interview|test|appointment|audition|recital|viva|surgery|gig|flight',
      /^(?=(?:[\p{L}-]+ )?(?:exam|interview|test|appointment|audition|recital|viva|surgery|gig|flight) (?:is )?(?:on|next|this|tomorrow|in) )(?<what>.*?) (?:is )?(?=(?:on|next|this|tomorrow|in) )/iu,
    ),
    'I have a $<what> ',
  ],
  [needing('tickets', /^(?<tickets>(?:\w+ )?tickets (?:for|to) )/i), 'I have $<tickets>'],
];
