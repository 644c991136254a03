import { steersOthers } from './doubt.ts';
import { holdsSecret } from './secrets.ts';

/** Whether words that somebody wrote down by hand may be kept at all: no orders about others, no passwords or keys. */
export function isKeepable(statement: string): boolean {
  return !steersOthers(statement) && !holdsSecret(statement);
}
