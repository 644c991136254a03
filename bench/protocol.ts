/** Messages one after the other, for the time each answer takes. */
export interface TalkPlan {
  kind: 'talk';
  messages: number;
  channelCount: number;
  gapMs: number;
}

/** Messages in many channels at once. */
export interface LoadPlan {
  kind: 'load';
  messages: number;
  channelCount: number;
  /** How many messages that address nobody come with each one that is answered. */
  chatter: number;
}

export interface TalkResult {
  ms: number[];
  /** How much of it was the model's own. */
  modelMs: number[];
}

export interface LoadResult {
  replies: number;
  ms: number;
}

/** What a program needs to find the fakes. */
export interface WorldFacts {
  kind: 'facts';
  env: Record<string, string>;
}

export type WorldRequest = (TalkPlan | LoadPlan) & { id: number };

/** What the process of the fakes tells. */
export type WorldAnswer =
  | WorldFacts
  /** A program has its READY; the time since 1970 in milliseconds. */
  | { kind: 'ready'; at: number }
  | { kind: 'done'; id: number; result: TalkResult | LoadResult }
  | { kind: 'failed'; id: number; message: string };
