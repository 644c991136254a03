import type { Character } from '../../core/character.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';

/** Which of its greetings a character said last in a talk, 0 being the first; undefined when none is to be seen there. */
export function greetingIn(
  talk: readonly TranscriptEntry[],
  character: Character,
  expand: (text: string) => string,
): number | undefined {
  const { id, firstMessage, alternateGreetings, groupGreetings } = character;
  const own = talk.filter(({ characterId }) => characterId === id).map(({ text }) => plain(text));
  if (own.length === 0) return undefined;
  const greetings = [firstMessage, ...alternateGreetings, ...groupGreetings].map((text) =>
    plain(expand(text)),
  );
  const said = own.findLast((text) => text !== '' && greetings.includes(text));
  return said === undefined ? undefined : greetings.indexOf(said);
}

/** Hosts may lose blanks and line breaks. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
