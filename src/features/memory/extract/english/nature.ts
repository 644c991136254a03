import type { Rule } from '../language.ts';

/** What somebody is like, and their health. */
export const natureRules: readonly Rule[] = [
  {
    kind: 'trait',
    slot: 'trait:{traits}',
    value: '{traits}',
    when: [
      '(?:am|have always been|am by nature|was always|was born) (?:an? )?(?:very |pretty |quite |so |too |rather |extremely |super |incredibly |a bit |a little |a little bit |painfully |fairly |terribly |hopelessly |naturally |such an? )*[traits](?: person| guy| girl| one)?(?: by nature| around (?:new people|strangers|people))?',
    ],
    says: 'is {traits}',
    said: 'was {traits}',
  },
  {
    kind: 'trait',
    slot: 'trait:{traits}',
    value: 'not {traits}',
    when: ['am not (?:an? )?(?:very |that |particularly |really |exactly )?[traits](?: person)?'],
    says: 'is not {traits}',
  },
  {
    kind: 'trait',
    slot: 'trait:{traitNouns}',
    value: '{traitNouns}',
    when: [
      '(?:am|have always been) (?:an? |such an? )(?:bit of an? |huge |total |complete |real |massive |big |definite |proud |classic )*[traitNouns]',
    ],
    says: 'is a {traitNouns}',
    said: 'was a {traitNouns}',
  },
  {
    kind: 'trait',
    slot: 'trait:{traitNouns}',
    value: 'not {traitNouns}',
    when: ['am not (?:an? |much of an? )(?:real )?[traitNouns]'],
    says: 'is not a {traitNouns}',
  },
  {
    kind: 'trait',
    slot: 'trait:{what}',
    when: [
      'have an? (?<what>sweet tooth|short temper|photographic memory|terrible memory|bad memory|good memory|green thumb|short attention span|dark sense of humou?r|dry sense of humou?r|bad sense of direction|terrible sense of direction|stutter|lisp)',
    ],
    says: 'has a {what}',
  },
  {
    kind: 'fact',
    slot: 'health:{conditions}',
    value: '{conditions}',
    when: [
      '(?:have|suffer from|have got|struggle with|live with|am living with|deal with)(?: (?:an? |really |pretty )?(?:mild|severe|chronic|bad|awful|terrible|childhood|frequent))? [conditions]',
      '(?:was|am|got|have been) (?:just |recently )?diagnosed with [conditions](?: (?:at|in my|as|when|after|during) .{2,30})?',
      '(?:have|got|have got) an? [conditions] diagnosis',
    ],
    says: 'has {conditions}',
    said: 'had {conditions}',
  },
  {
    kind: 'fact',
    slot: 'health:{conditionWords}',
    value: '{conditionWords}',
    when: ['am (?:an? )?(?:very |slightly |severely |partially |a bit )?[conditionWords]'],
    says: 'is {conditionWords}',
  },
  {
    kind: 'fact',
    slot: 'health:{illness}',
    tense: 'event',
    when: ["(?:was|got|have been) diagnosed with (?<illness>[\\p{L}' -]{3,40})"],
    says: 'has {illness}',
  },
  {
    kind: 'fact',
    slot: 'injury:{bodyParts}',
    value: '{bodyParts}',
    tense: 'event',
    when: [
      '(?:have )?(?<how>broke|broken|sprained|tore|torn|fractured|dislocated|injured|hurt|twisted) my (?:left |right )?[bodyParts]',
    ],
    says: '{how} their {bodyParts}',
  },
  {
    kind: 'trait',
    slot: 'health:{ill}',
    when: [
      '(?:get|always get|suffer from) (?:(?:really|very|so|terribly) )?(?<ill>seasick|carsick|airsick|motion sick|travel sick|motion sickness|nosebleeds|panic attacks|cold sores|migraines)(?: .*)?',
    ],
    says: 'gets {ill}',
  },
  {
    kind: 'fact',
    tense: 'event',
    slot: 'injury:{part}',
    when: [
      'lost (?:my |an? )?(?<part>(?:left |right )?(?:eye|arm|leg|hand|ear|foot|finger|thumb|big toe))(?: (?:in|at|to|during) .{2,40})?',
    ],
    says: 'lost their {part}',
  },
  {
    kind: 'fact',
    tense: 'event',
    when: [
      '(?:had|have had) (?:an? )?(?<what>(?:\\w+ ){0,2}(?:surgery|operation|transplant|stroke|heart attack))',
    ],
    says: 'had {what}',
  },
  {
    kind: 'fact',
    slot: 'eyesight',
    value: 'glasses',
    when: [
      '(?:wear|need) (?<what>glasses|contacts|contact lenses|hearing aids|an? hearing aid|braces|dentures|a prosthesis)',
    ],
    says: 'wears {what}',
  },
];
