import type { Found, Passage, RecallQuestion } from './recall.ts';

/**
 * The search over passages that somebody only tries out, at once and by the same rules as in a talk; nothing of it is kept,
 * and nothing leaves this machine.
 */
export interface Tryout {
  /** What finds by meaning: an embedder here; one elsewhere, which is told nothing; or none. Without one here words alone find. */
  readonly embedder: 'here' | 'elsewhere' | 'none';
  search(
    passages: readonly Passage[],
    question: Pick<RecallQuestion, 'text' | 'now' | 'timeZone' | 'limit'>,
  ): Promise<Found[]>;
}
