/** How much each thing counts when passages are weighed: round numbers, set by hand, fitted to no collection. */
export interface Weights {
  /** BM25: how soon a word's repetition stops counting, and how much long passages pay for their length. */
  saturation: number;
  lengthShare: number;
  /** Of the words' score: what the lines around a line lend to it, and the sitting that it is part of. */
  previous: number;
  /** The line before the previous one; where two people talk it is the speaker's own last one. */
  beforePrevious: number;
  next: number;
  session: number;
  /** It was said by whom the question names, in the words' measure: so much for each unit of their rarity. */
  speaker: number;
  /** What the words' score counts beside everything below. */
  words: number;
  /** Cosines, on their own fixed scale: one embedder's noise stays small, another's meaning stays large. */
  statement: number;
  sentence: number;
  /** The question as it was asked, to the best sentence: somebody else may have told it than whom it names. */
  direct: number;
  window: number;
  /** It was said when the question says. */
  time: number;
  /** Who asks tells nothing; a time or a number answers what asks for it. */
  asks: number;
  hasTime: number;
  hasNumber: number;
  hasPlace: number;
  /** It has hardly any words. */
  brief: number;
  firstPerson: number;
  /** It follows a line that asks something; its cosine to the question. */
  answers: number;
  /** It is new; so little that it only settles what is otherwise alike. */
  recency: number;
  /** It says nearly the same as one that was found before it: so much of the way down to the last one it goes. */
  repeated: number;
}

export const weights: Weights = {
  saturation: 0.6,
  lengthShare: 0.1,
  previous: 0.4,
  beforePrevious: 0.2,
  next: 0.2,
  session: 0.7,
  speaker: 3,
  words: 1,
  statement: 3,
  sentence: 4,
  direct: 1,
  window: 5,
  time: 1,
  asks: -0.5,
  hasTime: 0.5,
  hasNumber: 1.5,
  hasPlace: 1,
  brief: -1,
  firstPerson: 2,
  answers: 3,
  recency: 0.05,
  repeated: 0.5,
};

/** Lines with a longer pause between them belong to different sittings. */
export const sessionGapMs = 3 * 3_600_000;
