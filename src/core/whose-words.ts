import type { TranscriptEntry } from './ports/transcript.ts';

/** People whose words stand in a line: who said it, or whom a character answered with it. What they allow holds for it. */
export function whoseWords({
  kind,
  authorId,
  wordsOf = [],
}: Pick<TranscriptEntry, 'kind' | 'authorId' | 'wordsOf'>): readonly string[] {
  return kind === 'character' || kind === 'self' ? wordsOf : [authorId];
}
