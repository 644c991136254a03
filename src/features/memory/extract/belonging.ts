import type { Acquaintance } from './line.ts';

/** Somebody or some animal of somebody's that a clause goes on to tell about. */
export interface Belonging {
  owner: Acquaintance;
  subject: Acquaintance;
  /** `sister`, `dog`; with what was said before it, as in `little sister`. */
  what: string;
  /** The same in the words it was said in. */
  said: string;
  /** That the subject is called so, as a sentence. */
  says: string;
  /** Undefined where no name was said. */
  name?: string | undefined;
  /** What the clause tells, with the subject's name in front. */
  rest: string;
}

/** Whom somebody has named as theirs, by folded name. */
export type NamedBefore = ReadonlyMap<string, Belonging>;
