import { CutOff } from '../../core/model-failure.ts';
import { HttpFailure, isJson, type Json, listIn, textAt } from '../../lib/json-http.ts';
import { jsonEvents } from './json-lines.ts';
import { postStream, saidIn } from './post-stream.ts';
import type { Counted, ProviderEvent, ProviderRequest } from './provider.ts';

/*
 * Written against the interface itself, as for Ollama. The packages for it check every piece against schemas and pass it
 * through four streams: a fifth of all that an answer cost Acore (decision 16).
 */

interface ChatNeeds {
  baseUrl: string;
  headers: Record<string, string>;
  model: string;
  /** The request as this server takes it. */
  adapted?(body: Json): Json;
  onMalformed(): void;
}

/** One answer of a server that speaks like OpenAI. */
export async function* openAiChat(
  { baseUrl, headers, model, adapted = (body) => body, onMalformed }: ChatNeeds,
  request: ProviderRequest,
): AsyncGenerator<ProviderEvent> {
  const { signal } = request;
  const body = adapted(chatBody(model, request));
  const response = await postStream({ url: `${baseUrl}/chat/completions`, headers, body, signal });
  let isWhole = false;
  try {
    yield* answerIn(jsonEvents(response.iterator({ destroyOnReturn: false }), onMalformed), signal);
    isWhole = true;
  } finally {
    // What comes after the answer is read away, so that the connection can be used again.
    if (isWhole) response.resume();
    else response.destroy();
  }
}

function chatBody(model: string, request: ProviderRequest): Json {
  const { messages, maxTokens, temperature, seed, tools = [] } = request;
  return {
    model,
    messages,
    max_tokens: maxTokens,
    temperature,
    ...(seed !== undefined && { seed }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

function toolOf({ name, description, input }: NonNullable<ProviderRequest['tools']>[number]): Json {
  return { type: 'function', function: { name, description, parameters: input } };
}

async function* answerIn(pieces: AsyncIterable<Json>, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
  const calls = createCalls();
  let ended = '';
  let refused = false;
  let usage: unknown;
  try {
    for await (const piece of pieces) {
      if (isJson(piece['error']) || typeof piece['error'] === 'string') throw saidIn(piece['error']);
      usage = piece['usage'] ?? usage;
      const [choice] = listIn(piece, 'choices');
      const delta = choice?.['delta'];
      ended = textAt(choice, 'finish_reason') || ended;
      refused ||= textAt(delta, 'refusal') !== '';
      calls.take(listIn(delta, 'tool_calls'));
      const text = said(delta);
      yield text === '' ? { kind: 'alive' } : { kind: 'text-delta', text };
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw cause instanceof HttpFailure ? cause : new CutOff('The stream broke off.', { cause });
  }
  yield* calls.made();
  yield { kind: 'finish', reason: reasonOf(ended, refused), counted: countedIn(usage) };
}

/** The words of a piece. Some servers send them in parts, their thoughts among them. */
function said(delta: unknown): string {
  const parts = listIn(delta, 'content').filter(({ type }) => type === 'text');
  const words = textAt(delta, 'content') || parts.map((part) => textAt(part, 'text')).join('');
  return words + textAt(delta, 'refusal');
}

interface Call {
  id: string;
  name: string;
  input: string;
}

/** Tool calls, which come in pieces. */
function createCalls(): { take(pieces: readonly Json[]): void; made(): ProviderEvent[] } {
  const calls = new Map<unknown, Call>();
  return {
    take(pieces) {
      for (const piece of pieces) {
        // A server that does not number its calls sends each whole.
        const at = piece['index'] ?? calls.size;
        const call = calls.get(at) ?? { id: '', name: '', input: '' };
        calls.set(at, call);
        call.id ||= textAt(piece, 'id');
        call.name ||= textAt(piece['function'], 'name');
        call.input += textAt(piece['function'], 'arguments');
      }
    },
    made: () =>
      [...calls.values()].map(({ id, name, input }, index) => ({
        kind: 'tool-call',
        id: id || `call-${index}`,
        name,
        input: parsed(input),
      })),
  };
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input === '' ? '{}' : input);
  } catch {
    // The caller checks a tool's input against its schema anyway; what is no JSON fails there.
    return input;
  }
}

/** A stream that ends without naming a reason was cut on its way. */
function reasonOf(ended: string, refused: boolean): (ProviderEvent & { kind: 'finish' })['reason'] {
  switch (ended) {
    case '':
      throw new CutOff('No finish reason.');
    case 'error':
      throw new HttpFailure(undefined, 'error');
    case 'length':
      return 'length';
    case 'content_filter':
      return 'refused';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    default:
      return refused ? 'refused' : 'stop';
  }
}

function countedIn(usage: unknown): Counted {
  const count = (of: unknown, key: string) =>
    isJson(of) && typeof of[key] === 'number' ? of[key] : undefined;
  return {
    promptTokens: count(usage, 'prompt_tokens'),
    completionTokens: count(usage, 'completion_tokens'),
    cachedTokens: count(isJson(usage) ? usage['prompt_tokens_details'] : undefined, 'cached_tokens'),
  };
}
