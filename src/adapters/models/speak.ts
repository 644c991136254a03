import { ServiceError } from '../../core/errors.ts';
import { windowNamedIn } from '../../core/model-failure.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { GenerateRequest, ModelEvent } from '../../core/ports/model.ts';
import type { Usage } from '../../core/receipt.ts';
import { HttpFailure } from '../../lib/json-http.ts';
import type { TokenEstimate } from '../../lib/token-estimate.ts';
import { attempt, type Patience } from './attempt.ts';
import { classify } from './failures.ts';
import type { Counted, Provider, ProviderEvent, ProviderRequest } from './provider.ts';

interface SpeakNeeds {
  provider: Provider;
  request: GenerateRequest;
  contextTokens: number;
  estimate: TokenEstimate;
  patience: Patience;
  /** Called when the model holds less than was thought. */
  learnWindow(limit: number): void;
  clock: Clock;
  log: Log;
}

/** One answer of one model in the port's own events; what it counts teaches the estimate. */
export async function* speak(needs: SpeakNeeds): AsyncGenerator<ModelEvent> {
  let text = '';
  try {
    for await (const event of attempt({ ...needs, request: fitted(needs) })) {
      if (event.kind === 'alive') continue;
      if (event.kind === 'text-delta') text += event.text;
      yield event.kind === 'finish' ? finished(event, text, needs) : event;
    }
  } catch (error) {
    if (error instanceof ServiceError && error.failure === 'context-too-long') learnLimit(error, needs);
    throw error;
  }
}

/** The answer may take what the prompt leaves of the window; a prompt that leaves nothing is refused here. */
function fitted({ request, contextTokens, estimate, provider, clock }: SpeakNeeds): ProviderRequest {
  const { scene: _, ...rest } = request;
  const left = contextTokens - estimate.estimate(request.messages);
  // Ollama would not refuse: it would silently drop the beginning, and with it the character.
  if (left < 1 && provider.place.kind === 'ollama') {
    throw classify(new HttpFailure(400, 'exceeds the context'), provider.place, clock.now());
  }
  return {
    ...rest,
    maxTokens: left < 16 ? request.maxTokens : Math.min(request.maxTokens, left),
    contextTokens,
  };
}

function finished(event: ProviderEvent & { kind: 'finish' }, text: string, needs: SpeakNeeds): ModelEvent {
  const { counted, reason } = event;
  const { estimate, request, provider } = needs;
  const usage = usageOf(counted, text, needs);
  if (isCount(counted.promptTokens) && (request.tools ?? []).length === 0) {
    estimate.observe(request.messages, counted.promptTokens);
  }
  return { kind: 'finish', reason, usage, model: provider.reference, standIn: false };
}

function usageOf(counted: Counted, text: string, { estimate, request }: SpeakNeeds): Usage {
  const { promptTokens, completionTokens, cachedTokens } = counted;
  return {
    promptTokens: isCount(promptTokens) ? promptTokens : estimate.estimate(request.messages),
    completionTokens: isCount(completionTokens) ? completionTokens : estimate.estimateText(text),
    ...(cachedTokens !== undefined && { cachedTokens }),
    estimated: !isCount(promptTokens) || !isCount(completionTokens),
  };
}

function isCount(tokens: number | undefined): tokens is number {
  return tokens !== undefined && tokens > 0;
}

function learnLimit(
  error: ServiceError,
  { request, contextTokens, estimate, learnWindow }: SpeakNeeds,
): void {
  const named = windowNamedIn(error.cause);
  const asked = estimate.estimate(request.messages) + request.maxTokens;
  learnWindow(named ?? Math.min(contextTokens, asked) * 0.75);
}
