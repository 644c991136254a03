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
import { type BookEntry, defaultEntry } from '../book.ts';

/** Reads an entry of a NovelAI lorebook. */
export function readNovelAiEntry(fields: Fields, key: string): BookEntry {
  const context = fieldsOf(member(fields, 'contextConfig'));
  return {
    ...defaultEntry,
    uid: key,
    name: textOf(member(fields, 'displayName')),
    keys: textsOf(member(fields, 'keys')),
    content: textOf(member(fields, 'text')),
    enabled: flagOf(member(fields, 'enabled')) ?? true,
    constant: flagOf(member(fields, 'forceActivation')) ?? false,
    selective: false,
    order: numberOf(member(context, 'budgetPriority')) ?? defaultEntry.order,
  };
}

/** Reads an entry of an Agnai memory book. */
export function readAgnaiEntry(fields: Fields, key: string): BookEntry {
  return {
    ...defaultEntry,
    uid: key,
    name: textOf(member(fields, 'name')),
    keys: textsOf(member(fields, 'keywords')),
    content: textOf(member(fields, 'entry')),
    enabled: flagOf(member(fields, 'enabled')) ?? true,
    selective: false,
    order: numberOf(member(fields, 'weight')) ?? defaultEntry.order,
    priority: numberOf(member(fields, 'priority')),
  };
}

/** Reads an entry of a RisuAI lorebook; its keys are one text with commas, its folders hold no text. */
export function readRisuEntry(fields: Fields, key: string): BookEntry {
  const useRegex = flagOf(member(fields, 'useRegex')) ?? false;
  const keysIn = (name: string) => {
    const written = textOf(member(fields, name));
    return (useRegex ? [written] : textsOf(written)).filter((one) => one.trim() !== '');
  };
  return {
    ...defaultEntry,
    uid: key,
    name: textOf(member(fields, 'comment')),
    keys: keysIn('key'),
    secondaryKeys: keysIn('secondkey'),
    content: textOf(member(fields, 'content')),
    enabled: member(fields, 'mode') !== 'folder',
    constant: flagOf(member(fields, 'alwaysActive')) ?? false,
    selective: flagOf(member(fields, 'selective')) ?? false,
    useRegex,
    order: numberOf(member(fields, 'insertorder')) ?? defaultEntry.order,
    probability: wholeOf(member(fields, 'activationPercent')) ?? defaultEntry.probability,
  };
}
