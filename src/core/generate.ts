import type { SpeechFilter } from '../lib/speech-filter.ts';
import type { GenerateRequest, LanguageModel, ModelEvent } from './ports/model.ts';
import type { Usage } from './receipt.ts';

/** What a model said, cleaned. */
export interface Generated {
  text: string;
  model: string;
  standIn: boolean;
  standInBecause?: string | undefined;
  usage: Usage;
  refused: boolean;
  cut?: 'length' | 'spoke-for-others' | undefined;
  firstTokenMs: number;
  generatedMs: number;
}

interface GenerateNeeds {
  model: LanguageModel;
  request: GenerateRequest;
  filter: SpeechFilter;
  now(): number;
  onText(delta: string): void;
  /** What was passed on so far was only thought. */
  onTakenBack?(): void;
}

/** No language and no code comes near; a server that keeps no limit must not fill a channel, nor this machine. */
const mostCharactersPerToken = 10;

/** Runs one generation through the speech filter, and stops the model as soon as it speaks for somebody else. */
export async function generate({
  model,
  request,
  filter,
  now,
  onText,
  onTakenBack,
}: GenerateNeeds): Promise<Generated> {
  const startedAt = now();
  let firstAt: number | undefined;
  let text = '';
  let room = request.maxTokens * mostCharactersPerToken;
  let finish: Extract<ModelEvent, { kind: 'finish' }> | undefined;
  const say = (said: string) => {
    const delta = withoutControls(said).slice(0, room);
    if (delta === '') return;
    firstAt ??= now();
    text += delta;
    room -= delta.length;
    onText(delta);
  };
  const hear = (said: string) => {
    const before = filter.takenBack;
    const shown = filter.push(said);
    if (filter.takenBack > before) {
      text = '';
      onTakenBack?.();
    }
    say(shown);
  };
  for await (const event of model.generate(request)) {
    if (event.kind === 'finish') finish = event;
    if (event.kind === 'text-delta') hear(event.text);
    if (filter.cut || room === 0) break;
  }
  say(filter.end());
  const ended = finish ?? (await unfinished());
  return {
    text: visible(text),
    model: ended.model,
    standIn: ended.standIn,
    ...(finish?.standInBecause !== undefined && { standInBecause: finish.standInBecause }),
    usage: ended.usage,
    refused: finish?.reason === 'refused',
    cut: filter.cut ? 'spoke-for-others' : finish?.reason === 'length' || room === 0 ? 'length' : undefined,
    firstTokenMs: (firstAt ?? now()) - startedAt,
    generatedMs: now() - startedAt,
  };

  /** The model was stopped before it could say what it used. */
  async function unfinished(): Promise<Pick<Generated, 'model' | 'standIn' | 'usage'>> {
    const described = await model.describe();
    return {
      ...described,
      usage: {
        promptTokens: model.estimateTokens(request.messages),
        completionTokens: model.estimateTokens([{ role: 'assistant', content: text }]),
        estimated: true,
      },
    };
  }
}

function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\r\t]/gu, '');
}

/** The text as hosts take it: no half characters, and empty when there is nothing in it to be seen. */
function visible(text: string): string {
  return /[^\s\p{Cf}]/u.test(text) ? text.trim().toWellFormed() : '';
}
