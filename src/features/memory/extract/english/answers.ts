import { anyOf, phrases } from '../phrases.ts';

/** A question to somebody about themself, and how its answer reads as a whole sentence: `{}` is the answer. */
export interface OpenQuestion {
  asks: RegExp;
  tells: readonly string[];
  /** What of the answer counts. */
  takes?: RegExp | undefined;
  /** The answer may be a list. */
  listed?: true | undefined;
}

const favourite = 'fav(?:e|s|ourite|orite|rite|ourit|orit)?';

export const openQuestions: readonly OpenQuestion[] = [
  { asks: /^where (?:do you come|are you) from$/iu, tells: ['I am from {}'] },
  { asks: /^where (?:did you grow up|were you (?:born|raised))$/iu, tells: ['I grew up in {}'] },
  {
    asks: /^where (?:do you live|are you (?:based|living|located))$|^(?:what|which) (?:city|town|country) (?:do you live|are you) in$/iu,
    tells: ['I live in {}'],
  },
  { asks: /^how old are you$|^what is your age$/iu, tells: ['I am {} years old'], takes: /^\d{1,2}(?!\d)/u },
  {
    asks: /^what do you do(?: for work)?$|^what is your (?:job|profession|occupation|line of work)$|^what (?:kind|sort) of work do you do$|^what do you work as$/iu,
    tells: ['I am a {}', 'I work as a {}', 'I work {}', 'I {}'],
  },
  { asks: /^where do you work$/iu, tells: ['I work at {}', 'I work in {}', 'I work for {}'] },
  { asks: /^who do you work for$/iu, tells: ['I work for {}'] },
  {
    asks: /^what (?:are you studying|do you study|is your (?:major|degree))$|^what (?:subject|major) (?:are you|do you) .*$/iu,
    tells: ['I study {}'],
  },
  { asks: /^what did you study$/iu, tells: ['I studied {}'] },
  {
    asks: /^where (?:do you study|are you studying|do you go to (?:school|uni|college))$|^(?:what|which) (?:school|uni|university|college) (?:do you go to|are you at)$/iu,
    tells: ['I study at {}', 'I study in {}'],
  },
  {
    asks: /^what is your (?<what>[\p{L} -]{2,30}?)(?:['’]?s name| called| named)$|^what do you call your (?<other>[\p{L} -]{2,30})$/iu,
    tells: ['my $<what>$<other> is called {}'],
    takes: /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}$|^\p{Ll}[\p{L}'’-]*$/u,
  },
  {
    asks: new RegExp(
      `^(?:(?:what|which|who) (?:is|are) )?(?:your )?(?:all[- ]time |absolute )?${favourite} (?<what>[\\p{L} -]{3,30})$`,
      'iu',
    ),
    tells: ['my favourite $<what> is {}'],
  },
  { asks: /^what is your (?:star|zodiac|sun)? ?sign$|^what sign are you$/iu, tells: ['I am a {}'] },
  { asks: /^when is your (?:birthday|bday|b-day)$/iu, tells: ['my birthday is {}', 'my birthday is on {}'] },
  { asks: /^what are your pronouns$/iu, tells: ['my pronouns are {}'] },
  { asks: /^(?:what|which|how many) languages (?:do|can) you speak$/iu, tells: ['I speak {}'], listed: true },
  {
    asks: /^what is your (?:native|first) language$|^what is your mother tongue$/iu,
    tells: ['my native language is {}'],
  },
  {
    asks: /^(?:do you play|what|which) (?:any |an )?instruments?(?: do you play)?$/iu,
    tells: ['I play the {}', 'I play {}'],
    listed: true,
  },
  {
    asks: /^what are you allergic to$|^(?:do you have )?any allergies$|^are you allergic to (?:anything|something)$/iu,
    tells: ['I am allergic to {}'],
    listed: true,
  },
  { asks: /^what are you (?:most )?(?:afraid|scared|terrified) of$/iu, tells: ['I am afraid of {}'] },
  {
    asks: /^(?:what|which) (?:kind|sort|type)s? of [\p{L} ]{3,20} do you (?<verb>like|love|enjoy|prefer|hate|collect|play|read)$/iu,
    tells: ['I $<verb> {}'],
    listed: true,
  },
  { asks: /^what do you (?<verb>collect)$/iu, tells: ['I $<verb> {}'], listed: true },
  {
    asks: /^how tall are you$/iu,
    tells: ['I am {} tall'],
    takes: /^\d[\d.,'" ]*(?:m|cm|ft|feet|foot)?(?: ?\d{1,2})?/iu,
  },
  {
    asks: /^how many (?<what>siblings|brothers|sisters|kids|children|cats|dogs|pets) do you have$/iu,
    tells: ['I have {} $<what>', 'I have {}'],
    takes:
      /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:and|younger|older|little|big|brothers?|sisters?|boys?|girls?|sons?|daughters?|of each))*$/iu,
  },
  {
    asks: /^(?:(?:do you have|have you got) (?:any |a |an )?|any |a |an )(?<what>siblings|brothers|sisters|brothers or sisters|sister|brother|kids|children|pets?|animals|dogs?|cats?)$/iu,
    tells: ['I have {}'],
    takes: /^(?:(?:\d|an?|one|two|three|four|five|six) .+)$/iu,
    listed: true,
  },
  {
    asks: /^are you (?:single|married|seeing someone|in a relationship|taken)(?: or .*)?$/iu,
    tells: ['I am {}'],
    takes: /^(?:single|married|engaged|divorced|widowed|separated|in a relationship)\b/iu,
  },
  { asks: /^what (?:is your nationality|nationality are you)$/iu, tells: ['I am {}'] },
  {
    asks: /^what do you do (?:for fun|in your (?:free|spare) time)$|^(?:what are your|do you have any|any) hobbies$/iu,
    tells: ['I enjoy {}'],
    listed: true,
  },
];

/** What is answered with yes and no. Words that point at something of the talk are left out elsewhere. */
export const closedQuestion =
  /^(?:(?<am>are) you|do you|have you(?= got\b)) (?:still |also |really |even |actually |ever )*(?<rest>(?!(?:want|need|know|think|remember|mean|see|hear|feel|believe|wanna|mind|care|understand|get|guess|agree|any|have any)\b).{2,60})$/iu;

/** What somebody's opinion is asked of. */
export const opinionAsked =
  /^(?:do you (?:like|love|hate|enjoy|eat|drink|play|watch|read)|what do you think (?:of|about)|how do you feel about|(?:any )?(?:thoughts|opinions) on) (?<what>.{2,50})$/iu;

const very = '(?:(?:I|absolutely|really|just|honestly|actually|do|fucking|totally|truly|kinda|secretly) )*';

/** An opinion that leaves out what it is of. */
export const opinion = new RegExp(
  `^${very}(?<verb>love|adore|like|hate|loathe|despise|dislike|detest|(?:can['’]?t|cannot|can not) stand|do(?:n['’]?t| not) like)(?: (?:it|them|that|those))?(?= |$)(?! \\p{L}+ing\\b)(?: (?:honestly|so much|a lot|with a passion|very much|to death|all|actually|tbh|lol|too|though|tho))*$`,
  'iu',
);

const since = '(?: (?:since|for) .{3,24})?';
export const saysYes = new RegExp(
  `^(?:(?:yes|yeah|yea|yep|yup|ya|yess+|yeahh+|absolutely|definitely|of course|indeed|totally|always|for sure|sure|very much(?: so)?|I do|I am|guilty|obviously|sure (?:do|am))(?: (?:I (?:do|am|have)|sir|always(?: have)?|of course|lol|very much(?: so)?))*(?<since>${since})|(?<only>since \\d{4}))$`,
  'iu',
);
export const saysNo =
  /^(?:no|nope|nah+|never(?: have)?|not at all|absolutely not|no way|hell no|god no|no sir|I (?:don['’]?t|do not)|I(?:['’]?m| am) not)(?: (?:I (?:don['’]?t|do not|am not)|at all|never(?: have)?|lol|sorry))*$/iu;
export const saysNoMore =
  /^(?:(?:no|nope|nah) )?(?:not (?:any ?more|any longer)|no longer|I used to|used to|I quit|quit|I stopped|gave it up|not these days)$/iu;

/** Points at something of the talk, or at the asker: nothing holds without it. */
export const pointsAway =
  /\b(?:my|me|mine|our|us|this|that|it|these|those|him|her|them|here|there|then|one|yet|tonight|today|tomorrow|now|rn|right now|later|coming|going|sure|ok|okay|ready|free|serious|kidding|joking|high|drunk)\b/iu;

/** No answer, whatever it stands for. */
const noAnswers = phrases`
  idk, dunno, all over, no (?:idea|clue|one|thanks|comment|way|opinion|favou?rites?), nobody, none, nothing, why
  what, who, how, where, when, which, ask, guess, depends, it depends, secret, classified, your?\b, u\b, nunya
  not\b, good question, same, me\b, both, all, any, every, everything, either, neither, hard, too, anything, here
  there, home, nowhere, everywhere, earth, the (?:moon|void|internet|matrix|future|past), mars, hell, heaven
  narnia, space, a (?:mystery|secret|lot|bit), old\b, older, young, enough, many, some, several, something, stuff
  things, lots?, no\s*$, nope, nah, maybe, perhaps, probably, possibly, i think, i guess, sometimes, never, always
  nvm, wouldn, tell, can, could, would, do\b, does, let, please, sorry, later, soon, whatever, kinda, sort of
  love one, as (?:little|much), whoever, wherever, procrastinat, cry, suffer, sleep, exist, breathe, vibe, nerd
  god knows, google
`;
export const noAnswer = new RegExp(`^${anyOf(noAnswers)}`, 'iu');
