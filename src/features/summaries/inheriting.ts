import { laneOf, type Place } from '../../core/message.ts';
import type { Transcript, TranscriptEntry } from '../../core/ports/transcript.ts';
import { begunOn } from '../../core/thread.ts';
import { itemsBefore, type Moment, type PastNeeds, pastOf, summariesBefore } from './before.ts';
import type { Item } from './fitting.ts';

export interface InheritingNeeds extends PastNeeds {
  transcript: PastNeeds['transcript'] & Pick<Transcript, 'find'>;
  /** Of `sources`, the places that everybody who can read `place` may read as well. */
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
}

/** What a thread is told of its channel. */
export interface Inherited {
  items: Item[];
  /** The channel. */
  from?: Place | undefined;
  /** Its name. */
  name?: string | undefined;
}

/** Lines that are in no summary yet are looked at as far back as this. */
export const gapLines = 400;

/**
 * What was said in a thread's channel before it began, or before those lines of it that the talk tells, where all who
 * read the thread may read that.
 */
export async function inheritedItems(
  needs: InheritingNeeds,
  place: Place,
  talk: readonly TranscriptEntry[],
): Promise<Inherited> {
  if (place.kind !== 'thread' || place.parentId === undefined) return { items: [] };
  const { host, guildId } = place;
  const parent: Place = { host, guildId, channelId: place.parentId, kind: 'text' };
  const heard = await needs.heardIn(place, [parent]);
  if (!heard.some(({ channelId }) => channelId === parent.channelId)) return { items: [] };
  const until = (await oldestOf(needs, parent, talk)) ?? (await beginningOf(needs, place));
  if (until === undefined) return { items: [] };
  const past = await pastOf(needs, parent);
  const summaries = await summariesBefore(needs, parent, past.told, until);
  // What goes on after the thread began is none of its business.
  const whole = summaries.filter(({ to }) => to < until.position);
  const straddling = summaries.find(({ to }) => to >= until.position);
  const open = await needs.transcript.after(parent, straddling?.after ?? past.end, gapLines);
  const newest = open.filter(({ position }) => position < until.position);
  const items = await itemsBefore(needs, past, until, whole, newest);
  return {
    items,
    from: parent,
    name: (newest[0] ?? (await needs.transcript.after(parent, 0, 1))[0])?.place.name,
  };
}

/** The oldest line of the channel that the talk tells itself. */
async function oldestOf(
  { transcript }: InheritingNeeds,
  parent: Place,
  talk: readonly TranscriptEntry[],
): Promise<Moment | undefined> {
  const told = talk.find(({ place, offTheRecord }) => {
    return laneOf(place) === laneOf(parent) && offTheRecord === undefined;
  });
  return told && (await transcript.upTo(told.messageId, 1))[0];
}

/** When a thread began: with the message that it was begun on, or with its first line. */
async function beginningOf({ transcript }: InheritingNeeds, place: Place): Promise<Moment | undefined> {
  const begun = await begunOn(place, transcript);
  const at = begun?.at ?? (await transcript.after(place, 0, 1))[0]?.at;
  return at === undefined ? undefined : { at: at + 1, position: (at + 1) * 1_000 };
}
