import type { Candidate, CandidateKey } from './candidate.ts';
import type { Because } from './decision.ts';
import type { ScanInput } from './input.ts';
import type { Prepared } from './prepare.ts';
import type { Reading } from './reading.ts';
import type { Timing } from './timed.ts';

/** What one pass is about. */
export interface PassAbout {
  pass: number;
  kind: 'first' | 'recursion' | 'min-activations';
  /** Up to which level delayed entries are let in. */
  level: number;
}

export interface GateNeeds {
  prepared: Prepared;
  input: ScanInput;
  timing: Timing;
  reading: Reading;
  about: PassAbout;
}

/** An entry that wants to fire in this pass. */
export interface Match {
  candidate: Candidate;
  because: Because;
  key: CandidateKey | undefined;
}
