import type { NamedBefore } from './belonging.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import type { KnownPeople } from './people.ts';
import type { TimePhrase } from './times.ts';

/** One thing that somebody says about somebody, before any pattern is tried. */
export interface Reading {
  /** The one it is about. */
  subject: Acquaintance;
  /** `own`: it is about something of theirs: "my dog …". */
  of?: 'own' | undefined;
  /** What follows the subject, in the first person, without adverbs, times and fillers. */
  predicate: string;
  /** The same with its times, for patterns that look for a date. */
  dated: string;
  times: TimePhrase[];
  /** It says that this is over. */
  noLonger: boolean;
  /** With `noLonger`: its times tell when it was so, not when it ended. */
  was: boolean;
  /** It corrects what was said before. */
  corrects: boolean;
  /** The clause as it was said. */
  clause: string;
}

/** A clause with the ways in which it can be read, the likeliest first. */
export interface ReadClause {
  clause: string;
  readings: Reading[];
}

/** Who is spoken of so far in a message, so that "she" can be resolved. */
export interface Talk {
  line: SaidLine;
  speaker: Acquaintance;
  people: KnownPeople;
  /** Whom "he", "she" and "they" mean, where that is certain. */
  referent: Acquaintance | undefined;
  /** Whom "you" means, where that is certain. */
  addressed: Acquaintance | undefined;
  timeZone: string;
  /** It answers a question about somebody else: whoever is left out is not the speaker. */
  asksOfOthers?: boolean | undefined;
  /** What the speaker said before it in the same message. */
  before?: string | undefined;
  /** Whom the speaker has named as theirs so far. */
  theirs?: NamedBefore | undefined;
}
