import type { Health } from '../../core/ports/health.ts';
import type { GenerateRequest } from '../../core/ports/model.ts';

/** What a provider counted for one generation, as far as it says. */
export interface Counted {
  promptTokens?: number | undefined;
  completionTokens?: number | undefined;
  cachedTokens?: number | undefined;
}

/** What comes out of a provider while it generates. */
export type ProviderEvent =
  | { kind: 'text-delta'; text: string }
  | { kind: 'tool-call'; id: string; name: string; input: unknown }
  /** The model works but has nothing to show: it thinks. */
  | { kind: 'alive' }
  | { kind: 'finish'; reason: 'stop' | 'length' | 'tool-calls' | 'refused'; counted: Counted };

/** A generation as a provider sees it: without the scene, with the window. */
export interface ProviderRequest extends Omit<GenerateRequest, 'scene'> {
  /** How many tokens prompt and answer may have together. */
  contextTokens: number;
}

/** One model on one server. What its methods throw is raw; `classify` makes the ServiceError of it. */
export interface Provider {
  /** `ollama/qwen3:8b` */
  readonly reference: string;
  readonly place: ProviderPlace;
  /** Loads what speaking needs, so that the first answer does not wait for it. */
  prepare?(): Promise<unknown>;
  stream(request: ProviderRequest): AsyncIterable<ProviderEvent>;
  /** How many tokens the model can hold, where the server tells. Never throws. */
  contextTokens(): Promise<number | undefined>;
  /** Looks whether it could answer. Throws what a generation would throw. */
  look(): Promise<Health>;
}

/** What a model is called in sentences before it is known which one the server has. */
export const anyModel = 'any model';

/** What the sentences about a failure need to know. */
export interface ProviderPlace {
  /** `Ollama`, `OpenRouter`, `OpenAI`, `The model server at 127.0.0.1:1234`. */
  service: string;
  model: string;
  kind: 'ollama' | 'openai' | 'openrouter';
  /** Host and port; never with credentials. */
  address: string;
}
