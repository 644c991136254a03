import type { MayLeave } from '../consent.ts';
import type { Health } from './health.ts';

/** Turns sentences into vectors whose cosine says how near their meanings are. */
export interface Embedder {
  /** Model and version, such as `use-lite/1`: vectors of different ids are never compared. */
  readonly id: string;
  /** The texts stay on this machine. */
  readonly local: boolean;
  /** It knows English alone: a question in another language is nearer to anything than to its answer. */
  readonly isEnglishOnly?: boolean | undefined;
  /**
   * One unit vector for each text, all of the same length. Before texts leave this machine, each time, `mayLeave` is
   * asked. Throws ServiceError, MustStay where they may not leave, or the signal's reason.
   */
  embed(texts: readonly string[], signal?: AbortSignal, mayLeave?: MayLeave): Promise<Float32Array[]>;
  health(): Promise<Health>;
}
