import type { Consents } from '../../core/consent.ts';
import type { Section, TurnView } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { DigestsTold } from '../../core/ports/digests.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { PlacedEntry, TranscriptEntry } from '../../core/ports/transcript.ts';
import { itemsBefore, pastOf, summariesBefore } from './before.ts';
import type { SummariesSettings } from './config.ts';
import { fitting, type Item } from './fitting.ts';
import { gapLines, type Inherited, type InheritingNeeds, inheritedItems } from './inheriting.ts';
import { summaryPassageId } from './shelving.ts';
import { promptTexts } from './texts.ts';

export interface TellingNeeds extends InheritingNeeds {
  model: Pick<LanguageModel, 'describe' | 'estimateTokens'>;
  settings: Pick<SummariesSettings, 'promptTokens'>;
  timeZone: string;
  /** Since when a place is remembered; undefined where it is not. */
  learnsSince(place: Place): Promise<number | undefined>;
}

/** What a thread is told of its channel is the smaller part. */
const inheritedShare = 0.4;
/** A talk that takes more of the model's window than this may have to begin later; at every so many lines it is known how. */
const roomyShare = 0.35;
const apart = 8;

/** What stands in the prompt for the part of the talk that it does not hold, and for what a thread came out of. */
export async function earlierSections(given: TellingNeeds, turn: TurnView): Promise<Section[]> {
  const { place } = turn.message;
  if (turn.fleeting === true || given.settings.promptTokens === 0) return [];
  if ((await given.learnsSince(place)) === undefined) return [];
  const needs = { ...given, consents: askedOnce(given.consents) };
  const { contextTokens } = await needs.model.describe();
  const [own, inherited] = await Promise.all([
    ownPast(needs, turn, contextTokens),
    inheritedItems(needs, place, turn.talk),
  ]);
  const room = Math.min(needs.settings.promptTokens, Math.floor(contextTokens / 8));
  const isAlone = own.every(({ items }) => items.length === 0);
  const forInherited = isAlone ? room : Math.floor(room * inheritedShare);
  const past = fitted(needs, inherited.items, forInherited);
  const versions = own.map(({ to, items }) => {
    return { to, items: fitted(needs, items, past.length === 0 ? room : room - forInherited) };
  });
  const isConfined = await confinement(needs.consents, place, [
    ...past,
    ...own.flatMap(({ items }) => items),
  ]);
  // Where words may not leave this machine, they go alone, so that the rest can still be told.
  const sections = [false, true].flatMap((confined) => {
    const are = (items: readonly Item[]) => items.filter((one) => isConfined(one) === confined);
    const here = versions.map(({ to, items }) => ({ to, items: are(items) }));
    return [...inheritedSection(needs, inherited, are(past)), ...ownSection(needs, here)];
  });
  const grounds = groundsOf(past, versions[0]?.items ?? []);
  return sections.map((one, index) => (index === 0 ? { ...one, grounds } : one));
}

/** Somebody whose words stand in many pieces is asked about once. */
function askedOnce(consents: Consents): Consents {
  const known = new Map<string, ReturnType<Consents['of']>>();
  return {
    of(host, id) {
      const answer = known.get(`${host}:${id}`) ?? consents.of(host, id);
      known.set(`${host}:${id}`, answer);
      return answer;
    },
  };
}

/** Tells in which pieces words of people stand whose words stay on this machine. */
async function confinement(
  consents: Consents,
  { host }: Place,
  items: readonly Item[],
): Promise<(item: Item) => boolean> {
  const people = [...new Set(items.flatMap((item) => item.people))];
  const asked = await Promise.all(people.map((id) => consents.of(host, id)));
  const confined = new Set(people.filter((_, index) => asked[index]?.tier === 'local-only'));
  return (item) => item.people.some((id) => confined.has(id));
}

/** What is told when the talk begins at a line. */
interface Version {
  /** The line's message. */
  to: string;
  items: Item[];
}

function inheritedSection(needs: TellingNeeds, { from, name }: Inherited, items: readonly Item[]): Section[] {
  if (items.length === 0) return [];
  const text = promptTexts.inherited(
    name,
    items.map((item) => worded(item, needs.timeZone)),
  );
  const saidIn = from && [from];
  return [{ ...common, title: promptTexts.inheritedTitle, text, ...wordsIn(items), saidIn }];
}

/** Its text is for the talk as it is; when that has to begin later, the one is taken that leads up to there. */
function ownSection(needs: TellingNeeds, versions: readonly Version[]): Section[] {
  const [whole, ...later] = versions.map(({ to, items }) => {
    const texts = items.map((item) => worded(item, needs.timeZone));
    return { to, text: texts.length === 0 ? '' : promptTexts.earlier(texts) };
  });
  if (whole === undefined || [whole, ...later].every(({ text }) => text === '')) return [];
  const words = wordsIn(versions.flatMap(({ items }) => items));
  const leadsUp = later.length === 0 ? undefined : later;
  return [{ ...common, title: promptTexts.title, text: whole.text, ...words, leadsUp }];
}

/** Right above the talk that it leads up to, where it stays the same for as long as that begins at the same line. */
const common = {
  volatility: 'talk',
  priority: 2,
  place: 'after-examples',
  because: promptTexts.because,
} as const;

function wordsIn(items: readonly Item[]): Pick<Section, 'wordsOf' | 'saidFrom'> {
  return {
    wordsOf: [...new Set(items.flatMap(({ people }) => people))],
    saidFrom: Math.min(...items.map(({ from }) => from)),
  };
}

/** Which stretches are told, of the channel that a thread came out of and of the talk itself. */
export interface Grounds {
  inherited: readonly Stretch[];
  own: readonly Stretch[];
}

/** A stretch as it is told: by which summary, when it was said, and how many lines it stands for. */
type Stretch = Pick<Item, 'id' | 'level' | 'from' | 'to' | 'lines' | 'shortened' | 'leftOut'>;

function groundsOf(inherited: readonly Item[], own: readonly Item[]): Grounds {
  const asStretch = ({ id, level, from, to, lines, shortened, leftOut }: Item): Stretch => ({
    ...{ id, level, from, to, lines, shortened, leftOut },
  });
  return { inherited: inherited.map(asStretch), own: own.map(asStretch) };
}

/** What these sections tell, for those who would tell it again. */
export function toldBy(sections: readonly Section[]): DigestsTold {
  const grounds = sections.flatMap((section) => (section.grounds as Grounds | undefined) ?? []);
  const stretches = grounds.flatMap(({ inherited, own }) => [...inherited, ...own]);
  const whole = stretches.filter(({ shortened = false }) => !shortened).flatMap(({ id }) => id ?? []);
  return { passageIds: whole.map(summaryPassageId), texts: sections.map(({ text }) => text) };
}

function worded({ from, to, excerpts, text, leftOut }: Item, timeZone: string): string {
  return leftOut ? promptTexts.leftOut : promptTexts.item(from, to, excerpts, text, timeZone);
}

function fitted({ model, timeZone }: TellingNeeds, items: readonly Item[], room: number): Item[] {
  const tokens = (item: Item) => model.estimateTokens([{ role: 'system', content: worded(item, timeZone) }]);
  return fitting(items, room, tokens);
}

/** The talk before the oldest line that the prompt tells, and before lines that may become the oldest. */
async function ownPast(needs: TellingNeeds, turn: TurnView, contextTokens: number): Promise<Version[]> {
  const told = toldHere(turn);
  const [oldest, newest] = [told[0], told.at(-1)];
  if (oldest === undefined || newest === undefined) return [];
  const lines = await needs.transcript.upTo(newest.messageId, gapLines + told.length);
  const begins = lines.findIndex(({ messageId }) => messageId === oldest.messageId);
  if (begins < 0) return [];
  const isRoomy = tokensOf(needs, told) <= contextTokens * roomyShare;
  if (isRoomy && begins === 0) return [];
  const past = await pastOf(needs, turn.message.place);
  return Promise.all(
    beginnings(lines, begins, isRoomy).map(async (line) => {
      const gap = lines.filter(({ position }) => position > past.end && position < line.position);
      const summaries = await summariesBefore(needs, past.place, past.told, line);
      return { to: line.messageId, items: await itemsBefore(needs, past, line, summaries, gap) };
    }),
  );
}

/** Where the talk begins, and where it may have to. */
function beginnings(lines: readonly PlacedEntry[], first: number, isRoomy: boolean): PlacedEntry[] {
  return lines.filter((_, index) => {
    if (index === first) return true;
    return !isRoomy && index > first && ((index - first) % apart === 0 || index === lines.length - 1);
  });
}

/** The lines of this lane in the talk that are kept; what the message replies to may stand there from long ago. */
function toldHere({ message, talk }: TurnView): TranscriptEntry[] {
  const lane = laneOf(message.place);
  const here = talk.filter(({ place, offTheRecord }) => laneOf(place) === lane && offTheRecord === undefined);
  const isQuoted = here[0]?.messageId === message.replyTo?.messageId && here.length > 1;
  return isQuoted ? here.slice(1) : here;
}

function tokensOf({ model }: TellingNeeds, lines: readonly TranscriptEntry[]): number {
  return model.estimateTokens(lines.map(({ text }) => ({ role: 'user', content: text })));
}
