import { cardFilesTarget, cardValuesTarget } from './cards.ts';
import { documentsTarget } from './documents.ts';
import { tensorsTarget, tokenizersTarget } from './embedding-models.ts';
import { historyFilesTarget } from './history.ts';
import { literalFinderTarget } from './literal-finder.ts';
import { loreMatcherTarget } from './lore-matcher.ts';
import { lorebookEditorTarget } from './lorebook-editor.ts';
import { lorebookFormatsTarget } from './lorebook-formats.ts';
import { macrosTarget } from './macros.ts';
import { memoryClaimsTarget, memoryPatternsTarget, questionTimesTarget } from './memory.ts';
import { pngTextTarget } from './png-text.ts';
import { predecessorTarget } from './predecessor.ts';
import { safeRegexTarget } from './safe-regex.ts';
import type { FuzzTarget } from './target.ts';
import { jsonTarget, yamlTarget } from './texts.ts';

/** Every parser that reads what strangers wrote. A new parser gets a file here and a line in this list. */
export const targets: readonly FuzzTarget[] = [
  cardFilesTarget,
  cardValuesTarget,
  documentsTarget,
  historyFilesTarget,
  jsonTarget,
  literalFinderTarget,
  lorebookEditorTarget,
  lorebookFormatsTarget,
  loreMatcherTarget,
  macrosTarget,
  memoryClaimsTarget,
  memoryPatternsTarget,
  pngTextTarget,
  predecessorTarget,
  questionTimesTarget,
  safeRegexTarget,
  tensorsTarget,
  tokenizersTarget,
  yamlTarget,
];
