import type { Consents } from '../../core/consent.ts';
import type { Section, TurnView } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { LanguageModel, PlacedEntry, Transcript, TranscriptReader } from '../../core/ports.ts';
import { begunOn } from '../../core/thread.ts';
import { type Moment, summariesBefore } from './before.ts';
import type { SummariesSettings } from './config.ts';
import { excerptWording } from './excerpts.ts';
import { fitting, type Item } from './fitting.ts';
import { readable } from './readable.ts';
import type { SummaryStore } from './store.ts';
import { isExcerpt, longest, type Summary } from './summary.ts';
import { promptTexts } from './texts.ts';

export interface TellingNeeds {
  store: Pick<SummaryStore, 'told' | 'partsOf' | 'holes' | 'end'>;
  transcript: TranscriptReader & Pick<Transcript, 'find'>;
  consents: Consents;
  model: Pick<LanguageModel, 'describe' | 'estimateTokens'>;
  settings: Pick<SummariesSettings, 'promptTokens'>;
  timeZone: string;
  /** Whether anything of a place may be remembered. */
  learnsIn(place: Place): Promise<boolean>;
  /** Of `sources`, the places that everybody who can read `place` may read as well. */
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
}

/** Lines that are in no summary yet are looked at as far back as this. */
const gapLines = 400;
const holesLooked = 3;
const holeLines = 60;
/** What a thread is told of its channel is the smaller part. */
const inheritedShare = 0.4;

/** What stands in the prompt for the part of the talk that it does not hold, and for what a thread came out of. */
export async function earlierSections(needs: TellingNeeds, turn: TurnView): Promise<Section[]> {
  const { place } = turn.message;
  if (turn.fleeting === true || needs.settings.promptTokens === 0) return [];
  if (!(await needs.learnsIn(place))) return [];
  const [own, inherited] = await Promise.all([ownItems(needs, turn), inheritedItems(needs, place)]);
  const room = await roomFor(needs);
  const forInherited = own.length === 0 ? room : Math.floor(room * inheritedShare);
  const before = fitted(needs, inherited.items, forInherited);
  const here = fitted(needs, own, room - (before.length === 0 ? 0 : forInherited));
  const tell = (items: readonly Item[]) => items.map((item) => worded(item, needs.timeZone));
  const isConfined = await confinement(needs, place, [...before, ...here]);
  // Where words may not leave this machine, they go alone, so that the rest can still be told.
  return [false, true]
    .flatMap((confined) => {
      const [past, own] = [before, here].map((items) => items.filter((one) => isConfined(one) === confined));
      return [
        ...section(
          promptTexts.inheritedTitle,
          (all) => promptTexts.inherited(inherited.name, tell(all)),
          past,
        ),
        ...section(promptTexts.title, (all) => promptTexts.earlier(tell(all)), own),
      ];
    })
    .map((one, index) => (index === 0 ? { ...one, grounds: groundsOf(before, here) } : one));
}

/** Tells in which pieces words of people stand whose words stay on this machine. */
async function confinement(
  { consents }: TellingNeeds,
  { host }: Place,
  items: readonly Item[],
): Promise<(item: Item) => boolean> {
  const people = [...new Set(items.flatMap((item) => item.people))];
  const asked = await Promise.all(people.map((id) => consents.of(host, id)));
  const confined = new Set(people.filter((_, index) => asked[index]?.tier === 'local-only'));
  return (item) => item.people.some((id) => confined.has(id));
}

/** How many tokens summaries may have: as the settings say, and never much of a small window. */
async function roomFor({ model, settings }: TellingNeeds): Promise<number> {
  const { contextTokens } = await model.describe();
  return Math.min(settings.promptTokens, Math.floor(contextTokens / 8));
}

function section(
  title: string,
  tell: (items: readonly Item[]) => string,
  items: readonly Item[] = [],
): Section[] {
  if (items.length === 0) return [];
  const wordsOf = [...new Set(items.flatMap(({ people }) => people))];
  const text = tell(items);
  // Right above the talk that it leads up to, where it stays the same for as long as that begins at the same line.
  return [{ title, text, volatility: 'talk', priority: 2, place: 'after-examples', wordsOf }];
}

/** Which stretches are told, of the channel that a thread came out of and of the talk itself. */
export interface Grounds {
  inherited: readonly Stretch[];
  own: readonly Stretch[];
}

/** A stretch as it is told: by which summary, when it was said, and how many lines it stands for. */
type Stretch = Pick<Item, 'id' | 'level' | 'from' | 'to' | 'lines' | 'leftOut'>;

function groundsOf(inherited: readonly Item[], own: readonly Item[]): Grounds {
  const asStretch = ({ id, level, from, to, lines, leftOut }: Item): Stretch => ({
    ...{ id, level, from, to, lines, leftOut },
  });
  return { inherited: inherited.map(asStretch), own: own.map(asStretch) };
}

function worded({ from, to, excerpts, text, leftOut }: Item, timeZone: string): string {
  return leftOut ? promptTexts.leftOut : promptTexts.item(from, to, excerpts, text, timeZone);
}

function fitted({ model, timeZone }: TellingNeeds, items: readonly Item[], room: number): Item[] {
  const tokens = (item: Item) => model.estimateTokens([{ role: 'system', content: worded(item, timeZone) }]);
  return fitting(items, room, tokens);
}

/** The talk before the oldest line that the prompt tells. */
async function ownItems(needs: TellingNeeds, turn: TurnView): Promise<Item[]> {
  const oldest = oldestTold(turn);
  if (oldest === undefined) return [];
  const lines = await needs.transcript.upTo(oldest, gapLines + 1);
  const first = lines.pop();
  if (first === undefined || lines.length === 0) return [];
  const { place } = turn.message;
  const lane = laneOf(place);
  const end = await needs.store.end(lane);
  const newest = lines.filter(({ position }) => position > end);
  return itemsBefore(needs, place, first, await summariesBefore(needs.store, lane, first), newest);
}

/** The oldest line of this lane in the talk; what the message replies to may stand there from long ago. */
function oldestTold({ message, talk }: TurnView): string | undefined {
  const lane = laneOf(message.place);
  const here = talk.filter(({ place, offTheRecord }) => laneOf(place) === lane && offTheRecord !== true);
  const [first, second] = here;
  return (first?.messageId === message.replyTo?.messageId ? (second ?? first) : first)?.messageId;
}

/** What a lane holds before a moment, in short: what was summed up, and excerpts of what was not yet. */
async function itemsBefore(
  needs: TellingNeeds,
  place: Place,
  until: Moment,
  summaries: readonly Summary[],
  newest: readonly PlacedEntry[],
): Promise<Item[]> {
  const holes = (await needs.store.holes(laneOf(place))).filter(({ after }) => after < until.position);
  const open = await Promise.all(
    holes.slice(-holesLooked).map(async ({ after, to }) => {
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

async function excerptItem({ consents }: TellingNeeds, lines: readonly PlacedEntry[]): Promise<Item[]> {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { units, people } = await readable(consents, lines);
  const { text } = excerptWording(units, longest.episode);
  if (text === '') return [];
  return [{ from: first.at, to: last.at, text, lines: lines.length, people, excerpts: true }];
}

/** What was said in a thread's channel before it began, where all who read the thread may read that. */
async function inheritedItems(
  needs: TellingNeeds,
  place: Place,
): Promise<{ items: Item[]; name: string | undefined }> {
  const nothing = { items: [], name: undefined };
  if (place.kind !== 'thread' || place.parentId === undefined) return nothing;
  const { host, guildId } = place;
  const parent: Place = { host, guildId, channelId: place.parentId, kind: 'text' };
  const heard = await needs.heardIn(place, [parent]);
  if (!heard.some(({ channelId }) => channelId === parent.channelId)) return nothing;
  const began = await beginningOf(needs, place);
  if (began === undefined) return nothing;
  const until = { at: began + 1, position: (began + 1) * 1_000 };
  const lane = laneOf(parent);
  const summaries = await summariesBefore(needs.store, lane, until);
  // What goes on after the thread began is none of its business.
  const past = summaries.filter(({ to }) => to < until.position);
  const straddling = summaries.find(({ to }) => to >= until.position);
  const openFrom = straddling?.after ?? (await needs.store.end(lane));
  const open = await needs.transcript.after(parent, openFrom, gapLines);
  const newest = open.filter(({ position }) => position < until.position);
  const items = await itemsBefore(needs, parent, until, past, newest);
  return { items, name: (newest[0] ?? (await needs.transcript.after(parent, 0, 1))[0])?.place.name };
}

/** When a thread began: with the message that it was begun on, or with its first line. */
async function beginningOf({ transcript }: TellingNeeds, place: Place): Promise<number | undefined> {
  const begun = await begunOn(place, transcript);
  return begun?.at ?? (await transcript.after(place, 0, 1))[0]?.at;
}
