import type { Character } from '../../core/character.ts';
import { leaveOf } from '../../core/consent.ts';
import type { FinishedTurn } from '../../core/feature.ts';
import { homeOf } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Audience, LanguageModel, ModelMessage } from '../../core/ports/model.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { whoseWords } from '../../core/whose-words.ts';
import { acquaintances } from './acquaintances.ts';
import type { MemorySettings } from './config.ts';
import { learningRequest, readLearned, worthLearning } from './extract/index.ts';
import { aboutWillingIn, asSaid, newsIn, openLines, textsOf } from './learning.ts';
import type { OwnLearningNeeds } from './own-learning.ts';
import type { Learned } from './writing.ts';

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

/** Lets the language model read what was said since it last did, when that is worth it and the day's budget bears it. */
export async function readWithModel(
  needs: ModelReadingNeeds,
  turn: FinishedTurn,
): Promise<Learned | undefined> {
  const { lanes, transcript, settings, model, writing, clock } = needs;
  const { message, character, told } = turn;
  if (!settings.learnWithModel || (await lanes.rules(homeOf(message.place))).learnsSince === undefined)
    return undefined;
  const listener = await lanes.listener(message.place, character.id);
  if (listener === undefined) return undefined;
  const lines = await transcript.after(message.place, listener.readTo, mostLines);
  const last = lines.at(-1);
  const { open, isConfined } = await openLines(needs, lines);
  const { readable, audience } = await toBeRead(needs, open, isConfined);
  if (last === undefined || !isWorthIt(readable, lines.length)) return undefined;
  if ((await model.describe(audience)).standIn) return undefined;
  const next = { ...listener, readTo: last.position };
  const said = readable.map(asSaid);
  const people = await acquaintances(needs, message.place, textsOf(said));
  const own = (messageId: string) =>
    settings.ownFacts === 0 ? undefined : needs.ownTold.of(character.id, messageId);
  const messages = learningRequest(said, people, own);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const expected = model.estimateTokens(messages, audience) + answerTokens;
  if ((await lanes.spent(day)) + expected > settings.learnTokensPerDay) return undefined;
  return writing.write({ place: message.place, listener: next, lines, told }, async () => {
    const { text, tokens } = await answerTo(needs, character, messages, audience);
    await lanes.spend(day, tokens);
    const { timeZone } = needs;
    const drafts = newsIn(
      told,
      (texts) => readLearned(text, said, people, { told: texts, timeZone, own }).drafts,
    );
    return { unknown: [], drafts: await aboutWillingIn(needs, message.place, drafts), isConfined };
  });
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

function isWorthIt(lines: readonly PlacedEntry[], all: number): boolean {
  const worth = lines.filter((line) => worthLearning(asSaid(line))).length;
  return worth >= leastWorth || (worth > 0 && all === mostLines);
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
