/** From fine to coarse: a stretch of a talk, what was said in a week, what was said in a longer time. */
export const levels = ['episode', 'week', 'era'] as const;
export type Level = (typeof levels)[number];

/** A stretch of a lane by positions of the transcript: after the first of them, up to and with the second. */
export interface Range {
  after: number;
  to: number;
}

/** What was said in a stretch of a talk, in short. */
export interface Summary extends Range {
  id: string;
  lane: string;
  level: Level;
  /** When its first and its last line were said. */
  fromAt: number;
  toAt: number;
  /** How many lines it stands for. */
  lines: number;
  /** Empty when nobody said anything that may be told. Excerpts stand one in a line. */
  text: string;
  /** The model that wrote it, or `excerpts/1`. */
  madeBy: string;
  madeAt: number;
  /** `en`, `de` …; `und` when it is not clear. */
  language: string;
  /** All that it was made from may be found again: it was said since the talk is remembered, or brought in to be. */
  remembered?: boolean | undefined;
  /** It holds words of somebody whose words stay on this machine. */
  confined: boolean;
  /** Ids of the people whose words it was made from, on the host of the lane. */
  people: readonly string[];
}

/** What is made into a summary: a line of a talk, or a piece of a finer summary. */
export interface Unit {
  /** Who said it; undefined for a piece of a summary. */
  speaker?: string | undefined;
  text: string;
  at: number;
  messageId?: string | undefined;
}

/** The words of a summary that is being made. */
export interface Wording {
  text: string;
  madeBy: string;
  language: string;
}

/** Who makes summaries without a model. */
export const excerptMaker = 'excerpts/1';

export function isExcerpt({ madeBy }: Pick<Summary, 'madeBy'>): boolean {
  return madeBy === excerptMaker;
}

/** How long a summary may be, in characters. */
export const longest: Readonly<Record<Level, number>> = { episode: 600, week: 800, era: 800 };
