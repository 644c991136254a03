import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Health } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import { bearer, getJson, isJson, listIn, numberAt, withoutSlash } from '../../lib/json-http.ts';
import { lazily } from './openai.ts';
import type { Provider, ProviderEvent, ProviderRequest } from './provider.ts';
import { sdkStream } from './sdk-stream.ts';
import { fetchStream } from './stream-fetch.ts';

interface OpenRouterNeeds {
  settings: { baseUrl?: string | undefined; apiKey?: string | undefined };
  model: string;
  log: Log;
}

const officialUrl = 'https://openrouter.ai/api/v1';

/** OpenRouter: hundreds of models behind one key. */
export function openRouter({ settings, model, log }: OpenRouterNeeds): Provider {
  const baseUrl = withoutSlash(settings.baseUrl ?? officialUrl);
  const place = { service: 'OpenRouter', model, kind: 'openrouter', address: new URL(baseUrl).host } as const;
  const connected = lazily(() => connect(settings.apiKey, baseUrl, model));

  async function* stream(request: ProviderRequest): AsyncGenerator<ProviderEvent> {
    yield* sdkStream(await connected(), request, () =>
      log.warn('The model sent an unreadable piece.', { model }),
    );
  }

  return {
    reference: `openrouter/${model}`,
    place,
    prepare: loadOpenRouter,
    stream,
    contextTokens: () => windowOf(baseUrl, model),
    look: () => look(baseUrl, settings.apiKey),
  };
}

function loadOpenRouter() {
  return import('@openrouter/ai-sdk-provider');
}

async function connect(apiKey: string | undefined, baseURL: string, model: string): Promise<LanguageModelV4> {
  const { createOpenRouter } = await loadOpenRouter();
  // A missing key becomes OpenRouter's own 401, which is then classified like every other failure.
  const provider = createOpenRouter({
    apiKey: apiKey ?? 'missing',
    baseURL,
    compatibility: 'strict',
    appName: 'Acore',
    fetch: fetchStream,
  });
  return provider.chat(model);
}

/** The smallest window among the hosts that OpenRouter may choose for this model. */
async function windowOf(baseUrl: string, model: string): Promise<number | undefined> {
  try {
    const answer = await getJson(`${baseUrl}/models/${model}/endpoints`, { timeoutMs: 3_000 });
    const windows = listIn(isJson(answer) ? answer['data'] : undefined, 'endpoints')
      .map((endpoint) => numberAt(endpoint, 'context_length'))
      .filter((size) => size !== undefined);
    return windows.length === 0 ? undefined : Math.min(...windows);
  } catch {
    return undefined;
  }
}

async function look(baseUrl: string, apiKey: string | undefined): Promise<Health> {
  if (apiKey === undefined) {
    return {
      ok: false,
      says: 'OpenRouter has no key.',
      fix: 'Set OPENROUTER_API_KEY to a key from openrouter.ai/keys.',
    };
  }
  await getJson(`${baseUrl}/key`, { timeoutMs: 3_000, headers: bearer(apiKey) });
  return { ok: true, says: 'OpenRouter accepts the key.' };
}
