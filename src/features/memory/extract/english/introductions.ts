/** Greetings that an introduction may begin with. */
const greeting =
  "(?:(?:ok(?:ay)?|so|hi+|hey+|hello+|yo|well|right|alright|sup|heya|hiya|greetings|good (?:morning|evening|day)|morning|evening|everyone|everybody|all|guys|folks|y['’]?all|there|people|friends|chat|thanks for (?:the invite|having me))[,!. ]+)*";

/** Says that somebody introduces themself. */
export const introducing = new RegExp(
  `^${greeting}(?:(?:a |my )?(?:quick |short |late |obligatory )?(?:intro(?:duction)?s?|about me|bio)\\b(?: thread| time| post| it is)?[^:,]{0,40}[:,]|(?:I am |i['’]?m )?(?:new here|a newbie here|the new (?:guy|girl|one|person))\\b[,:!]?|(?:let me introduce|introducing|allow me to introduce) myself[,:!]?)\\s*`,
  'iu',
);

/** Stands before one's own name. */
export const beforeName = new RegExp(
  `^${greeting}(?:(?:I am|i['’]?m|it['’]?s|this is|(?:my )?name(?:['’]?s| is)|I am called|call me) )?`,
  'iu',
);

/** Stands after one's own name where it opens an introduction. */
export const afterName = /^(?:\s+(?:here|speaking)\b\s*[,:!.]?|\s*(?=\()|\s*[,:!.]|$)\s*/iu;

/** Asks others to introduce themselves. */
export const asksToIntroduce =
  /\b(?:introduce yourselves|introduce yourself|(?:tell|give) (?:us|me) (?:something|a (?:bit|little)|more|smth)?\s*about (?:yourself|you)\b|tell (?:us|me) about yourself|who(?: are|['’]?re| r) (?:you|u)\b|intros?,? (?:please|pls)|introductions? (?:please|thread|time))/iu;

const roughPlace = "[\\p{L}][\\p{L} .,'’-]{2,40}";

/** What the parts of an introduction mean: the first sentence that is understood counts. */
export const introductionFrames: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:age )?(\d{1,2})(?: ?(?:years? old|yo|y\/o|yrs?(?: old)?|f|m|nb|\/ ?[fm]))?$/iu,
    ['I am $1 years old'],
  ],
  [/^(\p{L}{2,4}\/\p{L}{2,5}(?:\/\p{L}{2,6})?)(?: pronouns| please| pls)?$/iu, ['my pronouns are $1']],
  [/^(?:pronouns?:? )(\p{L}{2,4}\/\p{L}{2,5})$/iu, ['my pronouns are $1']],
  [new RegExp(`^(?:originally |orig )?from (${roughPlace}?)(?: originally)?$`, 'iu'), ['I am from $1']],
  [
    new RegExp(`^(${roughPlace}?)[- ](?:born|native)(?: (?:and|n|&) (?:raised|bred))?$`, 'iu'),
    ['I was born in $1'],
  ],
  [
    new RegExp(`^(?:born (?:(?:and|n|&) (?:raised|bred) )?|raised )in (${roughPlace})$`, 'iu'),
    ['I was born in $1'],
  ],
  [
    new RegExp(
      `^(?:(?:currently|now|presently|still|these days) )*(?:living |based |residing )?(?:(?:in|near|outside) |just outside |close to )(${roughPlace})$`,
      'iu',
    ),
    ['$&', 'I am living in $1'],
  ],
  [/^(?:an? )?([\p{L}' -]{3,40}?) by (?:day|trade|profession|training)$/iu, ['I am a $1']],
  [/^(?:an? )?((?:\p{L}+ )?(?:mum|mom|dad|father|mother|parent) of .+)$/iu, ['I am a $1']],
  [/^(?:(?:an?|one|two|three|four|five|\d) .+|no (?:kids|pets|siblings))$/iu, ['I have $&']],
  [/^(?:an? )?(.+)$/iu, ['$&', 'I am a $1', 'I am $1']],
];

/** A place that is only named with "in" is where somebody lives, after "now" or in a list of this kind. */
export const merelyIn = /^(?:in|near|outside) /iu;

/** "Middle child here": whoever says so speaks of themself. */
export const plainlyHere =
  /^(?!(?:no|any|some|the|every|another|only|someone|my|your|his|her|our|their|this|that|what|who|not|new|still|is|are|got|get|come|all|good)\b)(?!.*\b(?:I|i['’]?m|we|my|new)\b)(?:an? |fellow |(?:same|hi|hey|hello|yeah|also),? )*(?<what>[\p{L}\d][\p{L}\d' -]{2,30}) here(?=[,.!]|$)/iu;
