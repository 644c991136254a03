import { type Logic, logics, numberedPositions, type Role, roles } from '../../core/lore/words.ts';

/**
 * By whose rules a book is read: `st-compat` does everything as SillyTavern's recorded engine does, oddities included;
 * `strict` keeps to the V3 specification and to what an author would expect.
 */
export type Profile = 'st-compat' | 'strict';

export type { Logic, Role };
export { logics, roles };

/** Where an entry's text goes. `nowhere`: the book names a place that nobody knows. */
export const positions = [...numberedPositions, 'personality', 'scenario', 'nowhere'] as const;
export type Position = (typeof positions)[number];

/** What besides the talk an entry may look for its keys in. */
export const scanSources = [
  'personaDescription',
  'characterDescription',
  'characterPersonality',
  'characterDepthPrompt',
  'scenario',
  'creatorNotes',
] as const;
export type ScanSource = (typeof scanSources)[number];

/** One entry of a lorebook, with every field that decides whether, when and where its text is told. */
export interface BookEntry {
  /** Unique within the book. */
  uid: string;
  /** The entry's title or memo, for people. */
  name: string;
  keys: readonly string[];
  secondaryKeys: readonly string[];
  logic: Logic;
  /** Whether secondary keys count at all. */
  selective: boolean;
  /** Every key is a regular expression, slashes or not (V3); only `strict` books mean it. */
  useRegex: boolean;
  content: string;
  enabled: boolean;
  /** Fires without a key. */
  constant: boolean;
  /** Higher is looked at first, and stands later in the text. */
  order: number;
  /** Lower is left out first (V3); only `strict` books mean it. */
  priority: number | undefined;
  position: Position;
  /** For `at-depth`: how many messages stay after it. */
  depth: number;
  role: Role;
  outlet: string;
  /** Per cent. */
  probability: number;
  useProbability: boolean;
  /** Names of inclusion groups, with commas between them. */
  group: string;
  groupOverride: boolean;
  groupWeight: number;
  ignoreBudget: boolean;
  /** Its keys are not looked for in what other entries say. */
  excludeRecursion: boolean;
  /** What it says is not searched for the keys of others. */
  preventRecursion: boolean;
  /** Fires only in a recursion of this level or a later one; 0: at once. */
  delayUntilRecursion: number;
  // Undefined in the next four: as the settings say.
  scanDepth: number | undefined;
  caseSensitive: boolean | undefined;
  wholeWords: boolean | undefined;
  groupScoring: boolean | undefined;
  // Of the next three, in messages; 0: without.
  sticky: number;
  cooldown: number;
  delay: number;
  /** Only for these characters (by the name of their file) or tags, or for all but these. */
  filter: { exclude: boolean; names: readonly string[]; tags: readonly string[] } | undefined;
  /** Only when words are generated for one of these reasons; none: always. */
  triggers: readonly string[];
  sources: readonly ScanSource[];
  automationId: string;
  vectorized: boolean;
}

/** What a book itself says on how it is to be searched. `st-compat` does not apply it, as the recorded engine does not. */
export interface BookSettings {
  scanDepth: number | undefined;
  tokenBudget: number | undefined;
  recursive: boolean | undefined;
}

/** A lorebook, whatever it was written for. */
export interface Book {
  id: string;
  name: string;
  profile: Profile;
  settings: BookSettings;
  entries: readonly BookEntry[];
}

/** An entry as SillyTavern makes a new one. */
export const defaultEntry: BookEntry = {
  uid: '0',
  name: '',
  keys: [],
  secondaryKeys: [],
  logic: 'and-any',
  selective: true,
  useRegex: false,
  content: '',
  enabled: true,
  constant: false,
  order: 100,
  priority: undefined,
  position: 'before-character',
  depth: 4,
  role: 'system',
  outlet: '',
  probability: 100,
  useProbability: true,
  group: '',
  groupOverride: false,
  groupWeight: 100,
  ignoreBudget: false,
  excludeRecursion: false,
  preventRecursion: false,
  delayUntilRecursion: 0,
  scanDepth: undefined,
  caseSensitive: undefined,
  wholeWords: undefined,
  groupScoring: undefined,
  sticky: 0,
  cooldown: 0,
  delay: 0,
  filter: undefined,
  triggers: [],
  sources: [],
  automationId: '',
  vectorized: false,
};

export const noBookSettings: BookSettings = {
  scanDepth: undefined,
  tokenBudget: undefined,
  recursive: undefined,
};
