import { needing } from '../could-fit.ts';
import type { Language } from '../language.ts';

const place = "((?:\\p{Lu}[\\p{L}'’-]*|the|of|de|la|den)(?: \\p{Lu}[\\p{L}'’-]*)*|\\p{L}{3,20})";
const longAgo =
  '(?=(?:since (?:\\d{4}|birth|I was|(?:last |early |late )?(?:year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december))|for (?:\\p{L}+ ){0,2}(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty) (?:years|months))\\b)';

/** Where one works, and where one only is for a while. */
const employers =
  "(?:(?:the|my) (?:(?:old|local) )?(?:bank|firm|company|agency|ministry|council|university|factory|newspaper|post office|law firm|startup|studio|lab|bakery|clinic|library|shipyard|school)|\\p{Lu}[\\p{L}&.'-]+(?: \\p{Lu}[\\p{L}&.'-]+)*)";

/** Other orders and words for who somebody is and where they live and work. */
export const selfRewrites: Language['rewrites'] = [
  [
    needing(
      'my b',
      /\bit(?:['’]?s| is) my (?:birthday|bday|b-day) (?:on )?(?=the \d|\d|\p{L}+ (?:the )?\d)/iu,
    ),
    'my birthday is on ',
  ],
  [
    needing(
      'me ',
      /(?:^|(?<=[,.] |\b(?:and|but) ))(?:(?:all )?(?:my )?friends|most people|people|(?:every|most |some )?(?:body|one)|my (?:family|mates|friends))(?: here| irl| online| all| just| usually| mostly)* calls? me (?=\p{L}+(?: \p{Lu}\p{L}+)?(?:[,.!]|$| (?:and|but|though|because|for|since)\b))/iu,
    ),
    'my nickname is ',
  ],
  [
    needing(
      'moving|transferring|relocating',
      /^(.{0,40}?)(?:\b(?:my|the|our) )?\b(?:company|employer|work|job|firm|boss|bosses|unit|church|regiment)(?: is|['’]s) (?:moving|transferring|relocating) (?:me|us) (?:over |back |down |up |out )?to (?=\p{L})/iu,
    ),
    '$1I am moving to ',
  ],
  [
    needing('no longer at', new RegExp(`\\b(I )?(?:am )?no longer at (?=${employers})`, 'u')),
    'I no longer work at ',
  ],
  [
    needing('i am not at', new RegExp(`\\bI am not at (${employers}) any ?more\\b`, 'u')),
    'I no longer work at $1',
  ],
  [
    needing('since|for', new RegExp(`\\bI (?:am|have been)(?: living)? in ${place},? ${longAgo}`, 'iu')),
    'I live in $1 ',
  ],
  // "I speak Dutch and enough Catalan to get yelled at"
  [
    needing(
      'speak',
      /^(.*\bspeak\b.*?)\b(?:(?:just |barely |about )?enough|a (?:bit|little|tiny bit)(?: of)?|some|broken|bad|basic|passable|rusty|decent|terrible|conversational) (\p{L}+)(?: to .*)?$/iu,
    ),
    '$1$2',
  ],
  [needing('i was born', /\bI was born (?:and|n|&) (?:raised|bred) in\b/iu), 'I was born and raised in'],
  [
    needing('born', /^(?:I am )(\p{L}[\p{L}' -]{2,20}?)[- ]born(?: (?:and|n) (?:raised|bred))?(?=[,.!]|$)/iu),
    'I was born in $1',
  ],
];

/** What is told of oneself without "I". */
export const selfDropped: Language['dropped'] = [
  [
    /^(?=(?:ditched|deleted|deactivated|got off|signed off|left) (?:twitter|facebook|instagram|tiktok|reddit|tumblr|snapchat|linkedin|social media)\b)/i,
    'I ',
  ],
  [/^(?:my )?(?:pronouns) (?:are |is )?(?=\p{L}{2,4}\/)/iu, 'my pronouns are '],
  [
    /^(\p{L}{2,4}\/\p{L}{2,5}(?:\/\p{L}{2,6})?)(?: (?:for me|pronouns|please|pls|here|btw))+(?=[,.!]|$)/iu,
    'my pronouns are $1',
  ],
  [/^born (?:and|n|&) (?:raised|bred) in /iu, 'I was born in '],
  [/^(?:raised|brought up) (?=in \p{L})/iu, 'I was raised '],
  [
    /^(?=(?:quit|left|resigned|handed in|gave in|put in|dropped out|passed|switched|changed|served|volunteer|run an?|teach|teaching|freelance|coach|opened|got (?:transferred|laid off|hired|fired|promoted|relocated|diagnosed)|graduated|no longer (?:work|live|study)|work (?:nights|days|at|in|for|as)|live in|grew up|go by)\b)/iu,
    'I ',
  ],
  [/^(?=(?:diagnosed with|named after|raised|born)\b)/iu, 'I was '],
  [
    /^(?:just |also |currently |now |still |recently )*(?=(?:doing|opening|running|teaching|volunteering|training|based|self-employed|serving|(?:the )?(?:oldest|eldest|youngest|middle) (?:of|child)|an only child|half \p{L}+|not an? .+ any ?more|not (?:living|working|studying)\b.+ any ?more)\b)/iu,
    'I am ',
  ],
  [/^(?=been (?:married|divorced|single|an? |in the same|living|here since)\b)/iu, 'I have '],
];
