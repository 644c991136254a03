import { steersOthers } from './doubt.ts';
import { holdsMarks } from './marks.ts';
import { namesNoDay } from './no-day.ts';
import { holdsSecret } from './secrets.ts';

/**
 * Whether words that somebody wrote down by hand may be kept at all: no orders about others, no passwords or keys, no
 * impossible days, and nothing named by a mark of its host alone.
 */
export function isKeepable(statement: string): boolean {
  return (
    !steersOthers(statement) && !holdsSecret(statement) && !namesNoDay(statement) && !holdsMarks(statement)
  );
}
