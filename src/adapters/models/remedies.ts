import type { ModelFailure } from '../../core/errors.ts';
import type { Nuance } from '../../core/model-failure.ts';
import { anyModel, type ProviderPlace } from './provider.ts';

/** What happened and what to do, in one sentence that holds neither secret nor raw text. */
export function sentenceFor(failure: ModelFailure, place: ProviderPlace, nuance: Nuance): string {
  const { service, model } = place;
  const there = withinSentence(service);
  switch (failure) {
    case 'auth':
      return `${service} does not accept the key; ${keyRemedy(place)}.`;
    case 'quota':
      return `${service} says that the credit is used up; ${creditRemedy(place)}.`;
    case 'rate-limit':
      return `${service} gets too many requests just now; wait a moment, or name another model under model.fallbacks.`;
    case 'context-too-long':
      return `The prompt is longer than ${model} at ${there} can hold; lower model.contextTokens or choose a model with a larger window.`;
    case 'model-missing':
      return missingSentence(place);
    case 'content-refused':
      return `${service} refused to answer because of its content rules; say it in other words or choose another model.`;
    case 'timeout':
      return `${service} took too long to answer; try again, choose a smaller model, or raise model.timeout.`;
    case 'server':
      return serverSentence(place, nuance);
    case 'network':
      return nuance.cut
        ? `The connection to ${there} broke off in the middle of an answer; try again.`
        : networkSentence(place);
    default:
      return failure satisfies never;
  }
}

function withinSentence(service: string): string {
  return service.replace(/^The /, 'the ');
}

function keyRemedy({ kind }: ProviderPlace): string {
  if (kind === 'openrouter') return 'set OPENROUTER_API_KEY to a key from openrouter.ai/keys';
  if (kind === 'openai') return 'set OPENAI_API_KEY to a key that it knows';
  return 'check model.ollama.host, or sign in with "ollama signin" where it asks for that';
}

function creditRemedy({ kind }: ProviderPlace): string {
  if (kind === 'openrouter') return 'add credit at openrouter.ai/credits or choose a free model';
  if (kind === 'openai') return 'check the plan and billing of the account or choose another model';
  return 'choose a model that runs on this machine';
}

function missingSentence({ kind, service, model }: ProviderPlace): string {
  if (kind === 'ollama') return `Ollama does not have the model ${model}; run: ollama pull ${model}.`;
  if (kind === 'openrouter')
    return `OpenRouter offers this account no model ${model}; look it up at openrouter.ai/models, and what you allow at openrouter.ai/settings/privacy.`;
  if (model === anyModel)
    return `${service} lists no model; check model.openai.baseUrl, which mostly ends in /v1, or name the model in model.use.`;
  return `${service} knows no model ${model}; check the name in model.use and the address in model.openai.baseUrl.`;
}

function serverSentence(place: ProviderPlace, { tooBig, refused, foreign }: Nuance): string {
  const { service, model } = place;
  if (foreign) return `What answers at ${place.address} is no model server; ${addressRemedy(place)}.`;
  if (tooBig)
    return `${service} has too little memory for ${model}; choose a smaller model or lower model.contextTokens.`;
  if (refused)
    return `${service} did not accept the request for ${model}; look at its own log, or choose another model.`;
  return `${service} failed on its side; try again in a moment and look at its own log if it goes on.`;
}

function addressRemedy({ kind }: ProviderPlace): string {
  if (kind === 'ollama') return 'check model.ollama.host';
  return `check model.${kind}.baseUrl, which mostly ends in /v1`;
}

function networkSentence({ kind, service, address }: ProviderPlace): string {
  if (kind === 'ollama') return `Ollama does not answer at ${address}; start it with: ollama serve.`;
  if (kind === 'openai')
    return `${service} cannot be reached at ${address}; check that it runs and model.openai.baseUrl.`;
  return `${service} cannot be reached at ${address}; check the connection of this machine to the internet.`;
}
