/** The kinds of model servers that Acore can talk to. */
export const providerNames = ['ollama', 'openai', 'openrouter'] as const;
export type ProviderName = (typeof providerNames)[number];

/** A model as an owner writes it: `ollama/qwen3:8b`. Without `model` the server's own choice is taken. */
export interface ModelReference {
  provider: ProviderName;
  model: string | undefined;
}

/** Reads `provider/model`; undefined when it is none. */
export function parseReference(text: string): ModelReference | undefined {
  const slash = text.indexOf('/');
  const name = (slash === -1 ? text : text.slice(0, slash)).toLowerCase();
  const provider = providerNames.find((known) => known === name);
  if (provider === undefined) return undefined;
  const model = slash === -1 ? '' : text.slice(slash + 1).trim();
  return { provider, model: model === '' ? undefined : model };
}

/** Writes a reference as an owner would. */
export function formatReference({ provider, model }: ModelReference): string {
  return model === undefined ? provider : `${provider}/${model}`;
}
