/** The texts of a card that stand right under its `data`. */
export const textFields = [
  'name',
  'nickname',
  'description',
  'personality',
  'scenario',
  'first_mes',
  'mes_example',
  'system_prompt',
  'post_history_instructions',
  'creator_notes',
  'creator',
  'character_version',
] as const;
export type TextField = (typeof textFields)[number];

/** The lists of texts that stand there. */
export const listFields = ['alternate_greetings', 'group_only_greetings', 'tags', 'source'] as const;
export type ListField = (typeof listFields)[number];

/** The lists of texts of Acore's own extension. */
export const ownLists = ['aliases'] as const;

/** What the editor shows of a card besides texts and lists. */
export const otherFields = ['creator_notes_multilingual', 'extensions', 'character_book'] as const;
/** The extensions that the editor shows. */
export const shownExtensions = ['talkativeness', 'depth_prompt', 'acore'] as const;
/** What the editor shows of `extensions.acore`. */
export const shownOwn = ['aliases', 'colour'] as const;

/** What an entry's field holds; `maybe` may be left to the settings. */
export type EntryKind = 'text' | 'texts' | 'flag' | 'number' | 'maybe-number' | 'maybe-flag';

/** One field of a lorebook's entry, as the editor has it. */
export interface EntryField {
  kind: EntryKind;
  /** The member of the entry, or of its extensions, that holds it. */
  key: string;
  inExtensions: boolean;
  /** What it means when nothing is said. */
  otherwise: unknown;
}

const plain = (kind: EntryKind, key: string, otherwise: unknown): EntryField => ({
  kind,
  key,
  inExtensions: false,
  otherwise,
});
const extra = (kind: EntryKind, key: string, otherwise: unknown): EntryField => ({
  kind,
  key,
  inExtensions: true,
  otherwise,
});

/** Every field of an entry but its position, by the name that the page knows it by. */
export const entryFields: Readonly<Record<string, EntryField>> = {
  name: plain('text', 'name', ''),
  comment: plain('text', 'comment', ''),
  keys: plain('texts', 'keys', []),
  secondaryKeys: plain('texts', 'secondary_keys', []),
  content: plain('text', 'content', ''),
  enabled: plain('flag', 'enabled', false),
  constant: plain('flag', 'constant', false),
  selective: plain('flag', 'selective', false),
  useRegex: plain('flag', 'use_regex', false),
  order: plain('number', 'insertion_order', 100),
  priority: plain('maybe-number', 'priority', null),
  caseSensitive: plain('maybe-flag', 'case_sensitive', null),
  ownCaseSensitive: extra('maybe-flag', 'case_sensitive', null),
  depth: extra('number', 'depth', 4),
  role: extra('number', 'role', 0),
  outlet: extra('text', 'outlet_name', ''),
  logic: extra('number', 'selectiveLogic', 0),
  probability: extra('number', 'probability', 100),
  useProbability: extra('flag', 'useProbability', true),
  group: extra('text', 'group', ''),
  groupOverride: extra('flag', 'group_override', false),
  groupWeight: extra('number', 'group_weight', 100),
  groupScoring: extra('maybe-flag', 'use_group_scoring', null),
  wholeWords: extra('maybe-flag', 'match_whole_words', null),
  scanDepth: extra('maybe-number', 'scan_depth', null),
  sticky: extra('number', 'sticky', 0),
  cooldown: extra('number', 'cooldown', 0),
  delay: extra('number', 'delay', 0),
  excludeRecursion: extra('flag', 'exclude_recursion', false),
  preventRecursion: extra('flag', 'prevent_recursion', false),
  delayUntilRecursion: extra('number', 'delay_until_recursion', 0),
  ignoreBudget: extra('flag', 'ignore_budget', false),
  triggers: extra('texts', 'triggers', []),
  matchPersona: extra('flag', 'match_persona_description', false),
  matchDescription: extra('flag', 'match_character_description', false),
  matchPersonality: extra('flag', 'match_character_personality', false),
  matchDepthPrompt: extra('flag', 'match_character_depth_prompt', false),
  matchScenario: extra('flag', 'match_scenario', false),
  matchCreatorNotes: extra('flag', 'match_creator_notes', false),
  automationId: extra('text', 'automation_id', ''),
  vectorized: extra('flag', 'vectorized', false),
};

/** Where an entry's text goes, in the order of the numbers that SillyTavern has for it. */
export const entryPlaces = [
  'before-character',
  'after-character',
  'note-top',
  'note-bottom',
  'at-depth',
  'examples-top',
  'examples-bottom',
  'outlet',
] as const;
export type EntryPlace = (typeof entryPlaces)[number];
