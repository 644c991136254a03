import { CutOff } from '../../core/model-failure.ts';
import type { Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import { HttpFailure, isJson, type Json, listIn, textAt } from '../../lib/json-http.ts';
import { jsonLines } from './json-lines.ts';
import { ollamaAddress } from './ollama-address.ts';
import { installed, ollamaModels } from './ollama-models.ts';
import type { Provider, ProviderEvent, ProviderRequest } from './provider.ts';
import { fetchStream } from './stream-fetch.ts';

/*
 * Written against Ollama's native interface because the package ollama-ai-provider-v2 (4.0.1) cannot carry
 * what is needed here, and no option of it changes that: it has no keep_alive; an error in the middle of a
 * stream ({"error": "…"}) fails its chunk schema and is dropped, so that the answer seems to end well; such
 * lines, with the model's words in them, are printed with console.warn; and an error body is read as
 * {"error": {"message"}}, which Ollama never sends.
 */

interface OllamaNeeds {
  host: string | undefined;
  model: string;
  think: boolean;
  keepAlive: string;
  log: Log;
}

/** Thinking is not part of the answer, so it gets tokens of its own. */
const thinkingTokens = 2_048;

/** One model of an Ollama. */
export function ollama({ host, model, think, keepAlive, log }: OllamaNeeds): Provider {
  const base = ollamaAddress(host);
  const place = { service: 'Ollama', model, kind: 'ollama', address: new URL(base).host } as const;
  const models = ollamaModels(base);

  async function* stream(request: ProviderRequest): AsyncGenerator<ProviderEvent> {
    const thinks = alwaysThinks(model) ? 'low' : think && (await models.abilities(model)).thinking;
    const response = await post(
      `${base}/api/chat`,
      chatBody(request, { model, thinks, keepAlive }),
      request.signal,
    );
    const lines = jsonLines(response, () => log.warn('The model sent an unreadable piece.', { model }));
    yield* events(lines, request.signal);
  }

  return {
    reference: `ollama/${model}`,
    place,
    stream,
    contextTokens: async () => (await models.abilities(model)).contextTokens,
    look: () => look(base, model),
  };
}

/** These models cannot be told not to think, only to think little. */
function alwaysThinks(model: string): boolean {
  return /gpt-oss/.test(model);
}

function chatBody(
  request: ProviderRequest,
  own: { model: string; thinks: boolean | 'low'; keepAlive: string },
): Json {
  return {
    model: own.model,
    messages: request.messages,
    stream: true,
    think: own.thinks,
    // Ollama reads a bare number as seconds and anything below zero as "for ever".
    keep_alive: own.keepAlive === '-1' ? -1 : own.keepAlive,
    options: {
      // The same for every request of this model: a different window makes Ollama load the model anew.
      num_ctx: request.contextTokens,
      num_predict: request.maxTokens + (own.thinks === false ? 0 : thinkingTokens),
      temperature: request.temperature,
      ...(request.seed !== undefined && { seed: request.seed }),
    },
    ...(request.tools !== undefined && request.tools.length > 0 && { tools: request.tools.map(toolOf) }),
  };
}

function toolOf({ name, description, input }: NonNullable<ProviderRequest['tools']>[number]): Json {
  return { type: 'function', function: { name, description, parameters: input } };
}

async function post(url: string, body: Json, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetchStream(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok || response.body === null) {
    throw new HttpFailure(response.status, await response.text(), Object.fromEntries(response.headers));
  }
  return response.body;
}

async function* events(lines: AsyncIterable<Json>, signal: AbortSignal): AsyncGenerator<ProviderEvent> {
  let calls = 0;
  try {
    for await (const line of lines) {
      if ('error' in line) throw new HttpFailure(undefined, JSON.stringify(line));
      for (const event of eventsOf(line, calls)) {
        if (event.kind === 'tool-call') calls += 1;
        yield event;
      }
      if (line['done'] === true) {
        yield finishOf(line, calls);
        return;
      }
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw cause instanceof HttpFailure ? cause : new CutOff('The stream broke off.', { cause });
  }
  throw new CutOff('The stream ended before the answer.');
}

function* eventsOf(line: Json, callsBefore: number): Generator<ProviderEvent> {
  const message = line['message'];
  const text = textAt(message, 'content');
  if (text !== '') yield { kind: 'text-delta', text };
  else yield { kind: 'alive' };
  let calls = callsBefore;
  for (const call of listIn(message, 'tool_calls')) {
    const chosen = call['function'];
    const input = isJson(chosen) ? (chosen['arguments'] ?? {}) : {};
    yield {
      kind: 'tool-call',
      id: textAt(call, 'id') || `call-${calls}`,
      name: textAt(chosen, 'name'),
      input,
    };
    calls += 1;
  }
}

function finishOf(line: Json, calls: number): ProviderEvent {
  const count = (key: string) => (typeof line[key] === 'number' ? line[key] : undefined);
  const length = line['done_reason'] === 'length';
  return {
    kind: 'finish',
    reason: length ? 'length' : calls > 0 ? 'tool-calls' : 'stop',
    counted: { promptTokens: count('prompt_eval_count'), completionTokens: count('eval_count') },
  };
}

async function look(base: string, model: string): Promise<Health> {
  const names = listIn(await installed(base), 'models').map((entry) => textAt(entry, 'name'));
  if (names.some((name) => name === model || name === `${model}:latest`))
    return { ok: true, says: `Ollama has ${model}.` };
  const others = names.length === 0 ? 'none yet' : names.slice(0, 5).join(', ');
  return {
    ok: false,
    says: `Ollama does not have ${model} (installed: ${others}).`,
    fix: `Run: ollama pull ${model}`,
  };
}
