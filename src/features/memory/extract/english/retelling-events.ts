import type { Rule } from '../language.ts';
import { formConfidence as confidence, lastingThings, services } from './retelling-words.ts';

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
  event('fact', 'graduated', '(?:from (?!noob|an?\\b|\\p{L}+ to )|with (?=an? )|in (?!style)).+'),
  event(
    'fact',
    'retired',
    `from (?:${services}|(?:teaching|nursing|farming|medicine|law|football|rugby|racing|coaching|banking))(?: .+)?`,
  ),
  event('fact', 'served', `(?:in|with) (?:${services})(?: .+)?`),
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
