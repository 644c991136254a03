import type { Rule } from '../language.ts';

/** Where one knows somebody from, and since when. */
const whence = '(?: (?:from|at|in|since|for|now|who|whom|over|through) .*| now)?';
const somebody = '(?:guy|girl|man|woman|dude|boy|lady|person|lad|fella|gal)';

/** Relatives, friends and animals. */
export const tieRules: readonly Rule[] = [
  {
    kind: 'relation',
    slot: 'number:children',
    when: [
      'am (?<status>married|engaged|divorced|widowed|single)(?: with|,? and have|,) {count} (?:\\w+ )?(?<what>kids|children|sons|daughters|boys|girls)',
    ],
    says: 'is {status} with {count} {what}',
    value: '{count}',
  },

  {
    kind: 'relation',
    of: 'own',
    slot: '{family}',
    value: '{name}',
    other: 'name',
    when: ["[family](?: is (?:called|named)|'s name is| goes by) {name}"],
    says: '{family} is called {name}',
  },
  {
    kind: 'relation',
    slot: '{family}',
    value: '{name}',
    other: 'name',
    when: ['have an? (?:\\w+ )?[family] (?:called|named) {name}'],
    says: 'has a {family} called {name}',
  },
  {
    kind: 'relation',
    slot: 'partner',
    other: 'name',
    when: [
      `am (?<how>married to|engaged to|dating|going out with|in a relationship with) {name}${whence}`,
      `am (?<how>married to|engaged to|dating|going out with|in a relationship with) an? (?:\\w+ ){0,2}${somebody}(?: from [\\w ]{2,20})? (?:called|named) {name}${whence}`,
      `have been (?:happily )?(?<how>married to|engaged to|dating|going out with|together with|in a relationship with) {name}${whence}`,
      `have been (?:happily )?(?<how>with) (?<name>(?-i:\\p{Lu}\\p{Ll})[\\p{L}'-]*)${whence}`,
    ],
    says: 'is {how} {name}',
    said: 'was {how} {name}',
    value: '{name}',
  },
  {
    kind: 'relation',
    slot: 'partner',
    other: 'name',
    tense: 'began',
    when: [
      `(?:started|have started) (?<how>dating) {name}${whence}`,
      `(?:got|have got|have gotten) (?<how>married to|engaged to) {name}${whence}`,
    ],
    says: 'is {how} {name}',
    value: '{name}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'pet-name:{pets}',
    value: '{name}',
    other: 'name',
    when: [
      "[pets](?: is (?:called|named)|'s name is| goes by) {name}",
      '(?:\\w+ )?[pets] is (?:called|named) {name}',
    ],
    says: '{pets} is called {name}',
  },
  {
    kind: 'fact',
    slot: 'pet-name:{pets}',
    value: '{name}',
    other: 'name',
    when: [
      '(?:have|own|got|have got|have had|adopted|rescued|bought|am the (?:proud )?owner of) an? (?:\\w+ ){0,2}[pets](?:,| who is| that is)?(?: called| named) {name}',
    ],
    says: 'has a {pets} called {name}',
    said: 'had a {pets} called {name}',
  },
  {
    kind: 'fact',
    when: ['(?:have|own|have got) {count} (?:\\w+ )?[animals]'],
    says: 'has {count} {animals}',
    said: 'had {count} {animals}',
    value: '{animals}',
    slot: 'pets:{animals}',
  },
  {
    kind: 'fact',
    when: ['(?:have|own|have got) an? (?<what>(?:[\\w-]+ ){0,2}(?:[pets]))'],
    says: 'has a {what}',
    said: 'had a {what}',
    value: '{pets}',
  },
  {
    kind: 'fact',
    slot: 'pet-name:{pets}',
    value: '{name}',
    other: 'name',
    tense: 'past',
    when: ['had an? (?:\\w+ ){0,2}[pets] (?:called|named) {name}'],
    says: 'had a {pets} called {name}',
  },
  {
    kind: 'fact',
    value: '{pets}',
    lasting: true,
    when: ['have had an? (?<what>(?:[\\w-]+ ){0,2}(?:[pets]))'],
    says: 'has a {what}',
  },
  {
    kind: 'fact',
    value: '{pets}',
    tense: 'past',
    lasting: true,
    when: ['had an? (?<what>(?:[\\w-]+ ){0,2}(?:[pets]))'],
    says: 'had a {what}',
  },
  {
    kind: 'fact',
    tense: 'began',
    when: ['(?:adopted|rescued|bought|got|have adopted|have got) an? (?<what>(?:[\\w-]+ ){0,2}(?:[pets]))'],
    says: 'has a {what}',
    said: 'had a {what}',
    value: '{pets}',
  },
  {
    kind: 'relation',
    when: ['have {count} (?:\\w+ )?[relatives]'],
    says: 'has {count} {relatives}',
    value: '{relatives}',
    slot: 'number:{relatives}',
  },
  {
    kind: 'relation',
    when: ['have an? (?<what>(?:younger |older |little |big |baby |elder |half |twin |step)?(?:[family]))'],
    says: 'has a {what}',
    said: 'had a {what}',
    value: '{family}',
  },
  {
    kind: 'relation',
    slot: 'number:children',
    when: [
      'am (?:an? |the )?(?:proud )?(?:single )?(?:mother|mom|mum|father|dad|parent) (?:of|to) (?<count>two|three|four|five|\\d)(?: kids| children| boys| girls)?',
    ],
    says: 'has {count} children',
    value: '{count}',
  },
  {
    kind: 'relation',
    slot: 'status',
    when: ['am (?<status>single|married|engaged|divorced|widowed|in a relationship|separated)'],
    says: 'is {status}',
    said: 'was {status}',
  },
  {
    kind: 'relation',
    slot: 'status',
    lasting: true,
    when: [
      'have been (?:happily )?(?<status>single|married|engaged|divorced|widowed|in a relationship|separated)',
    ],
    says: 'is {status}',
  },
  {
    kind: 'relation',
    slot: 'status',
    tense: 'past',
    lasting: true,
    when: ['was (?<status>married|engaged|in a relationship)'],
    says: 'was {status}',
  },
  {
    kind: 'relation',
    slot: 'status',
    value: '{status}',
    tense: 'began',
    when: ['(?:got|have got|have gotten) (?<status>married|engaged|divorced)'],
    says: 'is {status}',
  },
  { kind: 'relation', when: ['am an only child'], says: 'is an only child', value: 'only child' },
  {
    kind: 'relation',
    when: [
      'am (?:the )?(?<what>oldest|youngest|eldest|middle)(?: child| sibling| of (?:\\w+ )?(?:siblings|kids|children|brothers|sisters))',
    ],
    says: 'is the {what} of the siblings',
  },
];
