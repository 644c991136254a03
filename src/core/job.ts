import type { Tally } from './keeping.ts';

/** Something that is looked after from time to time, beside the talk. */
export interface Job {
  /** In a word or two, after which people find it again: `retention`. */
  name: string;
  everyMs: number;
  /** Also done soon after every start, however lately it was. */
  atStart?: boolean | undefined;
  /**
   * Does it in steps that hold nobody up, and says how much of what was done; nothing counts as nothing to do. A
   * UserError is shown to the owner as it stands.
   */
  run(signal: AbortSignal): Promise<Tally>;
}
