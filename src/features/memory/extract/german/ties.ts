import type { Rule } from '../language.ts';

const some = '(?:kleinen? |großen? |ältere?n? |jüngere?n? |alten? |süßen? |neuen? |\\p{L}+en? )?';
const named = '(?:,)? (?:namens|der|die|das|er|sie|es)(?: heißt)?';
const howMany = '(?<zahl>zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|\\d{1,2})';

/** Relatives and animals, in German. */
export const germanTieRules: readonly Rule[] = [
  {
    kind: 'fact',
    of: 'own',
    slot: 'pet-name:{tiere}',
    value: '{name}',
    other: 'name',
    when: ['[tiere] heißt {name}'],
    says: '{der} {tiere} von {who} heißt {name}',
    said: '{der} {tiere} von {who} hieß {name}',
  },
  {
    kind: 'fact',
    slot: 'pet-name:{tiere}',
    value: '{name}',
    other: 'name',
    when: [`habe eine?n? ${some}[tiere]${named} {name}`],
    says: 'hat {ein} {tiere} namens {name}',
    said: 'hatte {ein} {tiere} namens {name}',
  },
  {
    kind: 'fact',
    slot: 'pet-name:{tiere}',
    value: '{name}',
    other: 'name',
    tense: 'past',
    when: [`hatte eine?n? ${some}[tiere]${named} {name}`],
    says: 'hatte {when}{ein} {tiere} namens {name}',
  },
  {
    kind: 'fact',
    value: '{tiere}',
    when: [`habe eine?n? ${some}[tiere]`],
    says: 'hat {ein} {tiere}',
    said: 'hatte {ein} {tiere}',
  },
  {
    kind: 'fact',
    value: '{tiere}',
    tense: 'past',
    lasting: true,
    when: [`hatte eine?n? ${some}[tiere]`],
    says: 'hatte {when}{ein} {tiere}',
  },
  {
    kind: 'fact',
    slot: 'pets:{mehrere}',
    value: '{mehrere}',
    when: [`habe ${howMany} [mehrere]`],
    says: 'hat {zahl} {mehrere}',
    said: 'hatte {zahl} {mehrere}',
  },
  {
    kind: 'relation',
    slot: 'number:{geschwister}',
    value: '{geschwister}',
    when: [`habe ${howMany} (?:(?:kleine|große|ältere|jüngere) )?[geschwister]`],
    says: 'hat {zahl} {geschwister}',
  },
  {
    kind: 'relation',
    of: 'own',
    slot: '{verwandte}',
    value: '{name}',
    other: 'name',
    when: ['[verwandte] heißt {name}'],
    says: '{der} {verwandte} von {who} heißt {name}',
  },
  {
    kind: 'relation',
    slot: '{verwandte}',
    value: '{name}',
    other: 'name',
    when: [`habe eine?n? ${some}[verwandte]${named} {name}`],
    says: 'hat {ein} {verwandte} namens {name}',
  },
  {
    kind: 'relation',
    value: '{verwandte}',
    when: [`habe eine?n? ${some}[verwandte]`],
    says: 'hat {ein} {verwandte}',
  },
  {
    kind: 'relation',
    slot: 'status',
    value: '{familienstand}',
    when: ['bin [familienstand]'],
    says: 'ist {familienstand}',
    said: 'war {familienstand}',
  },
];
