import { snakeCase } from '../../../core/lore/entry-layout.ts';
import { numberedPositions } from '../../../core/lore/words.ts';
import {
  at,
  type Fields,
  fieldsOf,
  flagOf,
  member,
  numberOf,
  textOf,
  textsOf,
  wholeOf,
} from '../../../lib/json-fields.ts';
import {
  type BookEntry,
  defaultEntry,
  logics,
  type Position,
  roles,
  type ScanSource,
  scanSources,
} from '../book.ts';

/** By which field an entry asks to be looked for in something besides the talk. */
export const sourceFields: Record<ScanSource, string> = {
  personaDescription: 'matchPersonaDescription',
  characterDescription: 'matchCharacterDescription',
  characterPersonality: 'matchCharacterPersonality',
  characterDepthPrompt: 'matchCharacterDepthPrompt',
  scenario: 'matchScenario',
  creatorNotes: 'matchCreatorNotes',
};

/** Reads an entry of SillyTavern's World Info. What is missing or of the wrong kind is as in a new entry. */
export function readWorldInfoEntry(fields: Fields, key: string): BookEntry {
  return {
    ...defaultEntry,
    uid: textOf(member(fields, 'uid'), key),
    name: textOf(member(fields, 'comment')),
    keys: textsOf(member(fields, 'key', 'keys')),
    secondaryKeys: textsOf(member(fields, 'keysecondary', 'secondary_keys')),
    content: textOf(member(fields, 'content')),
    enabled: !(flagOf(member(fields, 'disable')) ?? false),
    constant: flagOf(member(fields, 'constant')) ?? false,
    selective: flagOf(member(fields, 'selective')) ?? true,
    order: numberOf(member(fields, 'order')) ?? defaultEntry.order,
    ...worldInfoExtras(fields),
    filter: filterOf(member(fields, 'characterFilter')),
  };
}

/** The fields that SillyTavern has under one name in World Info and, in snake case, in a card's `extensions`. */
export function worldInfoExtras(fields: Fields) {
  const get = (name: string) => member(fields, name, snakeCase(name));
  const flag = (name: string) => flagOf(get(name)) ?? false;
  const count = (name: string) => Math.max(0, wholeOf(get(name)) ?? 0);
  return {
    logic: at(logics, get('selectiveLogic')) ?? defaultEntry.logic,
    position: positionOf(get('position')),
    depth: wholeOf(get('depth')) ?? defaultEntry.depth,
    role: at(roles, get('role')) ?? defaultEntry.role,
    outlet: textOf(get('outletName')),
    probability: numberOf(get('probability')) ?? defaultEntry.probability,
    useProbability: flagOf(get('useProbability')) ?? true,
    group: textOf(get('group')),
    groupOverride: flag('groupOverride'),
    groupWeight: numberOf(get('groupWeight')) ?? defaultEntry.groupWeight,
    ignoreBudget: flag('ignoreBudget'),
    excludeRecursion: flag('excludeRecursion'),
    preventRecursion: flag('preventRecursion'),
    delayUntilRecursion: numberOf(get('delayUntilRecursion')) ?? 0,
    scanDepth: wholeOf(get('scanDepth')),
    caseSensitive: flagOf(get('caseSensitive')),
    wholeWords: flagOf(get('matchWholeWords')),
    groupScoring: flagOf(get('useGroupScoring')),
    sticky: count('sticky'),
    cooldown: count('cooldown'),
    delay: count('delay'),
    triggers: textsOf(get('triggers')),
    sources: scanSources.filter((source) => flag(sourceFields[source])),
    automationId: textOf(get('automationId')),
    vectorized: flag('vectorized'),
  };
}

function positionOf(value: unknown): Position {
  if (value === undefined) return defaultEntry.position;
  return at(numberedPositions, value) ?? 'nowhere';
}

/** For whom an entry is. */
export function filterOf(value: unknown): BookEntry['filter'] {
  const fields = fieldsOf(value);
  const names = textsOf(member(fields, 'names'));
  const tags = textsOf(member(fields, 'tags'));
  if (names.length === 0 && tags.length === 0) return undefined;
  return { exclude: flagOf(member(fields, 'isExclude')) ?? false, names, tags };
}
