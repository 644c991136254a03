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

/** What the editor shows of a card besides texts and lists. */
export const otherFields = [
  'creator_notes_multilingual',
  'extensions',
  'character_book',
  'creation_date',
  'modification_date',
  'assets',
] as const;
/** The extensions that the editor shows. */
export const shownExtensions = [
  'talkativeness',
  'depth_prompt',
  'framework',
  'framework_blending',
  'acore',
] as const;
/** What the editor shows of `extensions.acore`. */
export const shownOwn = [
  'aliases',
  'colour',
  'pronouns',
  'topics',
  'voice',
  'relationships',
  'framework',
] as const;
