import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ModelSettings } from './config.ts';
import { bestOllamaModel, connect, suggestedModel } from './connect.ts';
import { ollamaAddress } from './ollama-address.ts';
import { portAnswers } from './port-answers.ts';
import type { Provider } from './provider.ts';
import { type ModelReference, parseReference } from './reference.ts';

/** The two shortest ways from the understudy to a real model. */
export const waysToAModel = `Install Ollama (ollama.com) and run: ollama pull ${suggestedModel} — or set OPENROUTER_API_KEY to a key from openrouter.ai/keys.`;

/** Which models are asked, in order. */
export interface Choice {
  /** Never waits long: what is not known in time is left for the next call. */
  providers(): Promise<Provider[]>;
  /** Looks again before the next answer, since the local server has gone. */
  doubt(): void;
  /** The owner named a model, or named the understudy. */
  readonly named: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}

interface ChoiceNeeds {
  settings: ModelSettings;
  log: Log;
  clock: Clock;
  /** Where an Ollama is looked for that nobody named. */
  localOllama?: string | undefined;
}

/** How often an Ollama on this machine is looked for. */
const probeEveryMs = 15_000;
/** How long an answer may wait for that look. */
const patienceMs = 300;

/** What settings name, most explicit first; empty when nothing is named. */
export function namedReferences(settings: ModelSettings): ModelReference[] {
  if (settings.use !== 'auto') {
    const reference = parseReference(settings.use);
    return reference === undefined ? [] : [reference];
  }
  const { openai, openrouter, ollama } = settings;
  if (openai.apiKey !== undefined || openai.baseUrl !== undefined)
    return [{ provider: 'openai', model: undefined }];
  if (openrouter.apiKey !== undefined) return [{ provider: 'openrouter', model: undefined }];
  return ollama.host === undefined ? [] : [{ provider: 'ollama', model: undefined }];
}

export function createChoice(needs: ChoiceNeeds): Choice {
  const { settings } = needs;
  const first = namedReferences(settings).map((reference) => connect(reference, needs));
  const fallbacks = settings.fallbacks
    .map(parseReference)
    .filter((reference) => reference !== undefined)
    .map((reference) => connect(reference, needs));
  const named = first.length > 0 || settings.use === 'understudy';
  const local = named ? undefined : lookForOllama(needs);

  return {
    named,
    async providers() {
      if (settings.use === 'understudy') return [];
      const found = await local?.find();
      return [...(found === undefined ? first : [found]), ...fallbacks];
    },
    doubt: () => local?.doubt(),
    async [Symbol.asyncDispose]() {
      await local?.stop();
    },
  };
}

interface LocalOllama {
  find(): Promise<Provider | undefined>;
  doubt(): void;
  stop(): Promise<void>;
}

/** Looks for an Ollama on this machine, now and then, without ever holding anybody up. */
function lookForOllama({ settings, log, clock, localOllama }: ChoiceNeeds): LocalOllama {
  const base = ollamaAddress(localOllama);
  const there = { ...settings, ollama: { host: base } };
  const providers = new Map<string, Provider>();
  let current: Provider | undefined;
  let announced: string | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  function providerOf(model: string): Provider {
    const known = providers.get(model) ?? connect({ provider: 'ollama', model }, { settings: there, log });
    providers.set(model, known);
    return known;
  }

  async function look(): Promise<void> {
    const model = await installedModel(base);
    current = model === undefined ? undefined : providerOf(model);
    lookedAt = clock.now();
    looking = undefined;
    announce(model);
  }

  function announce(model: string | undefined): void {
    const news = model ?? 'understudy';
    if (news === announced) return;
    announced = news;
    if (model === undefined)
      log.info(`No model is connected: the built-in understudy speaks. ${waysToAModel}`);
    else log.info(`Ollama on this machine speaks, with ${model}.`, { model: `ollama/${model}` });
  }

  async function find(): Promise<Provider | undefined> {
    if (clock.now() - lookedAt >= probeEveryMs) {
      looking ??= look();
      await settledWithin(looking, patienceMs);
    }
    return current;
  }

  looking = look();
  return {
    find,
    doubt() {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
    stop: async () => looking,
  };
}

/** The bare port is tried first: where nobody listens, nothing has to be loaded to find out. */
async function installedModel(base: string): Promise<string | undefined> {
  try {
    const { hostname, port } = new URL(base);
    if (!(await portAnswers(hostname, Number(port), 1_000))) return undefined;
    return await bestOllamaModel(base, 1_000);
  } catch {
    return undefined;
  }
}

/** Waits for a promise, but not longer than this. */
export async function settledWithin(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, enough]);
  } finally {
    clearTimeout(timer);
  }
}
