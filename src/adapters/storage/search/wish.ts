import type { Found, RecallQuestion } from '../../../core/ports/recall.ts';

/** What is asked, without what only the asking side needs. */
export type Asking = Omit<RecallQuestion, 'mayLeave'>;

/** What a question means, in the vectors of one embedder. */
export interface AskedVectors {
  embedder: string;
  statement: Float32Array;
  asked: Float32Array;
}

/** What the worker is asked: the texts to embed for a question, what answers it, or to read what will be asked for. */
export type Wish = { id: number } & (
  | { kind: 'texts'; question: Asking; embedder: string }
  | { kind: 'search'; question: Asking; vectors?: AskedVectors | undefined }
  | { kind: 'ahead'; embedder: string | undefined }
);

/** Its answer, or what went wrong. */
export type Reply = { id: number } & (
  | { texts: readonly [statement: string, asked: string] }
  | { found: Found[] }
  | { hasMore: boolean }
  | { error: Error }
);
