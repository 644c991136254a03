import type { Place } from './message.ts';
import type { Transcript, TranscriptEntry } from './ports/transcript.ts';

/** What a thread was begun on, if there was something: hosts give the thread the id of that message. */
export async function begunOn(
  { kind, channelId }: Place,
  transcript: Pick<Transcript, 'find'>,
): Promise<TranscriptEntry | undefined> {
  return kind === 'thread' ? await transcript.find(channelId) : undefined;
}
