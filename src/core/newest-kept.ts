import type { Place } from './message.ts';
import type { Transcript, TranscriptEntry } from './ports/transcript.ts';

const lookedAt = 100;

/** The newest line of a place that is kept: lines off the record are overheard, and in no table. */
export async function newestKept(
  transcript: Pick<Transcript, 'recent'>,
  place: Place,
): Promise<TranscriptEntry | undefined> {
  const lines = await transcript.recent(place, lookedAt);
  return lines.findLast(({ offTheRecord }) => offTheRecord === undefined);
}
