import type { Rule } from '../language.ts';

/** What somebody does for pleasure and is able to do. */
export const pastimeRules: readonly Rule[] = [
  {
    kind: 'interest',
    slot: 'reads:{lang}',
    when: ['can (?<how>read|understand|write) (?:some |a bit of |a little )?(?<lang>(?:[languages]))'],
    says: 'can {how} {lang}',
    value: '{lang}',
  },
  {
    kind: 'interest',
    each: 'topic',
    slot: 'does:{topic}',
    when: [
      '(?:am|have always been) (?:really |very )?(?:interested in|fascinated by|passionate about) {topic}',
    ],
    says: 'is interested in {topic}',
    said: 'was interested in {topic}',
  },
  {
    kind: 'interest',
    slot: 'taste:{thing}',
    value: '{thing}',
    when: [
      '(?:watch|follow|listen to)(?: way too much| too much| a lot of| lots of| loads of| mostly| every) {thing}',
    ],
    says: 'follows {thing}',
  },
  {
    kind: 'interest',
    slot: 'now:{doing}',
    value: '{title}',
    when: ['am (?:re)?(?<doing>reading|watching|playing|listening to|bingeing) {title}'],
    says: 'is {doing} {title}',
  },
  {
    kind: 'interest',
    slot: 'does:{what}',
    value: '{what}',
    when: [
      '(?:keep|breed|raise|grow) (?<what>bees|chickens|hens|pigeons|goats|sheep|ducks|snakes|orchids|bonsais?|roses|tomatoes|vegetables|herbs|succulents|cacti|mushrooms|chilies|chillies)(?: .*)?',
    ],
    says: 'keeps {what}',
  },

  {
    kind: 'interest',
    each: 'instrument',
    slot: 'plays:{instrument}',
    when: [
      '(?:play|am learning|am learning to play|learned|can play|am learning how to play|have been playing|have played) (?:the |an? )?(?<instrument>(?:[instruments])(?:(?:, | and |, and )(?:the )?(?:[instruments]))*)(?: (?:in|for|with) .{2,30})?',
    ],
    says: 'plays the {instrument}',
    said: 'played the {instrument}',
  },
  {
    kind: 'interest',
    each: 'lang',
    slot: 'speaks:{lang}',
    when: [
      '(?:speak|can speak|am fluent in|know)(?: a bit of| a little| some| fluent| basic| both)? (?<lang>(?:[languages])(?:(?:, | and |, and )(?:[languages]))*)(?: fluently| natively| well)?',
      'am an? native (?<lang>(?:[languages])) speaker',
      'am bilingual in (?<lang>(?:[languages]) and (?:[languages]))',
    ],
    says: 'speaks {lang}',
    said: 'spoke {lang}',
  },
  {
    kind: 'interest',
    slot: 'learns:{lang}',
    when: [
      '(?:am learning|have been learning|am studying|am trying to learn|am teaching myself|started learning|began learning|have started learning|learn|am taking) (?:some )?(?<lang>(?:[languages]))(?: lessons| classes| on duolingo| with duolingo| at the moment)?',
    ],
    says: 'is learning {lang}',
    said: 'was learning {lang}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'native-language',
    when: ['(?:mother tongue|native language|first language|native tongue) is (?<lang>(?:[languages]))'],
    says: 'native language is {lang}',
  },
  {
    kind: 'interest',
    slot: 'learns:{activity}',
    when: [
      '(?:am learning|have been learning|am trying to learn|am teaching myself|started learning|have started learning|am taking)(?: how)?(?: to)? {activity}(?: lessons| classes)?',
    ],
    says: 'is learning {activity}',
    said: 'was learning {activity}',
    confidence: 0.75,
  },
  {
    kind: 'interest',
    each: 'activity',
    slot: 'does:{activity}',
    when: [
      '(?:do|practi[sc]e|have been doing|train in|compete in) {hobby}',
      '(?:go|am going|went) {outing}',
      'collect {activity}',
      '(?:am|got|have gotten|have been getting|have got) (?:really )?into {activity}',
      '(?:am|have been) (?:a )?(?:keen|avid|passionate|amateur|hobby|competitive) {activity}',
      '(?:took|have taken|picked|have picked) up {activity}',
      'have been {outing}',
      '(?:spend|spent) (?:most of |all )?my (?:free |spare )?time(?: on)? {activity}',
    ],
    says: 'is into {activity}',
    said: 'was into {activity}',
    confidence: 0.75,
  },
  {
    kind: 'interest',
    each: 'activity',
    slot: 'does:{activity}',
    of: 'own',
    when: [
      '(?:main |favou?rite |biggest |new |only )?(?:hobby|hobbies|pastime|passion|passions|interests) (?:is|are|include) {activity}',
    ],
    says: 'hobby is {activity}',
    said: 'hobby was {activity}',
  },
  {
    kind: 'interest',
    slot: 'plays:{game}',
    each: 'game',
    when: [
      '(?:play|am playing|have been playing|main|am hooked on playing)(?: a lot of| lots of| loads of| competitive| some| mostly)? {game}(?: a lot| every day| every weekend| with friends| competitively)?',
      'am an? (?:avid |big |keen )?{game} player',
    ],
    says: 'plays {game}',
    said: 'played {game}',
  },
  {
    kind: 'interest',
    slot: 'skill:{activity}',
    when: [
      'am (?:pretty |very |really |quite )?(?:good|great|skilled|excellent|amazing) (?:at|with) {activity}',
      'know how to {activity}',
      'have a (?:knack|talent) for {activity}',
    ],
    says: 'is good at {activity}',
  },
  {
    kind: 'interest',
    slot: 'skill:{activity}',
    value: 'not {activity}',
    when: [
      'am (?:\\w+ )?(?:bad|terrible|awful|horrible|hopeless|useless|rubbish) (?:at|with) {activity}',
      'suck at {activity}',
    ],
    says: 'is bad at {activity}',
  },
  { kind: 'interest', slot: 'skill:{skill}', when: ['(?:can|am able to) {skill}'], says: 'can {skill}' },
  {
    kind: 'interest',
    slot: 'skill:{skill}',
    value: 'not {skill}',
    when: ['can not {skill}', 'never learned to {skill}'],
    says: 'cannot {skill}',
  },
  {
    kind: 'fact',
    tense: 'past',
    when: ['(?:quit|gave up|stopped|have quit|have given up|have stopped) {activity}'],
    says: 'gave up {activity}',
    slot: 'does:{activity}',
    confidence: 0.7,
  },
  {
    kind: 'trait',
    when: ['(?:do not|never) (?<habit>smoke|drink|drive|swear|gamble|snore)(?: any ?more)?'],
    says: 'does not {habit}',
    value: 'not {habit}',
    slot: 'habit:{habit}',
  },
  {
    kind: 'trait',
    when: ['(?<habit>smoke|drink|snore|gamble)(?: cigarettes| a lot| a pack a day)?'],
    says: '{habit}s',
    said: 'used to {habit}',
    value: '{habit}',
    slot: 'habit:{habit}',
  },
];
