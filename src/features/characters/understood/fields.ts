/**
 * What Acore does with a value of a card: it is in a prompt, it changes what Acore does, it is or changes a picture, people
 * are shown it; or nothing, and then it is only kept.
 */
export type Use = 'prompt' | 'behaviour' | 'picture' | 'shown' | 'nothing';

/** The fields of a card; what is not here is only kept. Books, extensions and assets have tables of their own. */
export const cardUses: Record<string, Use> = {
  name: 'prompt',
  nickname: 'prompt',
  description: 'prompt',
  personality: 'prompt',
  scenario: 'prompt',
  system_prompt: 'prompt',
  post_history_instructions: 'prompt',
  mes_example: 'prompt',
  first_mes: 'shown',
  alternate_greetings: 'shown',
  group_only_greetings: 'shown',
  creator_notes: 'shown',
  creator_notes_multilingual: 'shown',
  creator: 'shown',
  character_version: 'shown',
  tags: 'shown',
  source: 'shown',
  creation_date: 'shown',
  modification_date: 'shown',
};

/** The extensions of a card that Acore knows. */
export const extensionUses: Record<string, Use> = {
  depth_prompt: 'prompt',
  framework: 'prompt',
  framework_blending: 'behaviour',
  knowledge_domain: 'behaviour',
  talkativeness: 'nothing',
  fav: 'nothing',
  world: 'nothing',
};

/** What stands under `extensions.acore`. */
export const ownUses: Record<string, Use> = {
  aliases: 'behaviour',
  framework: 'prompt',
  pronouns: 'prompt',
  topics: 'prompt',
  relationships: 'prompt',
  colour: 'shown',
  voice: 'shown',
  profile: 'behaviour',
};

/**
 * By whose rules a card's book is read (docs/lorebooks.md): `strict` for books made in Acore, `compat` for all others, whose
 * recorded engine pays no heed to some fields.
 */
export type BookRules = 'strict' | 'compat';

/** The settings of a lorebook. */
export const bookUses: Record<BookRules, Record<string, Use>> = {
  compat: { name: 'shown' },
  strict: {
    name: 'shown',
    scan_depth: 'behaviour',
    token_budget: 'behaviour',
    recursive_scanning: 'behaviour',
  },
};

const everyEntry: Record<string, Use> = {
  keys: 'behaviour',
  secondary_keys: 'behaviour',
  content: 'prompt',
  enabled: 'behaviour',
  insertion_order: 'behaviour',
  selective: 'behaviour',
  constant: 'behaviour',
  position: 'behaviour',
  id: 'shown',
  name: 'shown',
  comment: 'shown',
};

/** The fields of a lorebook's entry. */
export const entryUses: Record<BookRules, Record<string, Use>> = {
  compat: everyEntry,
  strict: { ...everyEntry, case_sensitive: 'behaviour', use_regex: 'behaviour', priority: 'behaviour' },
};

/** What SillyTavern keeps in the extensions of an entry, in its two ways of writing. */
export const entryExtensionUses: Record<string, Use> = Object.fromEntries(
  [
    'position',
    'depth',
    'role',
    'probability',
    'useProbability',
    'selectiveLogic',
    'group',
    'groupOverride',
    'groupWeight',
    'useGroupScoring',
    'excludeRecursion',
    'preventRecursion',
    'delayUntilRecursion',
    'scanDepth',
    'matchWholeWords',
    'caseSensitive',
    'sticky',
    'cooldown',
    'delay',
    'triggers',
    'ignoreBudget',
    'matchCharacterDescription',
    'matchCharacterPersonality',
    'matchCharacterDepthPrompt',
    'matchScenario',
    'matchCreatorNotes',
  ].flatMap((name): [string, Use][] => [
    [name, 'behaviour'],
    [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), 'behaviour'],
  ]),
);

const whole = /^-?\d{1,9}$/;
const list = /[^,\s]/;

/** The decorators of lorebook entries that do something, and the values that they may have. */
export const decoratorUses: Record<BookRules, ReadonlyMap<string, RegExp>> = {
  compat: new Map([
    ['activate', /^$/],
    ['dont_activate', /^$/],
  ]),
  strict: new Map([
    ['activate', /^/],
    ['dont_activate', /^/],
    ['activate_only_after', whole],
    ['activate_only_every', /^[1-9]\d{0,8}$/],
    ['keep_activate_after_match', /^/],
    ['dont_activate_after_match', /^/],
    ['depth', whole],
    ['reverse_depth', whole],
    ['scan_depth', whole],
    ['role', /^(?:system|user|assistant)$/],
    ['position', /^(?:before_desc|after_desc|personality|scenario)$/],
    ['ignore_on_max_context', /^/],
    ['additional_keys', list],
    ['exclude_keys', list],
  ]),
};
