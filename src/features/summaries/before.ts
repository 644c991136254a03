import type { Consents } from '../../core/consent.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { PlacedEntry, TranscriptReader } from '../../core/ports/transcript.ts';
import { excerptWording } from './excerpts.ts';
import type { Item } from './fitting.ts';
import { readable } from './readable.ts';
import type { SummaryStore } from './store.ts';
import { isExcerpt, longest, type Range, type Summary } from './summary.ts';

export interface PastNeeds {
  store: Pick<SummaryStore, 'told' | 'partsOf' | 'holes' | 'end'>;
  transcript: TranscriptReader;
  consents: Consents;
}

/** A moment in a lane. */
export type Moment = Pick<PlacedEntry, 'position' | 'at'>;

/** What there is of a lane in short, looked up once for several moments. */
export interface Past {
  place: Place;
  told: readonly Summary[];
  holes: readonly Range[];
  /** Up to which position it is summed up, holes left aside. */
  end: number;
}

const holesLooked = 3;
const holeLines = 60;

export async function pastOf({ store }: Pick<PastNeeds, 'store'>, place: Place): Promise<Past> {
  const lane = laneOf(place);
  const [told, holes, end] = await Promise.all([store.told(lane), store.holes(lane), store.end(lane)]);
  return { place, told, holes, end };
}

/** The summaries of a lane that tell of the time before a moment, oldest first, as coarse as they are. */
export async function summariesBefore(
  needs: SummariesNeeds,
  place: Place,
  told: readonly Summary[],
  until: Moment,
): Promise<Summary[]> {
  /** Of a coarser one that goes on after the moment only the parts before it count. */
  const found = await Promise.all(
    told.map(async (one) => {
      if (!(await beginsBefore(needs, place, one, until))) return [];
      if (one.to < until.position || one.level === 'episode') return [one];
      return summariesBefore(needs, place, await needs.store.partsOf(one.id), until);
    }),
  );
  return found.flat();
}

export interface SummariesNeeds {
  store: Pick<SummaryStore, 'partsOf'>;
  transcript: Pick<TranscriptReader, 'after'>;
}

/** Several lines may be said within a millisecond: then only their places in the lane tell. */
async function beginsBefore(
  { transcript }: SummariesNeeds,
  place: Place,
  { after, fromAt }: Summary,
  until: Moment,
): Promise<boolean> {
  if (after >= until.position || fromAt > until.at) return false;
  if (fromAt < until.at) return true;
  const [first] = await transcript.after(place, after, 1);
  return first !== undefined && first.position < until.position;
}

/** What a lane holds before a moment: summaries of it, and excerpts of lines that are in none. */
export async function itemsBefore(
  needs: PastNeeds,
  { place, holes }: Past,
  until: Moment,
  summaries: readonly Summary[],
  newest: readonly PlacedEntry[],
): Promise<Item[]> {
  const open = await Promise.all(
    holes
      .filter(({ after }) => after < until.position)
      .slice(-holesLooked)
      .map(async ({ after, to }) => {
        const lines = await needs.transcript.after(place, after, holeLines);
        return lines.filter(({ position }) => position <= to && position < until.position);
      }),
  );
  const made = await Promise.all([...open, newest].map((lines) => excerptItem(needs, lines)));
  const kept = summaries.filter(({ text }) => text !== '').map(itemOf);
  return [...kept, ...made.flat()].sort((a, b) => a.from - b.from);
}

function itemOf(summary: Summary): Item {
  const { id, level, fromAt: from, toAt: to, text, lines, people } = summary;
  return { id, level, from, to, text, lines, people, excerpts: isExcerpt(summary) };
}

async function excerptItem({ consents }: PastNeeds, lines: readonly PlacedEntry[]): Promise<Item[]> {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { units, people } = await readable(consents, lines);
  const { text } = excerptWording(units, longest.episode);
  if (text === '') return [];
  return [{ from: first.at, to: last.at, text, lines: lines.length, people, excerpts: true }];
}
