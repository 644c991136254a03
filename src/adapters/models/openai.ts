import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import {
  bearer,
  getJson,
  isJson,
  type Json,
  listIn,
  numberAt,
  textAt,
  withoutSlash,
} from '../../lib/json-http.ts';
import type { Provider, ProviderEvent, ProviderRequest } from './provider.ts';
import { learnQuirk, type Quirks, withQuirks } from './quirks.ts';
import { sdkStream } from './sdk-stream.ts';
import { fetchStream } from './stream-fetch.ts';

interface OpenAiNeeds {
  settings: { baseUrl?: string | undefined; apiKey?: string | undefined };
  model: string;
  log: Log;
}

const officialUrl = 'https://api.openai.com/v1';

/** Where an OpenAI-compatible server lies, and what to call it. */
export function openAiPlace(baseUrl: string | undefined, model: string): Provider['place'] {
  const address = new URL(baseUrl ?? officialUrl).host;
  const official = address === new URL(officialUrl).host;
  return { service: official ? 'OpenAI' : `The model server at ${address}`, model, kind: 'openai', address };
}

/** Any server that speaks like OpenAI: vLLM, llama.cpp, LM Studio, OpenAI itself. */
export function openAi({ settings, model, log }: OpenAiNeeds): Provider {
  const baseUrl = withoutSlash(settings.baseUrl ?? officialUrl);
  const place = openAiPlace(settings.baseUrl, model);
  const quirks: Quirks = new Set();
  const connected = lazily(() => connect(settings, baseUrl, model, quirks));

  async function* once(request: ProviderRequest): AsyncGenerator<ProviderEvent> {
    yield* sdkStream(await connected(), request, () =>
      log.warn('The model sent an unreadable piece.', { model }),
    );
  }

  async function* stream(request: ProviderRequest): AsyncGenerator<ProviderEvent> {
    for (;;) {
      try {
        return yield* once(request);
      } catch (error) {
        if (!learnQuirk(quirks, error)) throw error;
      }
    }
  }

  return {
    reference: `openai/${model}`,
    place,
    prepare: loadOpenAi,
    stream,
    contextTokens: () => windowOf(baseUrl, settings.apiKey, model),
    look: () => look(baseUrl, settings.apiKey, place),
  };
}

/** Runs `make` on first use, so that a package is loaded only when it is needed. */
export function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Loads the package that speaks with such servers. */
export function loadOpenAi() {
  return import('@ai-sdk/openai-compatible');
}

async function connect(
  settings: OpenAiNeeds['settings'],
  baseURL: string,
  model: string,
  quirks: Quirks,
): Promise<LanguageModelV4> {
  const { createOpenAICompatible } = await loadOpenAi();
  const provider = createOpenAICompatible({
    name: 'openai',
    baseURL,
    includeUsage: true,
    fetch: fetchStream,
    transformRequestBody: (body) => withQuirks(quirks, body),
    ...(settings.apiKey !== undefined && { apiKey: settings.apiKey }),
  });
  return provider.chatModel(model);
}

/** The models that an OpenAI-compatible server lists. */
export async function listModels(baseUrl: string, apiKey: string | undefined): Promise<Json[]> {
  return listIn(await getJson(`${baseUrl}/models`, { timeoutMs: 3_000, headers: bearer(apiKey) }), 'data');
}

/** The model to take where the owner named a server but no model. */
export async function onlyModel(settings: OpenAiNeeds['settings']): Promise<string | undefined> {
  const models = await listModels(withoutSlash(settings.baseUrl ?? officialUrl), settings.apiKey);
  const names = models.map((model) => textAt(model, 'id')).filter((name) => name !== '');
  const chat = names.filter(
    (name) => !/embed|rerank|whisper|tts|dall-e|image|audio|moderation|realtime/i.test(name),
  );
  return ['gpt-4.1-mini', 'gpt-4o-mini'].find((name) => chat.includes(name)) ?? chat[0] ?? names[0];
}

/** vLLM says `max_model_len`, llama.cpp `meta.n_ctx`, several others `context_length`; OpenAI itself says nothing. */
async function windowOf(
  baseUrl: string,
  apiKey: string | undefined,
  model: string,
): Promise<number | undefined> {
  try {
    const models = await listModels(baseUrl, apiKey);
    const found = models.find((entry) => entry['id'] === model);
    if (found === undefined) return undefined;
    const meta = isJson(found['meta']) ? found['meta'] : {};
    return (
      numberAt(found, 'max_model_len') ??
      numberAt(found, 'context_length') ??
      numberAt(found, 'loaded_context_length') ??
      numberAt(meta, 'n_ctx') ??
      numberAt(meta, 'n_ctx_train')
    );
  } catch {
    return undefined;
  }
}

async function look(baseUrl: string, apiKey: string | undefined, place: Provider['place']): Promise<Health> {
  const names = (await listModels(baseUrl, apiKey)).map((entry) => textAt(entry, 'id'));
  if (names.length === 0 || names.includes(place.model))
    return { ok: true, says: `${place.service} has ${place.model}.` };
  return {
    ok: false,
    says: `${place.service} does not list a model ${place.model}.`,
    fix: `Set model.use to one that it lists, for example "openai/${names[0]}".`,
  };
}
