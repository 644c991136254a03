import type { Rule } from '../language.ts';

/** What somebody is going to do. */
export const planRules: readonly Rule[] = [
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      'am (?<doing>(?:flying|going|travell?ing|driving|heading|moving|coming|sailing|cycling|hiking|going away|flying out|emigrating) (?:back |over |down |up |out |home )?to|(?:leaving|heading off|setting off) for) {place}(?: (?:to (?:see|visit|meet|celebrate|watch|attend|run|present|perform|work|study|stay|be|help)|with|for|via) .{2,60})?',
    ],
    says: 'is {doing} {place}',
    value: '{place}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: ['am (?:back |off |away |over |going to be )*in {city}(?: (?:for|with|to) .{2,40})?'],
    says: 'is in {city}',
    value: '{city}',
    confidence: 0.75,
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      'am (?<doing>walking|hiking|climbing|cycling|running|swimming|doing) {title}(?: (?:with|for|to) .{2,40})?',
    ],
    says: 'is {doing} {title}',
    value: '{title}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      '(?:have|have got|got|bought|managed to get) (?:(?:two|three|four|some|our|my|front row|a) )*tickets? (?:for|to|to see) {event}',
    ],
    says: 'has tickets for {event}',
    value: '{event}',
  },
  {
    kind: 'plan',
    of: 'own',
    tense: 'plan',
    when: [
      '(?<what>(?:[openings])) (?<how>opens?|launches|comes out|premieres|starts|begins|closes|ends|arrives|airs|reopens)',
    ],
    says: '{what} {how}',
    value: '{what}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: ['am getting married to {spouse}'],
    says: 'is getting married to {spouse}',
    value: 'getting married',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      'am (?<doing>visiting|seeing|meeting|leaving|starting|hosting|running|attending|launching|releasing|playing|taking|having|getting|throwing|presenting|marrying|adopting|opening|finishing|joining|performing|competing|speaking|celebrating|picking up|graduating|retiring) {event}',
    ],
    says: 'is {doing} {event}',
    value: '{event}',
    confidence: 0.75,
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      'am (?<doing>getting married|graduating|retiring|going on holiday|going on vacation|leaving|having surgery|getting surgery|going camping|going skiing|going hiking)',
    ],
    says: 'is {doing}',
    value: '{doing}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      "have (?:an? |my |the )(?<what>(?:[\\w'-]+ ){0,3}(?:exam|test|interview|appointment|concert|wedding|flight|meeting|surgery|operation|recital|match|tournament|race|marathon|deadline|presentation|date|trip|party|gig|show|game|audition|performance|hearing|viva|defen[cs]e|checkup|check-up|competition|shift|exhibition|conference))(?: (?:at|with|in|for|to) .{2,30})?",
    ],
    says: 'has a {what}',
    value: '{what}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      'have (?<what>(?:(?:knee|hip|eye|back|dental|jaw|heart) )?surgery|exams|finals|midterms|jury duty|physio)',
    ],
    says: 'has {what}',
  },
  {
    kind: 'plan',
    of: 'own',
    tense: 'plan',
    when: [
      "(?<what>(?:[\\w'-]+ ){0,3}(?:exam|test|interview|appointment|concert|wedding|flight|surgery|operation|recital|match|tournament|race|marathon|deadline|presentation|date|trip|party|gig|show|audition|performance|competition|exhibition|conference|graduation|vacation|holiday|defen[cs]e)) is(?: on| in)?",
    ],
    says: '{what} is',
    value: '{what}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: [
      '(?:will|am going to|am gonna|am planning to|plan to|am about to|intend to|am planning on|have decided to|decided to|am off to|am set to) {todo}',
    ],
    says: 'plans to {todo}',
    value: '{todo}',
    confidence: 0.75,
  },
  {
    kind: 'plan',
    when: ['(?:am planning to|plan to|intend to|have decided to) {todo}'],
    says: 'plans to {todo}',
    value: '{todo}',
    confidence: 0.75,
  },
  { kind: 'plan', when: ['(?:am|have been) planning {trip}'], says: 'is planning {trip}', confidence: 0.75 },
];
