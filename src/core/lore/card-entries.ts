import { isFields, numberOf } from '../../lib/json-fields.ts';
import {
  type EntryField,
  type EntryKind,
  type EntryLayout,
  type JsonObject,
  type PlaceKeeper,
  plainField as plain,
  snakeCase,
  twoWayField,
} from './entry-layout.ts';
import { numberedPositions } from './words.ts';

/** What SillyTavern has in World Info under these names, and in snake case in the `extensions` of a card's entries. */
export const sharedFields: Readonly<Record<string, readonly [EntryKind, string, unknown]>> = {
  depth: ['number', 'depth', 4],
  role: ['number', 'role', 0],
  outlet: ['text', 'outletName', ''],
  logic: ['number', 'selectiveLogic', 0],
  probability: ['number', 'probability', 100],
  useProbability: ['flag', 'useProbability', true],
  group: ['text', 'group', ''],
  groupOverride: ['flag', 'groupOverride', false],
  groupWeight: ['number', 'groupWeight', 100],
  groupScoring: ['maybe-flag', 'useGroupScoring', null],
  ownCaseSensitive: ['maybe-flag', 'caseSensitive', null],
  wholeWords: ['maybe-flag', 'matchWholeWords', null],
  scanDepth: ['maybe-number', 'scanDepth', null],
  sticky: ['number', 'sticky', 0],
  cooldown: ['number', 'cooldown', 0],
  delay: ['number', 'delay', 0],
  excludeRecursion: ['flag', 'excludeRecursion', false],
  preventRecursion: ['flag', 'preventRecursion', false],
  delayUntilRecursion: ['number', 'delayUntilRecursion', 0],
  ignoreBudget: ['flag', 'ignoreBudget', false],
  triggers: ['texts', 'triggers', []],
  matchPersona: ['flag', 'matchPersonaDescription', false],
  matchDescription: ['flag', 'matchCharacterDescription', false],
  matchPersonality: ['flag', 'matchCharacterPersonality', false],
  matchDepthPrompt: ['flag', 'matchCharacterDepthPrompt', false],
  matchScenario: ['flag', 'matchScenario', false],
  matchCreatorNotes: ['flag', 'matchCreatorNotes', false],
  automationId: ['text', 'automationId', ''],
  vectorized: ['flag', 'vectorized', false],
};

/** For whom an entry is, in what holds that. */
export function filterFields(...under: string[]): Record<string, EntryField> {
  const field = (kind: EntryKind, key: string, otherwise: unknown) => ({
    ...plain(kind, key, otherwise),
    under,
  });
  return {
    filterNames: field('texts', 'names', []),
    filterTags: field('texts', 'tags', []),
    filterExclude: field('flag', 'isExclude', false),
  };
}

/** Two that SillyTavern writes otherwise than the rest. */
const oddlyWritten = ['selectiveLogic', 'useProbability'];

const place: PlaceKeeper = {
  read(entry) {
    const number = numberIn(entry);
    if (number !== undefined) return numberedPositions[number] ?? 'unknown';
    return entry['position'] === 'before_char' ? 'before-character' : 'after-character';
  },
  write(entry, wanted) {
    const number = numberedPositions.indexOf(wanted);
    const position = number === 0 ? 'before_char' : 'after_char';
    const needsNumber = number > 1 || numberIn(entry) !== undefined;
    const named = number <= 1 || entry['position'] === undefined ? { ...entry, position } : entry;
    return needsNumber ? { ...named, extensions: { ...extensionsOf(entry), position: number } } : named;
  },
};

/** The entries of a card's book and of `lorebook_v3` files. */
export const cardLayout: EntryLayout = {
  fields: {
    name: plain('text', 'name', ''),
    comment: plain('text', 'comment', ''),
    keys: plain('texts', 'keys', []),
    secondaryKeys: plain('texts', 'secondary_keys', []),
    content: plain('text', 'content', ''),
    // As the recorded engine takes cards in: what does not say that it is on, is off.
    enabled: plain('flag', 'enabled', false, true),
    constant: plain('flag', 'constant', false),
    selective: plain('flag', 'selective', false),
    useRegex: plain('flag', 'use_regex', false),
    order: plain('number', 'insertion_order', 100),
    priority: plain('maybe-number', 'priority', null),
    caseSensitive: plain('maybe-flag', 'case_sensitive', null),
    ...Object.fromEntries(
      Object.entries(sharedFields).map(([name, [kind, key, otherwise]]) => {
        const written = oddlyWritten.includes(key) ? key : snakeCase(key);
        return [name, twoWayField(kind, written, otherwise, ['extensions'])];
      }),
    ),
    ...filterFields('extensions', 'character_filter'),
  },
  place,
  id: 'id',
  shownAs: undefined,
  also: ['id', 'position', 'extensions.position'],
  fresh: {
    keys: [],
    content: '',
    extensions: {},
    enabled: true,
    insertion_order: 100,
    constant: false,
    selective: false,
    use_regex: false,
    position: 'before_char',
  },
};

function extensionsOf(entry: JsonObject): JsonObject {
  return isFields(entry['extensions']) ? entry['extensions'] : {};
}

function numberIn(entry: JsonObject): number | undefined {
  const { position } = extensionsOf(entry);
  return position === null ? undefined : numberOf(position);
}
