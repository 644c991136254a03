import type { Language } from '../language.ts';
import { englishPretence } from './pretence.ts';
import { englishRules } from './rules.ts';
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

const leadIns = [
  'well|so|oh|ah|um+|uh+|hm+|btw|by the way|fyi|fun fact|random fact|tbh|to be honest|honestly|anyways?|also|ok|okay',
  'yeah|yea|yes|yep|yup|nah|no|nope|haha|lol|hey|hi|hello|heya|hiya|howdy|greetings|everyone|everybody|all|guys|folks|there',
  'as for me|for me|personally|in fact|(?:as|like) i (?:said|mentioned)|as you know|and|but|plus|omg|wow|same(?: here)?|me too',
  'actually|i meant?|for the record|not gonna lie|ngl|imo|just so you (?:all )?know|in case you (?:were wondering|missed it)',
  '(?:good|big|great|some) news|update|guess what|turns out|believe it or not|to be fair|confession|these days|nowadays',
  'at the moment|right now|currently|lately|recently|sorry|ps|as it happens|unfortunately|sadly|luckily|thankfully|obviously',
  'not going to lie|irl|ugh|argh|phew|true|tbf|brb|gn|gm|yikes|sorry|memo(?: (?:to self|for later))?|note to (?:self|\\p{L}+)|reminder|welp|hmm|aw|aww|dang|finally|meanwhile|as of today|speaking of which|to answer that|cool|nice|great|fair enough|true|thanks|morning|evening|i have to say|i must say|i have to admit|i admit|i confess|little known fact|the truth is|truth is|thing is|the thing is|you should know(?: that)?|you know|since (?:you|someone|somebody|people) asked|i can confirm(?: that)?',
].join('|');

const lengths =
  '(?:about |around |over |almost |nearly )?(?:\\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty) (?:years|months|decades)';

/** English, as data. */
export const english: Language = {
  code: 'en',
  spellings: [
    ...spelledSpans,
    [/\bi['´`]m\b/gi, 'I am'],
    [/(?<=^|[,.!] |\b(?:and|but|so|hi|hey|hello|yeah|well|because|cause|since|btw|tbh|lol) )im\b/gi, 'I am'],
    [/\bi['´`]ve\b|(?<=^|[,.!] |\band )ive\b/gi, 'I have'],
    [/\bi['´`]d\b/gi, 'I would'],
    [/\bi['´`]ll\b/gi, 'I will'],
    [/\b(he|she)['´`]s (?=been\b|got\b)/gi, '$1 has '],
    [/\b(he|she)['´`]s\b/gi, '$1 is'],
    [/\bthey['´`]re\b/gi, 'they are'],
    [/\bfor like (?=(?:\d|a\b|an\b|two|three|four|five|six|seven|eight|nine|ten))/gi, 'for '],
    [/\b(?:can['´`]?t|cannot)\b/gi, 'can not'],
    [/\bwon['´`]t\b/gi, 'will not'],
    [/\b(do|does|did|is|are|was|were|have|has|had|could|would|should)n['´`]t\b/gi, '$1 not'],
    [/\bdont\b/gi, 'do not'],
    [/\bdoesnt\b/gi, 'does not'],
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
  ],
  leadIns: new RegExp(`^(?:(?:${leadIns})\\b[,:!.]*\\s*(?:that\\s+)?)+(?=\\S)`, 'iu'),
  adverbs:
    /(?<=^|^(?:am|have|is|has|was|do not|can not|can|will|am going to|am not|have been|have not) )(?:(?:really|rly|rlly|legit|lowkey|low-key|highkey|srsly|v|way|hands down|actually|just|also|still|currently|now|totally|absolutely|literally|honestly|kinda|sort of|kind of|mostly|always|personally|definitely|usually|truly|genuinely|sincerely|secretly|recently|finally|officially|originally|already|both|obviously|certainly|simply|seriously|generally|basically|deeply|dearly|often|sometimes|lately|newly|happily|proudly|all|even|only|ever|temporarily|presently|permanently|fucking|freaking|bloody|regularly|super|very|so|in fact|of course|myself|too|then|tbh|technically|strongly|quite|rather) )+/i,
  self: /^(?:I|we(?! all))\b\s*/i,
  own: /^(?:my|our)\b\s*/i,
  other: /^(?:he|she|they)\b\s*/i,
  otherOwn: /^(?:his|her|their)\b\s*/i,
  possessive: /^['’]s?\s+/,
  clauses:
    /(?:[,.]\s+|\s+(?:and|but|so|plus|while|whereas|although|though|because|cause|bc|cuz|since)\s+)(?:(?:and|but|so|then|now|also|because|plus|besides|and besides|anyway)\s+)*(?=(?:I|my|we|you|your|he|she|his|her|they|their|My)\b)|(?:,\s*|\s+)(?:and|but)\s+(?:also\s+|now\s+|then\s+)?(?=(?:am|have|has|is|work|works|live|lives|love|loves|like|likes|hate|hates|study|studies|play|plays|speak|speaks|moved|own|owns|collect|collects|enjoy|enjoys|prefer|prefers|come|comes|grew|do not|does not|can not|can|use|used to|got|started|drive|drives|dislike|adore|was|went|go by|quit|will|bought|adopted|turned|do|sleep|feel|ride|run|bake|cook|read|write|paint|knit|teach|keep|spend|want|need|think|hated|loved)\b)|\s+(?:and|but)\s+(?=(?:for|since|in|until) (?:\w+ ){1,3}?(?:I|we) )|(?:,\s*|,?\s+(?:and|but)\s+)(?=(?:from|an?(?! half\b)|two|three|four|five|allergic to|currently|vegan|vegetarian|single|married|originally|\d{2}(?= ?(?:years|yo|,|and|$)))\b)/,
  objectEnds:
    /\s+(?:because|cause|cuz|bc|since (?:I|we|it|my|that)|but|so(?: that| I| no| yes)?|now (?:there|it|that|we|I)|which|who|whom|whose|where|when|whenever|while|although|though|even|unless|until I|as (?:long|soon|much|a kid|a child|a result)|in case|thanks to|or (?:something|so|whatever)|and (?:I|we|it|that|he|she|they|you|my|this)|if|except|especially|and (?:not|never|always|still|now|also|besides)|to death|to bits|with (?:all my heart|a passion)|more than (?:anything|words)|like (?:crazy|mad|hell)|on a daily basis|every single day|(?:on |every |each )(?:other )?(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:every|each) (?:other )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week|weekend|month|year|morning|evening|night|summer|winter)|(?:once|twice|thrice|\w+ times) (?:an?|every|per) (?:day|week|month|year)|(?:at |on )(?:the )?weekends|on my days off|in the evenings|after work|for breakfast|for a change|these days|and (?:am|is|was|has|have|will|would|can))\b.*$|\s*[([].*$/i,
  fillers:
    /(?:[\s,]{1,3}(?:too|also|as well|at all|for now|of all time|ever|by far|lately|of late|irl|in real life|for good|above all(?: else)?|most of all|no contest|fight me|btw|fyi|rip|smh|ffs|lmk|istg|by the way|tbh|lol|lmao|haha|hehe|though|tho|rn|in my (?:free|spare) time|wish me luck|(?:please )?do not forget|now|right now|at the moment|currently|these days|nowadays|so much|very much|a lot|a ton|lots|the most|honestly|actually|really|anyways?|for real|fr|ngl|imo|personally|already|still|again|you know|y'know|please|pls|thanks|everyone|guys|folks|somehow|for a living|for (?:the )?fun(?: of it)?|for pleasure|as a hobby|full[- ]time|part[- ]time|to be honest|in general|by now|of course|no joke|after all|myself|in fact|believe it or not|if that helps|more than ever|for sure|okay|ok|with my family|on my own|(?:all )?by myself|from scratch|fwiw|imho|ofc|obvs?|icl|no cap|deadass|(?:please )?(?:dont|do not) (?:judge|@|laugh at|hate|tell)(?: me| anyone)?|to (?:relax|unwind|de-?stress|chill|calm down|wind down|clear my head|stay sane)|forever|these past (?:days|weeks|months|years)|all my life|my (?:whole|entire) life|mate|man|dude|bro|xd|hey|yay|sadly|unfortunately|luckily|finally|permanently|temporarily|originally|yet|recently)|[\s.!,…~^])+$/i,
  refers:
    /^(?:it|that|this|these|those|him|her|them|they|you|u|ya|me|us|we|he|she|I|one|ones|some|none|any|both|everything|nothing|anything|something|everyone|everybody|nobody|someone|all|more|what|how|when|where|why|who|which|whatever|there|here|a lot|so|very|not|no|too|such|well|things?|stuff|another|other|others|same|mine|yours|bits?|like|as|if|than|people who|seeing you|talking (?:to|with) you|(?:the|a) (?:idea|way|fact|thought|sound|look|feeling|vibes?|other|same|one|new|latest|last|first|next|ones|part|point|end|thing|things|stuff|bit|lot|result|ending|plan|joke|answer|question|suggestion|picture|photo|pic|message|meme|post|link|video))\b|\b(?:you|your|yours|u|ur)\b|^(?:that|this|these|those|his|her|their|its)\b/i,
  pretends: englishPretence,
  asks: /^(?:(?:and|but|so|well|ok|hey|btw|oh)[, ]+)*(?:do(?! not)|does(?! not)|did(?! not)|is|are|can(?! not)|could|will|would|should|shall|has|who|what|where|when|why|how|which|whose|anyone|anybody|any of you|did n|let us|let's|lets)\b/i,
  doubts: new RegExp(
    [
      "\\b(?:imagine|pretend(?:ing)?|hypothetical\\w*|in theory|in another life|once upon|what if|as if|as though|let's say|let us say|say I|feel(?:s)? like|felt like|suppose|supposing|maybe|perhaps|probably|possibly|wish(?:es|ed)?(?! me| us)|almost|nearly)\\b",
      '\\b(?:I|you|we|he|she|they|people|everyone) (?:do not |did not |never )?(?:think|guess|believe|assume|reckon|bet|doubt|feel|figure|thought|believed|guessed|assumed|suspect|imagine|understand|heard|swore)\\b(?! (?:about|of)\\b)',
      '\\b(?:said(?! so\\b)|says|saying|told|tells|telling me|claims?|claimed|claiming|asked|asks|heard|hears|read (?:that|somewhere)|wrote|writes|mentioned that|insists?|apparently|(?:they|people|some|others) say|allegedly|supposedly|reportedly|rumou?rs?|according to|quot(?:e|es|ed|ing)|lyrics?|(?:sings?|sang)(?! (?:alto|soprano|tenor|bass|baritone|mezzo|in (?:an?|the|my|our)|with an?)\\b)|goes like|(?:once|always|best) put it|would put it|as the (?:song|saying|poem|line) goes|thinks|believes|swears|announced|hinted|texted|posted|replied)\\b(?<!(?:as|like) I (?:said|mentioned))',
      '\\b(?:(?:was|is|were|are|be|being|am) (?:all |just |so )*like,? (?:I|my|we)|(?:he|she|they|it) (?:goes|went|go),? (?:I|my|we)) ',
      '\\b(?:not true|is (?:a )?lie|lied|lying|a lie|yeah right|oh sure|sure thing|as if|not that I|dream(?:ed|t|s|ing)?|nightmare|halloween|costume|dress(?:ed|ing) up|joke|kidding|role-?play\\w*|in[- ]character|cosplay\\w*|act(?:ing)? like|plays? the role|the role of|mistaken for|people call me a|the opposite|one of those (?:people|days)|everyone calls|in my (?:story|novel|book|campaign|fic|fanfic|next life)|in (?:the|this|our|that) (?:game|campaign|story|movie|film|show|novel|book|rp|session|scene|song|play|series)|my (?:character|oc|persona|avatar|paladin|wizard|rogue|bard|cleric|druid|ranger|warlock|sorcerer|sim|alt)|as a (?:paladin|wizard|rogue|elf|dwarf|orc|vampire|dragon|pirate|knight|ghost))\\b',
      '\\b(?:either|nobody|no one|not sure|unsure|can not (?:tell|decide|remember)|do not know|not certain|pretty sure|for all I know|the kind of|sort of person|so (?:hungry|tired) I|could eat a|literally (?:dead|dying)|dying of|going to (?:die|cry|scream|explode|lose it)|dead inside)\\b',
    ].join('|'),
    'i',
  ),
  conditions: /\b(?:if|unless|whether|provided|assuming|in case|otherwise|even if)\b/i,
  wishes:
    /\b(?:would|could|might|should|may have|must be|hope|hoping|someday|one day|seem(?:s|ed)? to|looks? like|want(?:s|ed)? to|tempted|thinking (?:of|about)|considering|I'd)\b/i,
  rewrites: [
    ...turnedPairs,
    // "I have not eaten meat in ten years"
    [new RegExp(`\\b((?:(?:I|we) )?have not [\\w ]{3,40}?) in (${lengths}|years|ages)\\b`, 'i'), '$1 for $2'],
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
    [
      /^(?:just |also )?(?=been (?:playing|learning|working|living|studying|collecting|vegan|vegetarian)\b)/i,
      'I have ',
    ],
    [
      /^(?:just |recently |finally |also )?(?=(?:gave up|got|turned|sold|bought|moved|used to|adopted|broke|grew up|was born|started|joined|quit|graduated|retired|love|loving|hate|adore|can not stand|can not eat|never liked|majored|speak|have been|own an?|went (?:vegan|vegetarian)|dropped out)\b)/i,
      'I ',
    ],
    [
      /^(?:just |also |currently |still )?(?=(?:flying|going|moving|planning|visiting|heading|travell?ing|starting|driving|getting married|turning|allergic to|not an? (?:\w+ )?fan of|not into|originally from|born|working as|working at|studying|learning|living in|based in|from \p{Lu}|vegan|vegetarian|obsessed with|addicted to|(?:an? )?\d\d years old)\b)/iu,
      'I am ',
    ],
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
