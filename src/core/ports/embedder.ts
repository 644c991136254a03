import type { Health } from './health.ts';

/** Turns sentences into vectors whose cosine says how near their meanings are. */
export interface Embedder {
  /** Model and version, such as `use-lite/1`: vectors of different ids are never compared. */
  readonly id: string;
  /** The texts stay on this machine. */
  readonly local: boolean;
  /** One unit vector for each text, all of the same length. Throws ServiceError, nothing else but the signal's reason. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  health(): Promise<Health>;
}
