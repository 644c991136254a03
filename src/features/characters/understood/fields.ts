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
  talkativeness: 'nothing',
  fav: 'nothing',
  world: 'nothing',
};

/** What stands under `extensions.acore`. */
export const ownUses: Record<string, Use> = {
  aliases: 'behaviour',
  pronouns: 'prompt',
  topics: 'shown',
  relationships: 'prompt',
  colour: 'shown',
  voice: 'nothing',
};

/** The settings of a lorebook. */
export const bookUses: Record<string, Use> = {
  scan_depth: 'behaviour',
  token_budget: 'behaviour',
  recursive_scanning: 'behaviour',
  name: 'shown',
  description: 'nothing',
};

/** The fields of a lorebook's entry. */
export const entryUses: Record<string, Use> = {
  keys: 'behaviour',
  secondary_keys: 'behaviour',
  content: 'prompt',
  enabled: 'behaviour',
  insertion_order: 'behaviour',
  case_sensitive: 'behaviour',
  selective: 'behaviour',
  constant: 'behaviour',
  position: 'behaviour',
  use_regex: 'behaviour',
  priority: 'nothing',
  id: 'shown',
  name: 'shown',
  comment: 'shown',
};

/** What SillyTavern keeps in the extensions of an entry. */
export const entryExtensionUses: Record<string, Use> = Object.fromEntries(
  [
    'position',
    'depth',
    'role',
    'probability',
    'useProbability',
    'selectiveLogic',
    'group',
    'group_override',
    'group_weight',
    'use_group_scoring',
    'exclude_recursion',
    'prevent_recursion',
    'delay_until_recursion',
    'scan_depth',
    'match_whole_words',
    'case_sensitive',
    'sticky',
    'cooldown',
    'delay',
    'triggers',
    'outlet_name',
    'ignore_budget',
    'match_persona_description',
    'match_character_description',
    'match_character_personality',
    'match_character_depth_prompt',
    'match_scenario',
    'match_creator_notes',
  ].map((name) => [name, 'behaviour'] as const),
);

/** The decorators of lorebook entries that do something. */
export const decorators: ReadonlySet<string> = new Set(['activate', 'dont_activate']);
