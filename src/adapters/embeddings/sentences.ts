import type { ModelFailure } from '../../core/errors.ts';
import type { Nuance } from '../../core/model-failure.ts';
import type { ServerPlace } from './place.ts';

/** What happened and what to do, in one sentence that holds neither secret nor raw text. */
export function sentenceFor(failure: ModelFailure, place: ServerPlace, nuance: Nuance): string {
  const { service, model, address, kind } = place;
  switch (failure) {
    case 'auth':
      return `${service} does not accept the key; set embeddings.key to one that it knows.`;
    case 'quota':
      return `${service} says that the credit is used up; add some, or set embeddings.use to "use-lite".`;
    case 'rate-limit':
      return `${service} gets too many requests just now; wait a moment, or set embeddings.use to "use-lite".`;
    case 'context-too-long':
      return `${model} holds too few words at a time; name another model in embeddings.use.`;
    case 'model-missing':
      return kind === 'ollama'
        ? `Ollama does not have the model ${model}; run: ollama pull ${model}.`
        : `${service} knows no embedding model ${model}; check the name in embeddings.use and the address in embeddings.url, which mostly ends in /v1.`;
    case 'content-refused':
      return `${service} refused to read a text because of its content rules; set embeddings.use to "use-lite".`;
    case 'timeout':
      return `${service} took too long to read; name a smaller model in embeddings.use, or raise embeddings.timeout.`;
    case 'server':
      return serverSentence(place, nuance);
    case 'network':
      return kind === 'ollama'
        ? `Ollama does not answer at ${address}; start it with: ollama serve.`
        : `${service} cannot be reached at ${address}; check that it runs and embeddings.url.`;
    default:
      return failure satisfies never;
  }
}

function serverSentence({ service, model, address }: ServerPlace, nuance: Nuance): string {
  if (nuance.foreign) return `What answers at ${address} is no model server; check embeddings.url.`;
  if (nuance.tooBig)
    return `${service} has too little memory for ${model}; name a smaller model in embeddings.use.`;
  if (nuance.refused)
    return `${service} did not accept ${model} for this; name a model in embeddings.use that is made for embeddings.`;
  return `${service} failed on its side; look at its own log if it goes on.`;
}

/** What is said of vectors that are none. */
export function unusableSentence({ service, model }: ServerPlace): string {
  return `${service} gave no usable vectors for ${model}; name a model in embeddings.use that is made for embeddings.`;
}
