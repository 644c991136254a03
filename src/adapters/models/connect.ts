import type { Log } from '../../core/ports/log.ts';
import { HttpFailure } from '../../lib/json-http.ts';
import type { ModelSettings } from './config.ts';
import { ollama } from './ollama.ts';
import { ollamaAddress } from './ollama-address.ts';
import { chatModels, installed } from './ollama-models.ts';
import { loadOpenAi, onlyModel, openAi, openAiPlace } from './openai.ts';
import { openRouter } from './openrouter.ts';
import { anyModel, type Provider, type ProviderPlace } from './provider.ts';
import type { ModelReference } from './reference.ts';

interface ConnectNeeds {
  settings: ModelSettings;
  log: Log;
}

/** The model that newcomers are told to fetch. */
export const suggestedModel = 'qwen3:8b';

/** Stands for a model of a provider; nothing is loaded or asked before it is used. */
export function connect(reference: ModelReference, { settings, log }: ConnectNeeds): Provider {
  const { provider, model } = reference;
  switch (provider) {
    case 'ollama': {
      const make = (name: string) => ollama({ ...settings, host: settings.ollama.host, model: name, log });
      return model === undefined ? bestOfOllama(settings.ollama.host, make) : make(model);
    }
    case 'openai': {
      const make = (name: string) => openAi({ settings: settings.openai, model: name, log });
      if (model !== undefined) return make(model);
      const place = openAiPlace(settings.openai.baseUrl, anyModel);
      const late = lateModel('openai', place, () => onlyModel(settings.openai), make);
      return Object.assign(late, { prepare: loadOpenAi });
    }
    case 'openrouter': {
      // OpenRouter chooses by itself under this name.
      const name = model === undefined || model === 'auto' ? 'openrouter/auto' : model;
      return openRouter({ settings: settings.openrouter, model: name, log });
    }
    default:
      return provider satisfies never;
  }
}

function bestOfOllama(host: string | undefined, make: (model: string) => Provider): Provider {
  const base = ollamaAddress(host);
  const place = {
    service: 'Ollama',
    model: suggestedModel,
    kind: 'ollama',
    address: new URL(base).host,
  } as const;
  return lateModel('ollama', place, () => bestOllamaModel(base), make);
}

/** The installed model of an Ollama that suits a conversation best; undefined when it has none. */
export async function bestOllamaModel(base: string, timeoutMs = 3_000): Promise<string | undefined> {
  return chatModels(await installed(base, timeoutMs))[0];
}

/** A provider whose model is found out on first use, where the owner named only the server. */
function lateModel(
  name: string,
  place: ProviderPlace,
  find: () => Promise<string | undefined>,
  make: (model: string) => Provider,
): Provider {
  let found: Provider | undefined;

  async function provider(): Promise<Provider> {
    if (found !== undefined) return found;
    const model = await find();
    if (model === undefined) throw new HttpFailure(404, '');
    found = make(model);
    return found;
  }

  return {
    get reference() {
      return found?.reference ?? name;
    },
    get place() {
      return found?.place ?? place;
    },
    async *stream(request) {
      yield* (await provider()).stream(request);
    },
    contextTokens: () =>
      provider().then(
        (known) => known.contextTokens(),
        () => undefined,
      ),
    look: async () => (await provider()).look(),
  };
}
