import type { SpeechFilter } from '../lib/speech-filter.ts';
import type { GenerateRequest, LanguageModel, ModelEvent } from './ports.ts';
import type { Usage } from './receipt.ts';

/** What a model said, cleaned. */
export interface Generated {
  text: string;
  model: string;
  standIn: boolean;
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
}

/** Runs one generation through the speech filter, and stops the model as soon as it speaks for somebody else. */
export async function generate({ model, request, filter, now, onText }: GenerateNeeds): Promise<Generated> {
  const startedAt = now();
  let firstAt: number | undefined;
  let text = '';
  let finish: Extract<ModelEvent, { kind: 'finish' }> | undefined;
  const say = (delta: string) => {
    if (delta === '') return;
    firstAt ??= now();
    text += delta;
    onText(delta);
  };
  for await (const event of model.generate(request)) {
    if (event.kind === 'finish') finish = event;
    if (event.kind === 'text-delta') say(filter.push(event.text));
    if (filter.cut) break;
  }
  say(filter.end());
  const ended = finish ?? (await unfinished());
  return {
    text: text.trim(),
    model: ended.model,
    standIn: ended.standIn,
    usage: ended.usage,
    refused: finish?.reason === 'refused',
    cut: filter.cut ? 'spoke-for-others' : finish?.reason === 'length' ? 'length' : undefined,
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
