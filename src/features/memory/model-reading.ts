import type { Character } from '../../core/character.ts';
import { leaveOf } from '../../core/consent.ts';
import type { FinishedTurn, ToldText } from '../../core/feature.ts';
import { homeOf, isImported, laneOf, type Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Audience, LanguageModel, ModelMessage } from '../../core/ports/model.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { whoseWords } from '../../core/whose-words.ts';
import { acquaintances } from './acquaintances.ts';
import { linesOf, vouchedFor } from './brought-learning.ts';
import type { MemorySettings } from './config.ts';
import { learningRequest, readLearned, worthLearning } from './extract/index.ts';
import type { FactDraft } from './fact.ts';
import type { Listener } from './lane-store.ts';
import { aboutWillingIn, asSaid, newsIn, openLines, textsOf } from './learning.ts';
import type { OwnLearningNeeds } from './own-learning.ts';
import type { Learned, Reading } from './writing.ts';

interface ModelReadingNeeds extends OwnLearningNeeds {
  model: Pick<LanguageModel, 'describe' | 'generate' | 'estimateTokens'>;
  settings: Pick<MemorySettings, 'learnWithModel' | 'learnTokensPerDay' | 'ownFacts'>;
  clock: Clock;
  signal: AbortSignal;
}

/** How many lines are read at once, and how many that look worth it there must be. */
const mostLines = 40;
const leastWorth = 4;
const answerTokens = 900;

/** Lines that are to be read at once, and what becomes of them. */
interface Portion {
  lines: readonly PlacedEntry[];
  /** There may be more after them. */
  isFull: boolean;
  /** How the character stands afterwards. */
  next: Listener;
  told: readonly ToldText[];
  isBrought: boolean;
  /** How many tokens of the day it may be the last to take. */
  budget: number;
  /** What of it may be kept. */
  kept(drafts: readonly FactDraft[]): readonly FactDraft[];
}

/**
 * Lets the language model read what was said since it last did, when that is worth it and the day's budget bears it. Where
 * it is not, lines that came in from files have their turn, within half of the budget.
 */
export async function readWithModel(
  needs: ModelReadingNeeds,
  turn: FinishedTurn,
): Promise<Learned | undefined> {
  const { lanes, settings } = needs;
  const { message, character } = turn;
  if (!settings.learnWithModel || (await lanes.rules(homeOf(message.place))).learnsSince === undefined)
    return undefined;
  const listener = await lanes.listener(message.place, character.id);
  if (listener === undefined) return undefined;
  const read = await readPortion(needs, turn, await saidSince(needs, turn, listener));
  if (read !== undefined) return read;
  const now = await lanes.listener(message.place, character.id);
  if (now !== undefined) await readPortion(needs, turn, await broughtSince(needs, turn, now));
  return undefined;
}

async function saidSince(
  { transcript, settings }: ModelReadingNeeds,
  { message, told }: FinishedTurn,
  listener: Listener,
): Promise<Portion> {
  const lines = await transcript.after(message.place, listener.readTo, mostLines);
  const next = { ...listener, readTo: lines.at(-1)?.position ?? listener.readTo };
  const budget = settings.learnTokensPerDay;
  const kept = (drafts: readonly FactDraft[]) => drafts.filter(({ sources }) => !sources.some(isImported));
  const isFull = lines.length === mostLines;
  return { lines, isFull, next, told, isBrought: false, budget, kept };
}

async function broughtSince(
  { lanes, transcript, settings }: ModelReadingNeeds,
  { message }: FinishedTurn,
  listener: Listener,
): Promise<Portion> {
  const some = await lanes.brought(laneOf(message.place), listener.broughtReadTo, mostLines);
  const lines = await linesOf(transcript, some);
  const next = { ...listener, broughtReadTo: some.at(-1)?.turn ?? listener.broughtReadTo };
  const budget = settings.learnTokensPerDay / 2;
  const kept = (drafts: readonly FactDraft[]) => vouchedFor(drafts, some);
  const isFull = some.length === mostLines;
  return { lines, isFull, next, told: [], isBrought: true, budget, kept };
}

async function readPortion(
  needs: ModelReadingNeeds,
  { message: { place }, character }: FinishedTurn,
  { lines, isFull, next, told, isBrought, budget, kept }: Portion,
): Promise<Learned | undefined> {
  const { lanes, settings, model, writing, clock, timeZone } = needs;
  if (lines.length === 0 && !isFull) return undefined;
  const stretch = { place, listener: next, lines, told, isBrought };
  const { open, isConfined } = await openLines(needs, lines);
  const { readable, audience } = await toBeRead(needs, open, isConfined);
  const worth = readable.filter((line) => worthLearning(asSaid(line))).length;
  // What says nothing is passed over once there is so much of it, or nothing after it would ever be read.
  if (worth === 0 && isFull)
    await writing.write(stretch, async () => ({ unknown: [], drafts: [], isConfined }));
  if (worth < leastWorth && !(worth > 0 && isFull)) return undefined;
  if ((await model.describe(audience)).standIn) return undefined;
  const said = readable.map(asSaid);
  const people = await acquaintances(needs, place, textsOf(said));
  const own = (messageId: string) =>
    settings.ownFacts === 0 ? undefined : needs.ownTold.of(character.id, messageId);
  const messages = learningRequest(said, people, own);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const expected = model.estimateTokens(messages, audience) + answerTokens;
  if ((await lanes.spent(day)) + expected > budget) return undefined;
  return writing.write(stretch, async () => {
    const { text, tokens } = await answerTo(needs, character, messages, audience);
    await lanes.spend(day, tokens);
    const drafts = await newsIn(
      told,
      async (texts) => readLearned(text, said, people, { told: texts, timeZone, own }).drafts,
    );
    return { unknown: [], ...(await asAllowedNow(needs, place, lines, kept(drafts))) };
  });
}

/** What may be kept of it, as people want it once it is read: a model takes its time. */
async function asAllowedNow(
  { consents }: Pick<ModelReadingNeeds, 'consents'>,
  place: Place,
  lines: readonly PlacedEntry[],
  drafts: readonly FactDraft[],
): Promise<Pick<Reading, 'drafts' | 'isConfined'>> {
  const { open, isConfined } = await openLines({ consents }, lines);
  const ids = new Set(open.map(({ messageId }) => messageId));
  const allowed = drafts.filter(({ sources }) => sources.every((id) => ids.has(id)));
  return { drafts: await aboutWillingIn({ consents }, place, allowed), isConfined };
}

/** Words that must not leave this machine are read by a model here, or not at all. */
async function toBeRead(
  { model, consents }: Pick<ModelReadingNeeds, 'model' | 'consents'>,
  open: PlacedEntry[],
  isConfined: (personId: string) => boolean,
): Promise<{ readable: PlacedEntry[]; audience: Audience }> {
  const free = open.filter((line) => !whoseWords(line).some(isConfined));
  const people = free.flatMap((line) => whoseWords(line).map((id) => ({ host: line.place.host, id })));
  const audience = { mayLeave: leaveOf(consents, people) };
  if (free.length === open.length) return { readable: open, audience };
  const { standIn } = await model.describe({ localOnly: true });
  return standIn ? { readable: free, audience } : { readable: open, audience: { localOnly: true } };
}

async function answerTo(
  { model, signal }: ModelReadingNeeds,
  character: Character,
  messages: ModelMessage[],
  audience: Audience,
): Promise<{ text: string; tokens: number }> {
  const scene = { character, context: [], talk: [], partner: '', present: [] };
  let text = '';
  let tokens = 0;
  for await (const event of model.generate({
    messages,
    scene,
    temperature: 0,
    maxTokens: answerTokens,
    ...audience,
    signal,
  })) {
    if (event.kind === 'text-delta') text += event.text;
    if (event.kind !== 'finish') continue;
    // What must stay here by now was read by nobody.
    if (event.standIn) return { text: '', tokens: 0 };
    tokens = event.usage.promptTokens + event.usage.completionTokens;
  }
  return { text, tokens };
}
