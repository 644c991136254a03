import { needing } from '../could-fit.ts';
import { englishLists } from './words.ts';

/** Spellings that are one, before anything is read. */
export const englishSpellings: readonly (readonly [RegExp, string])[] = [
  // What only says that it was said, or may be asked, at the end.
  [/,? (?:and )?there,? I said it(?=[\s.!]*$)/i, ''],
  [/,? if (?:you can believe it|you must know|you['’]re (?:curious|interested|wondering))(?=[\s.!]*$)/i, ''],
  [/\bI (?:dwell|abide|reside)\b/gi, 'I live'],
  [/\bI do (?=(?:love|like|hate|enjoy|fear|live|play|speak|keep|adore|loathe|own|prefer)\b)/gi, 'I '],
  [/\bi['´`]m\b/gi, 'I am'],
  // In German "im" is "in dem": in English it stands where a clause begins, or before a word that tells.
  [
    /(?<=^|[,.!:] |\b(?:and|but|so|hi|hey|hello|yeah|yes|yep|yea|well|because|cause|cuz|cos|bc|since|btw|tbh|ngl|lol|lmao|omg|ok|okay|oh|plus|also|honestly|actually|now|today|that|if|when|cause|no|wow|n) )im\b|\bim(?= (?:an?|the|not|from|in|at|\d\d|\p{L}+ing|so|very|pretty|really|kinda|actually|just|also|still|too|scared|afraid|allergic|based|born|married|single|vegan|vegetarian)\b)/giu,
    'I am',
  ],
  [
    /\bi['´`]ve\b|(?<=^|[,.!:] |\b(?:and|but|so|cuz|cos|bc|because|tbh|ngl|lol|yeah|btw|also|now|well|n) )ive\b|\bive(?= (?:been|got|had|lived|always|never|worked|played|just|a|an|two|three)\b)/gi,
    'I have',
  ],
  [/\bi['´`]d\b/gi, 'I would'],
  [/\bi['´`]ll\b/gi, 'I will'],
  [/\b(he|she)['´`]s (?=been\b|got\b)/gi, '$1 has '],
  // "My dad's got diabetes"
  [/\b((?:my|our) (?:\p{L}+ ){0,2}\p{L}+)['´`]s got (?=\p{L}|\d)/giu, '$1 has '],
  [/\b(mother|father|brother|sister|son|daughter) in law\b/gi, '$1-in-law'],
  [/\bex (?=(?:husband|wife|boyfriend|girlfriend|partner)\b)/gi, 'ex-'],
  [/\b(he|she)['´`]s\b/gi, '$1 is'],
  [/\bthey['´`]re\b/gi, 'they are'],
  [/\bfor like (?=(?:\d|a\b|an\b|two|three|four|five|six|seven|eight|nine|ten))/gi, 'for '],
  [/\b(?:can['´`]?t|cannot)\b/gi, 'can not'],
  [/\bwon['´`]t\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|have|has|had|could|would|should)n['´`]t\b/gi, '$1 not'],
  [/\b(do|does|did|is|are|was|were|have|has|had|could|would|should)nt\b/gi, '$1 not'],
  [/\bcant\b/gi, 'can not'],
  [/\bwont(?! to)\b/gi, 'will not'],
  [/\bain['´`]?t\b/gi, 'is not'],
  [/\b(he|she)s (?=been\b|got\b)/gi, '$1 has '],
  [/(?<=^|[,.!:] |\b(?:and|but|so|cuz|because) )(he|she)s\b/gi, '$1 is'],
  [/\btheyre\b/gi, 'they are'],
  [/\b(?:im+a|i['´`]mma|i['´`]m gonna|finna)\b(?! \p{Lu})/gu, 'I am going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\b(?:luv|lurve|lo{2,}ve+|love{2,})\b/gi, 'love'],
  [/\bh8\b|\bha{2,}te+\b/gi, 'hate'],
  [/\b(?:rly|rlly|reall+y+|rea{2,}lly)\b/gi, 'really'],
  [/\bso{2,}\b/gi, 'so'],
  [/\bvery{2,}\b/gi, 'very'],
  [/\b(?:cuz|cus|coz|cos|bcs|bcz|becuz|becuase|becasue)\b/gi, 'because'],
  [/\b(?:ppl|peeps)\b/gi, 'people'],
  [/\b(?:sm1|some1)\b/gi, 'someone'],
  [/\babt\b/gi, 'about'],
  [/\b(?:prob|probs|prolly|probly)\b/gi, 'probably'],
  [/\b(?:definately|definitly|def|defo)\b/gi, 'definitely'],
  [/\b(?:birtday|birhtday|bday|b-day|b'day)\b/gi, 'birthday'],
  [/\bw\/(?=\s)/gi, 'with'],
  [
    /(?<=\p{L}) n (?=(?:i|im|ive|my|a|an|the|two|three|work|works|live|lives|play|love|hate|got|have|also|now|then|from|we|he|she)\b)/giu,
    ' and ',
  ],
  [
    /\b(everyone|everybody|people|most people|(?:my |the )?(?:friends|family|mates)) (?:just |usually |mostly |all )*calls? me (?=\p{Lu}\p{Ll})/gu,
    'my friends call me ',
  ],
  [/\blil['´`]?(?= (?:bro|sis|cousin|nephew|niece|kid|guy|dog|cat|pup|kitten|one)\p{L}*)/giu, 'little'],
  [/\bgonna\b/gi, 'going to'],
  [/\bfav(?:e|s|orite|rite|ourit|orit|vorite)?\b/gi, 'favourite'],
  [/\bwe(?:['´`]re| are)\b/gi, 'we am'],
  [/\bwe['´`]ve\b/gi, 'we have'],
  [/\byou(?:['´`]re| are)\b|\bu r\b/gi, 'you am'],
  [/\byou['´`]ve\b/gi, 'you have'],
  [/\bveggie\b/gi, 'vegetarian'],
  [/\s&\s/g, ' and '],
  [/\bi\b(?!['´`.])/g, 'I'],
  [/\bis not\b/gi, 'is not'],
  [
    /\b(have|has) got (?=(?:an?|the|two|three|four|five|six|\d+|no|some|type|asthma|adhd|diabetes|really|my own|about|around|over|like|almost|nearly)\b)/gi,
    '$1 ',
  ],
  [
    needing(
      "'s|´s|`s",
      new RegExp(
        `\\b(my (?:(?:older|younger|little|big|best|twin) )?(?:${englishLists['family']}|${englishLists['pets']}))['´\`]s (?=(?:an?|the|allergic|from|called|named|not|also|still|really|very|so|in|at|\\d+|vegan|vegetarian|retired|married|pregnant|deaf|blind|afraid|scared|working|living|studying|getting|moving|turning|coming)\\b)`,
        'giu',
      ),
    ),
    '$1 is ',
  ],
];
