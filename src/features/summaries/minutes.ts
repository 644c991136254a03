import type { Character } from '../../core/character.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Audience, LanguageModel, ModelMessage } from '../../core/ports/model.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { createHiddenText } from '../../lib/hidden-text.ts';
import { languageOf } from '../../lib/language.ts';
import { forModel } from '../../lib/model-text.ts';
import { oneLine } from '../../lib/one-line.ts';
import { checkedSummary } from './check.ts';
import type { SummariesSettings } from './config.ts';
import type { SummaryStore } from './store.ts';
import type { Unit, Wording } from './summary.ts';
import { promptTexts } from './texts.ts';

export interface MinutesNeeds {
  model: Pick<LanguageModel, 'describe' | 'generate' | 'estimateTokens'>;
  store: Pick<SummaryStore, 'spent' | 'spend'>;
  settings: Pick<SummariesSettings, 'withModel' | 'tokensPerDay'>;
  timeZone: string;
  clock: Clock;
  log: Log;
}

/** What is to be summed up, for whom, and how long the summary may be. */
export interface MinutesOrder {
  units: readonly Unit[];
  mostCharacters: number;
  /** Models are asked in somebody's name; it has no influence. */
  character: Character;
  /** Where their words may go. */
  audience: Audience;
  signal: AbortSignal;
}

const answerTokens = 400;
const answerWithinMs = 120_000;
const longestLine = 500;

/** A model's summary of these lines, checked; undefined when there is no model for it, no budget, or its answer is no good. */
export async function minutesOf(needs: MinutesNeeds, order: MinutesOrder): Promise<Wording | undefined> {
  const { model, store, settings, clock, log } = needs;
  if (!settings.withModel || order.units.length === 0) return undefined;
  const { audience } = order;
  const { standIn, contextTokens } = await model.describe(audience);
  if (standIn) return undefined;
  const source = order.units.map((unit) => lineOf(unit, needs.timeZone)).join('\n');
  const language = languageOf(order.units.map(({ text }) => text).join('\n'));
  const messages = requestFor(source, order.mostCharacters);
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const expected = model.estimateTokens(messages, audience) + answerTokens;
  if (expected > contextTokens || (await store.spent(day)) + expected > settings.tokensPerDay)
    return undefined;
  try {
    const answer = await answerTo(model, messages, order);
    await store.spend(day, answer.tokens);
    if (answer.standIn) return undefined;
    const prompt = promptTexts.task(order.mostCharacters);
    const { mostCharacters } = order;
    const text = checkedSummary(answer.text, { source, prompt, language, mostCharacters });
    if (text === undefined) log.info('A summary by the model was not fit to be kept.');
    return text === undefined ? undefined : { text, madeBy: answer.model, language };
  } catch (error) {
    if (order.signal.aborted) throw order.signal.reason;
    log.info('The model could not write a summary; excerpts stand in its place.', { error });
    return undefined;
  }
}

function requestFor(source: string, mostCharacters: number): ModelMessage[] {
  return [
    { role: 'system', content: promptTexts.task(mostCharacters) },
    { role: 'user', content: promptTexts.lines(source) },
  ];
}

/** One line for the model: nobody can write a line for somebody else, nor end the lines. */
function lineOf({ speaker, text, at }: Unit, timeZone: string): string {
  const said = oneLine(forModel(text).replaceAll(/<(?=\/?lines>)/giu, '< '), longestLine);
  return `${promptTexts.moment(at, timeZone)} ${speaker === undefined ? said : `${speaker}: ${said}`}`;
}

async function answerTo(
  model: MinutesNeeds['model'],
  messages: ModelMessage[],
  order: MinutesOrder,
): Promise<{ text: string; tokens: number; model: string; standIn: boolean }> {
  using deadline = createDeadline(answerWithinMs, order.signal);
  const { signal } = deadline;
  const scene = { character: order.character, context: [], talk: [], partner: '', present: [] };
  const hidden = createHiddenText();
  let text = '';
  const hear = (delta: string) => {
    const before = hidden.takenBack;
    const shown = hidden.push(delta);
    text = hidden.takenBack > before ? shown : text + shown;
  };
  for await (const event of model.generate({
    messages,
    scene,
    temperature: 0.2,
    maxTokens: answerTokens,
    ...order.audience,
    signal,
  })) {
    if (event.kind === 'text-delta') hear(event.text);
    if (event.kind !== 'finish') continue;
    const { promptTokens, completionTokens } = event.usage;
    const tokens = promptTokens + completionTokens;
    return { text: text + hidden.end(), tokens, model: event.model, standIn: event.standIn };
  }
  throw new Error('The answer had no end.');
}
