import type { Found } from '../ports/recall.ts';

/** How much of a question something has to say to be told. */
export interface PointSettings {
  /** Which share of the question's words, or … */
  coverage: number;
  /** … how near in meaning, whatever its words. */
  similarity: number;
}

/** Words that coincide make up for a little of what is missing in nearness of meaning. */
const wordsForMeaning = 5;

/**
 * What was found and says something to what was asked; a search always finds what is nearest, however far it is. One rule
 * for documents, lore and memories, each with its own settings.
 */
export function toThePoint(found: readonly Found[], { coverage, similarity }: PointSettings): Found[] {
  return found.filter(
    (one) =>
      one.coverage >= coverage ||
      (one.similarity !== undefined && one.similarity + one.coverage / wordsForMeaning >= similarity),
  );
}
