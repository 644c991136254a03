import {
  type Fields,
  fieldsOf,
  flagOf,
  member,
  numberOf,
  textOf,
  textsOf,
  wholeOf,
} from '../../../lib/json-fields.ts';
import { type BookEntry, type BookSettings, defaultEntry, type Profile } from '../book.ts';
import { filterOf, worldInfoExtras } from './sillytavern.ts';

/** Reads an entry of a card's own book or of a `lorebook_v3` file, together with what SillyTavern adds to it. */
export function readCardEntry(fields: Fields, key: string, profile: Profile): BookEntry {
  const strict = profile === 'strict';
  const extensions = fieldsOf(member(fields, 'extensions'));
  const extras = worldInfoExtras(extensions);
  const isBefore = member(fields, 'position') === 'before_char';
  return {
    ...defaultEntry,
    ...extras,
    uid: textOf(member(fields, 'id'), key),
    name: textOf(member(fields, 'comment', 'name')),
    keys: textsOf(member(fields, 'keys')),
    secondaryKeys: textsOf(member(fields, 'secondary_keys')),
    content: textOf(member(fields, 'content')),
    // As the recorded engine takes cards in: what does not say that it is on, is off.
    enabled: flagOf(member(fields, 'enabled')) ?? strict,
    constant: flagOf(member(fields, 'constant')) ?? false,
    selective: flagOf(member(fields, 'selective')) ?? false,
    useRegex: flagOf(member(fields, 'use_regex')) ?? false,
    order: numberOf(member(fields, 'insertion_order')) ?? defaultEntry.order,
    priority: numberOf(member(fields, 'priority')),
    position: hasPosition(extensions) ? extras.position : isBefore ? 'before-character' : 'after-character',
    caseSensitive: extras.caseSensitive ?? (strict ? flagOf(member(fields, 'case_sensitive')) : undefined),
    filter: filterOf(member(extensions, 'character_filter')),
  };
}

function hasPosition(extensions: Fields): boolean {
  return numberOf(member(extensions, 'position')) !== undefined;
}

/** What a card's book says of itself. */
export function readCardBookSettings(fields: Fields): BookSettings {
  return {
    scanDepth: wholeOf(member(fields, 'scan_depth')),
    tokenBudget: wholeOf(member(fields, 'token_budget')),
    recursive: flagOf(member(fields, 'recursive_scanning')),
  };
}

/** Whether a book made in Acore asks to be read strictly. */
export function profileOf(fields: Fields): Profile {
  const own = fieldsOf(member(fieldsOf(member(fields, 'extensions')), 'acore'));
  return member(own, 'profile') === 'strict' ? 'strict' : 'st-compat';
}
