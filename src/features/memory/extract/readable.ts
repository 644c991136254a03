import { isNotMeant, takesBack } from './doubt.ts';
import { isPersonal, type SaidLine } from './line.ts';
import { holdsSecret } from './secrets.ts';
import { isPlayed } from './speech.ts';

/** Longer messages are stories, logs and pasted texts. */
export const longestReadable = 1_500;
/** Somebody may take back what they said for as long as this. */
const takenBackMs = 3 * 60_000;

/** Whether anything may be learned from a message at all. */
export function isReadable(line: SaidLine): boolean {
  return (
    isPersonal(line) &&
    line.text.length <= longestReadable &&
    !isNotMeant(line.text) &&
    !isPlayed(line.text) &&
    !holdsSecret(line.text)
  );
}

/** Whether its author says right after it that it was not meant. */
export function isTakenBack(line: SaidLine, later: readonly SaidLine[]): boolean {
  const next = later.find(({ author }) => author.id === line.author.id);
  return next !== undefined && next.at - line.at <= takenBackMs && takesBack(next.text);
}
