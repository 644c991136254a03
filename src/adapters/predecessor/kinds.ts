import type { OlderFile } from './folder.ts';

/** What can be brought in. */
export const olderKinds = ['card', 'lorebook', 'document', 'talk', 'profile'] as const;
export type OlderKind = (typeof olderKinds)[number];

/** A file with what it is, or with why it stays where it is. */
export type Sorted =
  | { file: OlderFile; kind: OlderKind }
  | {
      file: OlderFile;
      left: string /** It is told with all others of this folder. */;
      of?: string | undefined;
    };

const noPlaceYet = 'Acore has no place for it yet';
const made = 'it was made from other files, and Acore makes its own';

const kinds: readonly [RegExp, OlderKind][] = [
  [/^chat_history(?:_archive)?\/[^/]+\.json$/i, 'talk'],
  [/^user_profiles\/(?:[^/]+\/)?user_[^/]+\.json$/i, 'profile'],
  [/^documents\/(?:.+\/)?[^/]+\.(?:txt|md)$/i, 'document'],
  [/^lorebooks\/[^/]+\.json$/i, 'lorebook'],
  [/^(?:prompts\/characters|import_cards)\/[^/]+\.(?:json|png)$/i, 'card'],
];

/** What is never brought in; the whole folder is told in one line where `of` says so. */
const leftAlone: readonly { path: RegExp; why: string; of?: string }[] = [
  {
    path: /\.(?:pkl|pickle)$/i,
    why: 'it is a pickle, which can run code when it is read; it holds nothing that profiles do not',
  },
  {
    path: /^documents\/(?:.+\/)?conversation_[^/]*$/i,
    why: 'it tells of a talk, and as a document everybody everywhere would hear of it',
  },
  {
    path: /^conversation_summaries\//i,
    why: 'it does not say of which lines it tells, so that nothing could take it back; new summaries are made from the talks',
  },
  { path: /^persona_relationships\.json$/i, why: noPlaceYet },
  { path: /^persona_evolution\//i, why: noPlaceYet },
  { path: /^channel_activity_profiles\.json$/i, why: noPlaceYet },
  { path: /^reminders\//i, why: noPlaceYet },
  { path: /^notes\//i, why: noPlaceYet },
  { path: /^sound_effects\//i, why: noPlaceYet, of: 'sound_effects' },
  { path: /^voice_models\//i, why: noPlaceYet, of: 'voice_models' },
  { path: /^metrics\//i, why: noPlaceYet, of: 'metrics' },
  { path: /^cookies\.txt$/i, why: 'it holds secrets and is not opened' },
  { path: /^vector_store\//i, why: made, of: 'vector_store' },
  { path: /^prompts\/compiled\//i, why: made, of: 'prompts/compiled' },
  { path: /^prompts\/frameworks\//i, why: 'frameworks are written anew for Acore: docs/frameworks.md' },
  { path: /^temp\//i, why: 'it was meant to be thrown away', of: 'temp' },
];

/** Says what a file is. */
export function sorted(file: OlderFile): Sorted {
  const alone = leftAlone.find(({ path }) => path.test(file.path));
  if (alone !== undefined) return { file, left: alone.why, of: alone.of };
  const kind = kinds.find(([path]) => path.test(file.path))?.[1];
  return kind === undefined ? { file, left: 'it is nothing that Acore knows' } : { file, kind };
}
