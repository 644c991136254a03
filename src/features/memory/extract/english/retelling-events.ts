import type { Rule } from '../language.ts';
import { formConfidence as confidence, home, lastingThings, services } from './retelling-words.ts';

/** What happened once, with its time. */
function event(kind: Rule['kind'], verbs: string, object: string): Rule {
  return {
    kind,
    confidence,
    tense: 'event',
    value: '{verb} {told}',
    when: [`(?:have )?(?<verb>${verbs}) (?<told>${object})`],
    says: '{verb} {told}',
  };
}

/** What changed a life, and what ended. */
export const eventRetellings: readonly Rule[] = [
  event(
    'fact',
    'grew up|was raised|was brought up',
    '(?:in (?!the (?:90s|80s|70s|same|dark|internet|wrong|void|shadows)\\b)|near |between |on (?=an?|the)|above (?=an?)|(?:by|with) (?=my|our|an?|two|foster|three)).+',
  ),
  event('fact', 'graduated', '(?:from (?!noob|an?\\b|\\p{L}+ to )|with (?=an? )|in (?!style)).+'),
  event(
    'fact',
    'retired',
    `from (?:${services}|(?:teaching|nursing|farming|medicine|law|football|rugby|racing|coaching|banking))(?: .+)?`,
  ),
  event('fact', 'served', `(?:in|with) (?:${services})(?: .+)?`),
  event('fact', 'trained|apprenticed|retrained', 'as an? .+'),
  event(
    'fact',
    'dropped out',
    'of (?:my|our|law|med|uni|university|school|college|art|high|film|drama|grad).*',
  ),
  event(
    'fact',
    'moved',
    `(?:(?:back )?in with (?:my|our|two|three) .+|out of (?:my|our) .+|into (?:an?|my|our) (?:[\\p{L}-]+ ){0,3}${home}(?: .+)?)`,
  ),
  event(
    'fact',
    'was diagnosed|got diagnosed|got hired|was hired',
    '(?:with (?!skill|terminal|chronic (?:stupidity|dumb)|being)|as an? |by (?=an? |the |my )|at (?=an? |the |my )).+',
  ),
  event('fact', 'inherited|founded|co-founded|published', '(?:an?|two|three|my first|our first) .+'),
  event(
    'fact',
    'adopted|rescued|opened',
    `(?:an?|two|three|my own|our own) (?:[\\p{L}\\d-]+ ){0,3}(?:${lastingThings}|greyhounds?|school|gallery|salon|clinic|brewery|pub|bar)(?: .+)?`,
  ),
  event(
    'fact',
    'bought',
    `(?:an?|my|our|my first|our first|my own) (?:[\\p{L}\\d-]+ ){0,3}(?:${lastingThings}|house|flat|apartment|place by .+)(?: .+)?`,
  ),
  event(
    'relation',
    'married|divorced',
    '(?:my (?:\\p{L}+ )*(?:sweetheart|husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|best friend|colleague|neighbour|boss)|an? (?:\\p{L}+ )?(?:\\p{L}+er|\\p{L}+ian|\\p{L}+ist|nurse|dane|swede|finn|scot|pole))',
  ),
  event(
    'fact',
    'won|finished|completed',
    "(?:an?|my|the) (?:[\\p{L}\\d-]+ ){0,4}(?:degree|phd|master'?s|apprenticeship|thesis|dissertation|novel|marathon|half-?marathon|championship|scholarship|award|prize|medal|course|certification)(?: .+)?",
  ),
  {
    kind: 'fact',
    confidence,
    tense: 'ended',
    value: '{told}',
    when: [
      `(?:have )?(?:sold|gave away|got rid of|scrapped|traded in) (?:my|our|the) (?<told>(?:[\\p{L}\\d-]+ ){0,3}(?:${lastingThings}|house|flat|apartment|land rover|volvo|vw|beetle|mini|fiat|ford|toyota|jeep|bmw|vespa|harley|land cruiser|campervan|bike|farm))(?: (?:to|for|in|at|on) .+)?`,
    ],
    says: 'no longer has their {told}',
  },
  {
    kind: 'fact',
    confidence,
    tense: 'ended',
    allDay: true,
    value: '{left}',
    when: [
      '(?:have )?(?:ditched|deleted|quit|gave up|given up|left) (?:my |all )?(?<left>twitter|facebook|instagram|tiktok|social media|whatsapp|snapchat|sugar|dairy|gluten|gambling|nicotine|vaping|smoking|drinking|fast food|processed food|soda)',
    ],
    says: 'gave up {left}',
  },
  {
    kind: 'fact',
    slot: 'origin',
    confidence,
    when: ['was born in {place}'],
    says: 'was born in {place}',
  },
];
