import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { CutOff } from '../../core/model-failure.ts';
import type { ModelMessage, ToolOffer } from '../../core/ports/model.ts';
import { HttpFailure, isJson } from '../../lib/json-http.ts';
import type { ProviderEvent, ProviderRequest } from './provider.ts';
import { saidIn } from './stream-fetch.ts';

/** Runs one generation of a provider package and turns its parts into our events. */
export async function* sdkStream(
  model: LanguageModelV4,
  request: ProviderRequest,
  onMalformed: () => void,
): AsyncGenerator<ProviderEvent> {
  const { stream } = await model.doStream(callOptions(request));
  for await (const part of partsOf(stream, request.signal)) {
    if (part.type === 'error' && isMalformed(part.error)) {
      onMalformed();
      continue;
    }
    const event = eventOf(part);
    if (event !== undefined) yield event;
  }
}

async function* partsOf(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  signal: AbortSignal,
): AsyncGenerator<LanguageModelV4StreamPart> {
  try {
    yield* stream;
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new CutOff('The stream broke off.', { cause });
  }
}

function callOptions(request: ProviderRequest): LanguageModelV4CallOptions {
  return {
    prompt: request.messages.map(promptMessage),
    maxOutputTokens: request.maxTokens,
    temperature: request.temperature,
    abortSignal: request.signal,
    ...(request.seed !== undefined && { seed: request.seed }),
    ...(request.tools !== undefined && request.tools.length > 0 && { tools: request.tools.map(toolOf) }),
  };
}

function promptMessage({ role, content }: ModelMessage): LanguageModelV4CallOptions['prompt'][number] {
  if (role === 'system') return { role, content };
  return { role, content: [{ type: 'text', text: content }] };
}

function toolOf({ name, description, input }: ToolOffer) {
  return { type: 'function' as const, name, description, inputSchema: input as JSONObject };
}

function eventOf(part: LanguageModelV4StreamPart): ProviderEvent | undefined {
  switch (part.type) {
    case 'text-delta':
      return part.delta === '' ? { kind: 'alive' } : { kind: 'text-delta', text: part.delta };
    case 'reasoning-delta':
    case 'tool-input-delta':
    case 'ping':
      return { kind: 'alive' };
    case 'tool-call':
      return { kind: 'tool-call', id: part.toolCallId, name: part.toolName, input: parsed(part.input) };
    case 'finish':
      return finishOf(part);
    case 'error':
      throw streamError(part.error);
    default:
      return undefined;
  }
}

function finishOf(part: LanguageModelV4StreamPart & { type: 'finish' }): ProviderEvent {
  const { unified, raw } = part.finishReason;
  // A stream that ends without naming a reason was cut on its way.
  if (unified === 'interrupted' || (unified === 'other' && raw === undefined))
    throw new CutOff('No finish reason.');
  if (unified === 'error') throw new HttpFailure(undefined, 'error');
  const { inputTokens, outputTokens } = part.usage;
  const counted = {
    promptTokens: inputTokens.total,
    completionTokens: outputTokens.total,
    cachedTokens: inputTokens.cacheRead,
  };
  return { kind: 'finish', reason: reasons[unified], counted };
}

const reasons = {
  stop: 'stop',
  other: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'refused',
} as const;

function parsed(input: string): unknown {
  try {
    return JSON.parse(input === '' ? '{}' : input);
  } catch {
    // The caller checks a tool's input against its schema anyway; what is no JSON fails there.
    return input;
  }
}

/** A chunk that is no JSON, or not of the expected shape, and no error message either. */
function isMalformed(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AI_JSONParseError') return true;
  return (
    error.name === 'AI_TypeValidationError' &&
    !('value' in error && isJson(error.value) && 'error' in error.value)
  );
}

function streamError(error: unknown): Error {
  if (!(error instanceof Error)) return saidIn(error);
  if (error.name === 'AI_InvalidResponseDataError') return new CutOff('No finish reason.', { cause: error });
  if (error.name === 'AI_TypeValidationError' && 'value' in error) return saidIn(error.value);
  return new CutOff('The stream broke off.', { cause: error });
}
