import type { Rule } from '../language.ts';
import {
  formConfidence as confidence,
  lastingAdjectives,
  lastingDoings,
  lastingRoles,
  memberships,
} from './retelling-words.ts';

/** What somebody is, and is about for long. */
export const stateRetellings: readonly Rule[] = [
  {
    kind: 'fact',
    confidence,
    value: '{doing} {told}',
    when: [
      `(?:am|have been) (?<doing>building|restoring|renovating|converting|rebuilding|refurbishing|writing|illustrating|translating|composing|directing|developing|designing|sewing|knitting|crocheting|quilting) (?<told>(?:an?|my|our|my first) .+)`,
      '(?:am|have been) (?<doing>raising|fostering|breeding) (?<told>(?:my|our|two|three|four|five|an?) (?:[\\p{L}-]+ ){0,3}(?:kids|children|twins|triplets|sons?|daughters?|teenagers|nieces?|nephews?|boys|girls|toddler|child|dogs?|pupp(?:y|ies)|cats?|kittens?|greyhounds?|goats|sheep|lambs?|alpacas|chickens|hens|ducks|quail|bees|foals?)(?: .+)?)',
      '(?:am|have been) (?<doing>teaching|coaching|managing|tutoring|mentoring|organi[sz]ing) (?<told>(?:an?|our|the (?:local|village|school)) .+)',
      '(?:am|have been) (?<doing>studying for(?! (?:(?:an?|my|the|some|our) )?(?:exams?|tests?|finals|midterms?|quiz)$)|studying at|training for|training as|training to be|retraining as|recovering from|studying to be|studying to become|learning to) (?<told>.+)',
      '(?:am|have been) (?<doing>saving up for|saving for) (?<told>(?:an?|my|our|the) .+)',
    ],
    says: 'is {doing} {told}',
    said: 'was {doing} {told}',
  },
  {
    kind: 'fact',
    confidence,
    value: 'been {doing} {told}',
    lasting: true,
    when: [`have been (?<doing>${lastingDoings}) (?<told>.+)`],
    says: 'has been {doing} {told}',
  },
  {
    kind: 'relation',
    confidence,
    value: 'becomes {role}',
    when: [
      'am (?:going to be|becoming|about to be|about to become|going to become) an? (?<role>dad|mum|mom|father|mother|parent|aunt|auntie|uncle|grandma|grandpa|grandad|granny|grandmother|grandfather|grandparent|big brother|big sister|godmother|godfather)(?: (?:in|of|for|to|again|soon|next|by|this) .*| again| soon)?',
    ],
    says: 'is going to be a {role}',
  },
  {
    kind: 'relation',
    confidence,
    value: 'expecting',
    when: ['am expecting (?:my|our) (?<nth>first|second|third|fourth)(?: (?:child|baby|kid|one))?'],
    says: 'is expecting their {nth} child',
  },
  {
    kind: 'relation',
    confidence,
    value: 'expecting',
    when: ['am expecting (?<awaited>twins|triplets|an? (?:baby|child|girl|boy|son|daughter))'],
    says: 'is expecting {awaited}',
  },
  {
    kind: 'fact',
    confidence,
    value: '{told}',
    when: [
      `am an? (?<told>(?:[\\p{L}\\d-]+ ){0,3}?(?:${memberships}) of (?!team |the \\p{L}+ club|all |no |many |nothing|an? (?:\\p{L}+ )?(?:heart|soul)).+)`,
      `am an? (?<told>(?:[\\p{L}\\d-]+ ){0,3}?(?:${lastingRoles})(?: (?:of (?!team |the \\p{L}+ club|all |no |many )|to (?=one|two|three|an?|my|\\d|twins)|in |at |for |with |from |on ).+)?)`,
    ],
    says: 'is a {told}',
    said: 'was a {told}',
  },
  {
    kind: 'fact',
    confidence,
    value: '{told}',
    when: [
      'am (?<told>(?:the (?:only |second |third )?(?:youngest|oldest|eldest|tallest|shortest|first|only|last|middle) (?:\\p{L}+ ){0,3}(?:in|of|at|from) (?:my|our|\\p{L}+) .+))',
    ],
    says: 'is {told}',
    said: 'was {told}',
  },
  {
    kind: 'relation',
    confidence,
    value: 'one of {count} {kin}',
    when: [
      'am one of {count} (?<kin>kids|children|siblings|brothers|sisters|grandchildren|girls|boys|cousins)',
    ],
    says: 'is one of {count} {kin}',
  },
  {
    kind: 'fact',
    confidence,
    lasting: true,
    value: '{told}',
    when: [
      'have been an? (?<told>(?!(?:big |huge |long-?time )?(?:fan|mess|wreck|pain|joke|while|victim)\\b)\\p{L}+(?: \\p{L}+){0,3})',
    ],
    says: 'has been a {told}',
  },
  {
    kind: 'fact',
    slot: 'job',
    confidence,
    when: ['am an? {job}'],
    says: 'is a {job}',
    said: 'was a {job}',
  },
  {
    kind: 'preference',
    confidence,
    value: 'not {told}',
    when: [
      'am not (?:really |much of )?an? (?:big |great |huge )?(?<told>\\p{L}+ (?:person|drinker|eater|dancer|swimmer|reader|drinker|cook|traveller|flyer))',
    ],
    says: 'is not a {told}',
  },
  {
    kind: 'fact',
    confidence,
    value: '{both}',
    when: ['am (?<both>(?:[nationalities])[-/](?:[nationalities]))'],
    says: 'is {both}',
  },
  {
    kind: 'interest',
    slot: 'learns:{lang}',
    confidence,
    when: [
      'am (?:trying to (?:pick up|learn)|picking up) (?:some |a bit of )?(?<lang>(?:[languages]))(?: .*)?',
    ],
    says: 'is learning {lang}',
    value: '{lang}',
  },
  {
    kind: 'fact',
    confidence,
    value: 'shifts {shift}',
    when: [
      '(?:do|work) (?<shift>nights|night shifts|lates|earlies|weekend shifts|early shifts|late shifts|twelve-hour shifts)',
    ],
    says: 'works {shift}',
    said: 'worked {shift}',
  },
  {
    kind: 'preference',
    confidence,
    value: 'no {told}',
    when: [
      '(?:can not|do not) (?:eat|have|drink) (?:anything|food|things|stuff) (?:with|containing|that has) (?<told>(?:\\p{L}+ ?){1,3})(?: in)?',
    ],
    says: 'does not eat anything with {told}',
  },
  {
    kind: 'fact',
    slot: 'age',
    value: '{age}',
    confidence: 0.6,
    when: ['am {age} and (?:an?|the|my) (?!half|quarter|few|bit|couple)(?<told>.+)'],
    says: 'is {age} years old',
  },
  {
    kind: 'trait',
    confidence,
    value: '{told}',
    when: [
      `am (?:a (?:bit|little) |partially |half |completely |legally |very |proudly |happily )?(?<told>(?:${lastingAdjectives})(?: (?:in (?:one|both) .+|to an? .+|with (?:one|two|three|four|\\d|no) (?:kids|children|sons|daughters|boys|girls)|from birth|like my .+))?)`,
    ],
    says: 'is {told}',
    said: 'was {told}',
  },
  {
    kind: 'trait',
    confidence,
    value: 'afraid of {told}',
    when: [
      '(?:am|have been) (?:a (?:bit|little) |terribly |properly |very |really )?(?:afraid|scared|terrified|frightened|petrified) of {told}',
    ],
    says: 'is afraid of {told}',
    said: 'was afraid of {told}',
  },
  {
    kind: 'trait',
    confidence,
    value: '{how} at {told}',
    when: [
      'am (?<how>good|bad|terrible|awful|great|hopeless|rubbish|decent|excellent) at (?<told>(?!.*\\b(?:game|dying|losing|winning|breaking|lying)\\b).+)',
    ],
    says: 'is {how} at {told}',
    said: 'was {how} at {told}',
  },
  {
    kind: 'interest',
    each: 'lang',
    slot: 'speaks:{lang}',
    confidence,
    when: ['am fluent in (?<lang>(?:[languages])(?:(?:, | and |, and )(?:[languages]))*)'],
    says: 'speaks {lang}',
  },
  {
    kind: 'fact',
    confidence,
    value: '{told}',
    when: [
      "am in (?:my |the )?(?<told>(?:first|second|third|fourth|fifth|final|last) year (?:of|at|in) (?:[\\p{L}-]+ ){0,4}(?:phd|doctorate|degree|bachelor'?s?|master'?s?|school|uni|university|college|apprenticeship|training|residency|medicine|law|engineering|nursing|teaching)\\b(?: (?:in|at|of) .+?)?)(?: here)?",
    ],
    says: 'is in the {told}',
  },
];

/** "My day job is …": what has a name of its own in everybody's life. */
export const ownRetellings: readonly Rule[] = [
  {
    kind: 'fact',
    of: 'own',
    confidence,
    value: '{matter} {told}',
    when: [
      '(?<matter>day job|main job|second job|side job|side hustle|side gig|degree|major|minor|phd|thesis|dissertation|mother tongue|first language|native language|second language|blood type|religion|main hobby|hobby|ancestry|heritage|surname|last name|middle name|maiden name|hair colou?r|eye colou?r|dialect) (?:is|was) (?:in )?(?<told>(?!.*\\b(?:gone|dead|killing|weird|hard|boring|terrible|showing|kicking|acting|missing|wrong|useless|complicated|irrelevant|secret|none|pronounced|spelled|spelt|like|mine)\\b).{3,50})',
    ],
    says: '{matter} is {told}',
  },
];
