import type { Language } from '../language.ts';
import { englishDoubts, englishHedges } from './doubts.ts';
import { ellipticTelling } from './elliptic.ts';
import { englishLeadIns } from './lead-ins.ts';
import { selfDropped, selfRewrites } from './other-words.ts';
import { englishPretence } from './pretence.ts';
import { englishRules } from './rules.ts';
import { englishSpellings } from './spellings.ts';
import { spelledSpans } from './times.ts';
import { shortTastes, turnedPairs, turnedTastes } from './turned.ts';
import { englishLists } from './words.ts';

/** Verbs that others are told of in another form than the speaker. */
const irregular: Readonly<Record<string, string>> = {
  is: 'am',
  are: 'am',
  has: 'have',
  does: 'do',
  goes: 'go',
  was: 'was',
  were: 'was',
};

const lengths =
  '(?:about |around |over |almost |nearly )?(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty) (?:years|months|decades)';

/** English, as data. */
export const english: Language = {
  code: 'en',
  spellings: [...spelledSpans, ...englishSpellings],
  leadIns: englishLeadIns,
  adverbs:
    /(?<=^|^(?:am|have|is|has|was|do not|can not|can|will|am going to|am not|have been|have not) |^(?!(?:am|have|want|like|love) )(?:[\w'-]+ ){1,4}(?:is|are) )(?:(?:really|rly|rlly|legit|lowkey|low-key|highkey|srsly|v|way|hands down|actually|just|also|still|currently|now|totally|absolutely|literally|honestly|kinda|sort of|kind of|mostly|always|personally|definitely|usually|truly|genuinely|sincerely|secretly|recently|finally|officially|originally|already|both|obviously|certainly|simply|seriously|generally|basically|deeply|dearly|often|sometimes|lately|newly|happily|proudly|all|even|only|ever|temporarily|presently|permanently|fucking|freaking|bloody|regularly|super|very|so|in fact|of course|myself|too|then|tbh|technically|strongly|quite|rather) )+/i,
  self: /^(?:I|we(?! all))\b\s*/i,
  own: /^(?:my|our)\b\s*/i,
  other: /^(?:he|she|they)\b\s*/i,
  otherOwn: /^(?:his|her|their)\b\s*/i,
  possessive: /^['’]s?\s+/,
  clauses:
    /(?:[,.]\s+|\s+(?:and|but|so|plus|while|whereas|although|though|because|cause|bc|cuz|since)\s+)(?:(?:and|but|so|then|now|also|because|plus|besides|and besides|anyway)\s+)*(?=(?:I|my|we|you|your|he|she|his|her|they|their|My)\b)|,\s*(?:also\s+|now\s+|then\s+)?(?=(?:live|lives|work|works|moved|was born|born|raised|grew up|used to|speak|speaks|own|owns|studying|working|living|based in|raised in|married|allergic to|friends call me|family call me|got (?:an?|two|three)|have (?:an?|two|three|been)|can not (?:eat|stand)|(?:company|work|job) moved me|do not (?:eat|drink|drive|smoke)|hate|hates|love|loves)\b)|(?:,\s*|\s+)(?:and|but)\s+(?:also\s+|now\s+|then\s+)?(?=(?:am|have|has|is|work|works|live|lives|love|loves|like|likes|hate|hates|study|studies|play|plays|speak|speaks|moved|own|owns|collect|collects|enjoy|enjoys|prefer|prefers|come|comes|grew|do not|does not|can not|can|use|used to|got|started|drive|drives|dislike|adore|was|went|go by|quit|will|bought|adopted|turned|do|sleep|feel|ride|run|bake|cook|read|write|paint|knit|teach|keep|spend|want|need|think|hated|loved|lived|worked|studied|study|teach|became|married|raised|born|based|studying|working|living|trying|currently|originally|stopped|never|volunteer|swim|hike|climb|dance|sing|draw)\b)|\s+(?:and|but)\s+(?=(?:for|since|in|until) (?:\w+ ){1,3}?(?:I|we) )|(?:,\s*|,?\s+(?:and|but)\s+)(?=(?:from|an?(?! half\b)|two|three|four|five|allergic to|currently|vegan|vegetarian|single|married|divorced|widowed|engaged|retired|originally|\d{2}(?= ?(?:years|yo|,|and|$)))\b)/,
  thirdPerson:
    /^(?:(?:also|now|just|still|currently|really|actually) )?(?:is|has|was|does|can|did|used to|grew|came|went|got|speaks?|(?!this|yes|thanks|guys|folks|always|sometimes|lots|perhaps|as\b|us\b)\p{L}+[^s\W]s|(?:work|mov|liv|lov|hat|studi|play|marri|retir|start|stopp|adopt|join)ed) /iu,
  tails:
    /(?<=^\S+ \S+.*)(?<!\b(?:going|plan|planning|want|wants|like|love|hate|have|hope|need|decided|about|off|set|intend|used|learn|learning|try|trying|got|able|promised|supposed|prefer|started|here)) (?:to (?:see|visit|meet|help|be|study|work|look after|take care of|care for|celebrate|attend|stay with|live|get|relieve|make)|from (?:my|the|our)|with (?:my|our|some|a few|an?)|for (?:my|our|the|work|school|uni|college)|(?:right )?next to|near|during|called|named|before|after|around|at (?:my|our)|by (?:the|my)|thanks to|instead of|together)\b.*$/iu,
  objectEnds:
    /\s+(?:(?<!\b(?:am|do|does|did|have|has|had|is|are|was|were|can|could|will|would|should|may|might|why|if|or|and|but) )not (?=(?:an? |the |my |in |from |just |only )?[\p{L}\d]+(?: [\p{L}\d]+){0,2}$)|that (?!(?:fast|much|many|often|long|early|late|well|good|hard|loud)\b|(?:is|was) (?:called|named)\b|(?:is|are|was) not (?:mine|ours|real)\b)|til I|till I|because|cause|cuz|bc|since (?:I|we|it|my|that)|but|so(?: that| I| no| yes)?|now (?:there|it|that|we|I)|which|who|whom|whose|where|when|whenever|while|although|though|even|unless|until I|as (?:long|soon|much|a kid|a child|a result)|in case|thanks to|or (?:something|so|whatever)|and (?:I|we|it|that|he|she|they|you|my|this)|if|except|especially|and (?:not|never|always|still|now|also|besides)|to death|to bits|with (?:all my heart|a passion)|more than (?:anything|words)|like (?:crazy|mad|hell)|on a daily basis|every single day|(?:on |every |each )(?:other )?(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:every|each) (?:other )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week|weekend|month|year|morning|evening|night|summer|winter)|(?:once|twice|thrice|\w+ times) (?:an?|every|per) (?:day|week|month|year)|(?:at |on )(?:the )?weekends|on my days off|in the evenings|after work|for breakfast|for a change|these days|and (?:am|is|was|has|have|will|would|can))\b.*$|\s*[([].*$/iu,
  fillers:
    /(?:[\s,]{1,3}(?:and|but|or|too|also|as well|at all|for now|of all time|ever|by far|lately|of late|irl|in real life|for good|above all(?: else)?|most of all|no contest|fight me|btw|fyi|rip|smh|ffs|lmk|istg|by the way|tbh|lol|lmao|haha|hehe|though|tho|rn|in my (?:free|spare) time|wish me luck|(?:please )?do not forget|now|right now|at the moment|currently|these days|nowadays|so much|very much|a lot|a ton|lots|the most|honestly|actually|really|anyways?|for real|fr|ngl|imo|personally|already|still|again|you know|y'know|please|pls|thanks|everyone|guys|folks|somehow|for a living|for (?:the )?fun(?: of it)?|for pleasure|as a hobby|full[- ]time|part[- ]time|to be honest|in general|by now|of course|no joke|after all|myself|in fact|believe it or not|if that helps|more than ever|for sure|okay|ok|with my family|on my own|(?:all )?by myself|from scratch|fwiw|imho|ofc|obvs?|icl|no cap|deadass|(?:please )?(?:dont|do not) (?:judge|@|laugh at|hate|tell)(?: me| anyone)?|to (?:relax|unwind|de-?stress|chill|calm down|wind down|clear my head|stay sane)|forever|these past (?:days|weeks|months|years)|all my life|my (?:whole|entire) life|mate|man|dude|bro|xd|hey|yay|sadly|unfortunately|luckily|finally|permanently|temporarily|originally|yet|recently|sm|omg|omfg|smth|w\/e|whatever|ever since|so yeah|but yeah|yeah|so yes|so there(?: you go| is that)?|there|so|lmfao|rofl|kek|tf|wtf|idk why|i swear|i promise|promise|trust me|right now|as of (?:today|now|this (?:week|month|morning)|yesterday)|once again|for (?:my|work|school|uni) sins|for work|believe me|sorry|not sorry|sorry not sorry|and proud(?: of it)?|and i love it|deal with it|no regrets|go figure|of all things|like an idiot|as one does|as you do|just saying|just sayin|i know|please clap|nice to meet (?:you|u|y'all)(?: all)?|by trade|by day|at least|tyvm|ty|thx|babe|y'all)|[\s.!,…~^])+$/i,
  refers:
    /^(?:it|that|this|these|those|him|her|them|they|you|u|ya|me|us|we|he|she|I|one|ones|some|none|any|both|everything|nothing|anything|something|everyone|everybody|nobody|someone|all|more|what|how|when|where|why|who|which|whatever|there|here|a lot|so|very|not|no|too|such|well|things?|stuff|another|other|others|same|mine|yours|bits?|like|as|if|than|people who|seeing you|talking (?:to|with) you|(?:the|a) (?:idea|way|fact|thought|sound|look|feeling|vibes?|other|same|one|new|latest|last|first|next|ones|part|point|end|thing|things|stuff|bit|lot|result|ending|plan|joke|answer|question|suggestion|picture|photo|pic|message|meme|post|link|video))\b|\b(?:you|your|yours|u|ur)\b|^(?:that|this|these|those|his|her|their|its)\b/i,
  pretends: englishPretence,
  asks: /^(?:(?:and|but|so|well|ok|hey|btw|oh)[, ]+)*(?:do(?! not)|does(?! not)|did(?! not)|is|are|can(?! not)|could|will|would|should|shall|has|who|what|where|when(?! I was\b)|why|how|which|whose|anyone|anybody|any of you|did n|let us|let's|lets)\b/i,
  doubts: englishDoubts,
  hedges: englishHedges,
  asides:
    /\s(?:and|but|so|because|cause|cuz|cos|bc|though|although|plus)\s+(?=(?:then |now |also |sometimes |honestly |tbh )?(?:I|we|it|my|you|your|he|she|they|that's why|maybe|probably|perhaps|almost|nearly|nobody|no one|people|everyone|everybody|someone|do not|please|yes|no|if|when|whenever)\b(?! (?:say|said|hear|heard)\b))|\s*,\s*(?:and |but |so )?(?=(?:nobody|no one|everyone|everybody|people|most people|some people) (?!(?:(?:always|just|keep|keeps|even) )*(?:say|tell|claim|think|call|insist|swear)))/giu,
  retracts:
    /\b(?:not (?:really|sure|certain|true)|unsure|kidding|joking|lie|lying|believes? (?:it|that)|fell for|fall for|made (?:it|that|this) up|do not know|dream\w*|wish\w*|not (?:any ?more|any longer))\b/i,
  conditions: /\b(?:if|unless|whether|provided|assuming|in case|otherwise|even if)\b/i,
  wishes:
    /\b(?:would|could|might|should|may have|must be|hope|hoping|someday|one day|seem(?:s|ed)? to|looks? like|want(?:s|ed)? to|tempted|thinking (?:of|about)|considering|I'd)\b/i,
  elliptic: ellipticTelling,
  rewrites: [
    ...turnedPairs,
    // "I have not eaten meat in ten years"
    [new RegExp(`\\b((?:(?:I|we) )?have not [\\w ]{3,40}?) in (${lengths}|years|ages)\\b`, 'i'), '$1 for $2'],
    [
      /\b(favou?rite [\p{L} -]{2,30}?) (?:ever|of all time|of them all|so far) (?=(?:is|are|has to be)\b)/giu,
      '$1 ',
    ],
    // What stands between the verb and where, as what or for whom.
    [
      /\b(works?|worked|working) (?:(?:(?:the )?(?:nights?|days|evenings|weekends|mornings|graveyards?|lates|earlies|shifts?|(?:night|day|late|early|graveyard|evening|weekend|rotating|twelve-hour|12-?h(?:ou)?r?) shifts?|part[- ]?time|full[- ]?time|remotely|freelance|long hours|overtime|hard|mostly|mainly|(?:from|at) home|again|away|casually|seasonally)|(?:two|three|four|five|\d) (?:days|nights|hours|shifts|mornings) (?:a|per) (?:day|week|month)),? (?:and )?)+(?=(?:at|as|for|in|with)\b)/gi,
      '$1 ',
    ],
    [
      /\b(lives?|lived|living) (?:alone|quietly|happily|together|by myself|on my own|right|out|up|over|back|down|just|permanently|temporarily|part[- ]time)(?: now| here)?,? (?=(?:in|on|near|outside)\b)/gi,
      '$1 ',
    ],
    [
      /\b(lives?|lived|living) (?:in|on) (?:an?|the|my|our) (?:[\p{L}-]+ ){0,3}(?:flat|apartment|house|place|room|studio|cottage|cabin|dorm|basement|attic|bungalow|village|town|suburb|farm|area|part)(?: of)? (?:just )?(?:in|near|outside|outside of|of) (?=\p{L})/giu,
      '$1 in ',
    ],
    [
      /(\bI have |^have |^)been (?:in|at) (?:the|an?) same (?:flat|apartment|house|place|room|town) in (?=\p{L})/giu,
      '$1been living in ',
    ],
    [
      /\b(?:my |the |our )?(?:company|work|job|boss|employer) (?:moved|relocated|transferred) me to /gi,
      'I moved to ',
    ],
    ...selfRewrites,
    // "I have lived here ten years now"
    [
      new RegExp(
        `\\b((?:I|we|he|she|they) (?:have|has) (?:been|lived|worked|played|had|known|owned|spoken|studied|collected)\\b[^,.;]*?)(?<! (?:for|since|in|past|last|about|around|over|almost|nearly|than|least)) (${lengths})(?: (?:already|now))?(?=[,.!]|$)`,
        'i',
      ),
      '$1 for $2',
    ],
    [/^(since [\w ]{3,20}?,? I) am at (?=\p{Lu})/u, '$1 work at '],
    [/\bI am at ((?:\p{Lu}[\p{L}&-]* ){1,3})(?=since )/u, 'I work at $1'],
    [
      /^(.{0,24}?)\b((?:[\p{L}\d'’.&-]+ ){1,6}?)(?:is|are)(?: (?:hands down|by far|easily|still|probably|definitely|just|honestly|actually|absolutely|always))? my (?:all[- ]time |absolute |personal )?favourite ([\p{L} ]{3,24}?)(?= of all time|ever\b|[,.!]|$)/iu,
      '$1my favourite $3 is $2',
    ],
    [
      new RegExp(
        `\\b(\\p{Lu}[\\p{L}'’-]{1,20})(?:,| \\() ?my ((?:${englishLists['pets']}|${englishLists['family']}))(?:\\)|,).*`,
        'u',
      ),
      'my $2 is called $1',
    ],
    [
      /^(?:yeah no[,.]? )?([\p{L} ]{3,30}?) (?:makes?|made) me (?:gag|sick|puke|vomit|shudder)\b/iu,
      'I hate $1',
    ],
    [/^(?:speaking )?as an? ([\p{L} -]{3,40}?)(?: myself| by trade)?,? (?=I\b)/iu, 'I am a $1, '],
    [
      /^(.*?\b)my (?:own )?(?:apartment|flat|house|place) in ((?:\p{Lu}[\p{L}'-]+ ?){1,3})(?:is|has|was|got)\b.*/u,
      '$1I live in $2',
    ],
  ],
  dropped: [
    [/^(?:just )?(?=no longer (?:live|work|play|speak|smoke|eat|drink|study|drive)\b)/i, 'I '],
    [
      /^(?:just )?(?=no longer (?!(?:live|work|play|speak|smoke|eat|drink|study|drive)\b)|not .{2,40} (?:any ?more|any longer)\b)/i,
      'I am ',
    ],
    ...selfDropped,
    [
      /^(?:just |also )?(?=(?:been|always been) (?:with \p{Lu}|married|engaged|dating|together with|playing|learning|working|living|studying|collecting|vegan|vegetarian)\b)/iu,
      'I have ',
    ],
    [
      /^(?:just |recently |finally |also )?(?=(?:gave up|got|turned|sold|bought|moved|used to|adopted|broke|grew up|was born|started|joined|quit|graduated|retired|love|loving|hate|adore|can not stand|can not eat|never liked|majored|speak|have been|own an?|went (?:vegan|vegetarian)|dropped out|live (?:in|near|with|on)|lived in|work (?:at|as an?|for|in)|have (?:an?|two|three|four|\d) |hated|loved|do not (?:eat|drink|drive|smoke)|can not (?:drive|swim)|broke up|studied|worked (?:at|as|for|in)|lost my|retired)\b)/i,
      'I ',
    ],
    [
      /^(?:just |also |currently |still )?(?=(?:flying|going|moving|planning|visiting|heading|travell?ing|starting|driving|getting married|(?:happily )?(?:married|engaged|divorced|widowed)(?= (?:to|with|since|for|and)\b|,)|dating \p{L}|turning|allergic to|not an? (?:\w+ )?fan of|not into|originally from|working as|working at|studying|learning|living (?:in|with|near)|based in|married to|scared of|afraid of|from \p{Lu}|vegan|vegetarian|obsessed with|addicted to|(?:an? )?\d\d years old)\b)/iu,
      'I am ',
    ],
    [/^(?:just |also )?(?=(?:born|raised)\b)/i, 'I was '],
    [/^(?=(?:friends|family|mates|buddies)(?: all)? call me\b)/i, 'my '],
    [/^(?=(?:(?:all-?time )?favourite [\p{L} ]{2,20} (?:is|are|has to be) |name(?:'s| is) \p{Lu}))/u, 'my '],
    [
      /^(?=(?:gf|bf|mom|mum|dad|wife|husband|hubby|sis|bro|sister|brother|boss|roommate|flatmate) \p{Ll}+s\b)/iu,
      'my ',
    ],
    ...shortTastes,
    ...turnedTastes,
  ],
  you: /^(?:you|u|ya)\b\s*/i,
  yourOwn: /^your\b\s*/i,
  jokes:
    /\bjk\b|\b(?:just|only|totally) (?:kidding|joking|trolling|messing)\b|\b(?:I'?m|am) (?:kidding|joking|lying)\b|\bsarcas\w+|\bnot!+\s*$|\bpsych!*\s*$|\.\.\. ?not\b|\bin your dreams\b|\b(?:copypasta|pov:|plot twist)|\bsaid no one ever\b|#?\bnot\s*$/i,
  takesBack:
    /^(?:(?:lol|haha|ok|no|nah|nvm)[,! ]+)*(?:jk|j\/k|\/j|just kidding|i'?m (?:just )?(?:kidding|joking|lying)|i (?:was|am) (?:just |only )?(?:kidding|joking|lying)|kidding|joking|that was (?:a (?:joke|lie)|not true)|not really|psych|april fools?)\b/i,
  corrects:
    /^(?:(?:oh|ah|oops|sorry|wait|well|hm+)[,! ]+)*(?:no|nope|nah|actually|correction|i meant?|rather|scratch that|typo|my bad|wait|sorry|oops)\b[,:! ]/i,
  noLonger: [
    [/^used to be\b/i, 'am', 'was'],
    [/^used to\s+/i, '', 'was'],
    [/^(am|have) no longer\b/i, '$1'],
    [/^no longer\s+/i, ''],
    [/^(am|have) not (.*) (?:any ?more|any longer)$/i, '$1 $2'],
    [/^(?:do|can) not (?!(?:eat|drink|smoke|touch)\b)(.*) (?:any ?more|any longer)$/i, '$1'],
    [
      /^(?:have )?(?:stopped|quit|gave up|given up) (work|play|speak|collect|do|study|learn|go|lik|liv|driv|danc)ing\b/i,
      '$1',
    ],
  ],
  listed: /\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i,
  remember:
    /^(?:(?:(?:hey |hi |ok )?@?[\p{L}\p{N}_]+,? )?(?:please |pls |hey |can you |could you |and |now )*(?:remember(?: this)?|note|keep in mind|do not forget|never forget|make a note|write down|save this)(?:,|:| that| down that| for (?:me|later)(?: that)?|\s-)*)\s+(?!to\b)/iu,
  firstPerson(predicate) {
    return predicate.replace(/^([\p{L}']+)/u, (verb) => asFirstPerson(verb.toLowerCase(), verb));
  },
  noMore: (says) => (/^is\b/.test(says) ? says.replace(/^is\b/, 'is no longer') : `no longer ${says}`),
  shown(place, read) {
    if (place === 'lang' || place === 'languages' || place === 'nationalities')
      return { [place]: read.replace(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase()) };
    return englishLists[place] === undefined ? {} : { [place]: read.toLowerCase() };
  },
  keyOf: (_, read) => read,
  lists: englishLists,
  rules: englishRules,
};

function asFirstPerson(verb: string, written: string): string {
  const known = irregular[verb];
  if (known !== undefined) return known;
  if (/(?:ss|us|is)$/.test(verb) || !verb.endsWith('s') || verb.length < 4) return written;
  if (verb.endsWith('ies')) return `${verb.slice(0, -3)}y`;
  return /(?:sses|shes|ches|xes|zzes|oes)$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
}
