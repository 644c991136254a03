import type { Rule } from '../language.ts';

/** What somebody has. */
export const thingRules: readonly Rule[] = [
  {
    kind: 'fact',
    of: 'own',
    tellsOwner: true,
    slot: 'owns:{possessions}',
    value: '{possessions}',
    confidence: 0.6,
    when: [
      '(?:new |old )?[possessions] (?:broke|died|crashed|keeps|needs|exploded|arrived|is (?:broken|dead|acting up|in repair))(?: .*)?',
    ],
    says: 'has a {possessions}',
  },
  {
    kind: 'fact',
    slot: 'owns:{what}',
    value: 'no {what}',
    when: [
      "do not (?:have|own|have got) (?:an? |any )(?<what>(?:driver'?s |driving )?(?:licen[cs]e|car|tv|television|kids|children|pets|siblings|brothers|sisters|smartphone|facebook|instagram|twitter|degree|passport|microphone|mic|webcam|bike))",
    ],
    says: 'has no {what}',
  },

  {
    kind: 'fact',
    slot: 'owns:{possessions}',
    value: '{what}',
    when: [
      '(?:have|own|have got|drive|ride) (?:an? |my own |our own )(?<what>(?:[\\w-]+ ){0,3}(?:[possessions]))(?: (?:called|named|from|that|of|with|behind|next to|down by|near) (?!.*\\bin (?!the |my |our |an? )).{2,40}| in the (?:garden|garage|basement|attic|countryside|mountains|woods)(?: .{2,20})?)?',
    ],
    says: 'has a {what}',
    said: 'had a {what}',
  },
  {
    kind: 'fact',
    slot: 'owns:{possessions}',
    value: '{what}',
    tense: 'began',
    when: [
      '(?:bought|got|picked up|inherited|built|have bought|have got|purchased|adopted) (?:myself |ourselves )?(?:an? |my first |my own )(?<what>(?:[\\w-]+ ){0,3}(?:[possessions]))(?: (?:called|named|from|of|with|to (?!give|gift)) ?.{2,40})?',
    ],
    says: 'has a {what}',
    said: 'had a {what}',
  },
  {
    kind: 'fact',
    slot: 'owns:{possessions}',
    value: '{what}',
    tense: 'ended',
    when: [
      '(?:(?:have )?(?:sold|scrapped|donated)|(?:have )?(?:gave away|given away|got rid of|traded in|parted with)) (?:my |our |the )(?:old |beloved )?(?<what>(?:[\\w-]+ ){0,2}(?:[possessions]))',
      'no longer (?:own|have) (?:my |an? )(?<what>(?:[\\w-]+ ){0,2}(?:[possessions]))',
    ],
    says: 'had a {what}',
  },
  {
    kind: 'fact',
    slot: 'contract:{contracts}',
    value: '{contracts}',
    tense: 'ended',
    when: ['(?:have )?(?:gave up|given up|cancell?ed|quit|ended|dropped|let go of) (?:my|our) [contracts]'],
    says: 'had a {contracts}',
  },
  {
    kind: 'fact',
    slot: 'drives',
    when: [
      'drive (?:an? |my )(?:old |new )?{product}(?: from (?:19|20)\\d\\d| (?:that|which) .{2,40})?',
      'ride (?:an? |my )(?:old |new )?(?<product>(?:[\\w-]+ ){0,3}(?:[brands])(?: [\\w-]+){0,2})(?: from (?:19|20)\\d\\d| (?:that|which) .{2,40})?',
    ],
    value: '{product}',
    says: 'drives a {product}',
    said: 'drove a {product}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'owns:{possessions}',
    value: '{product}',
    when: [
      '(?:new |old |current )?[possessions] is an? (?:old |new )?{product}(?: from (?:19|20)\\d\\d| (?:that|which) .{2,40})?',
    ],
    says: '{possessions} is a {product}',
    said: '{possessions} was a {product}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'name:{possessions}',
    value: '{name}',
    when: ['[possessions] is (?:called|named) {name}'],
    says: '{possessions} is called {name}',
  },
  {
    kind: 'fact',
    slot: 'owns:{what}',
    when: ['(?:have|own|have got) {count} (?<what>(?:[\\w-]+ ){0,2}(?:[possessions])s)'],
    value: '{count} {what}',
    says: 'has {count} {what}',
    said: 'had {count} {what}',
  },
  {
    kind: 'fact',
    slot: 'owns:{what}',
    when: [
      "(?:have|got|have got|hold) an? (?<what>(?:[\\w'-]+ ){0,2}(?:licen[cs]e|black belt|green card|(?:[\\w-]+ )passport))",
    ],
    says: 'has a {what}',
    said: 'had a {what}',
  },
  {
    kind: 'fact',
    slot: 'owns:{product}',
    value: '{product}',
    when: ['own (?:an? |my own ){product}'],
    says: 'owns a {product}',
    said: 'owned a {product}',
  },
];
