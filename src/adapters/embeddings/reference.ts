/** A model on a server, as an owner writes it: `ollama/bge-m3`. */
export interface EmbedderReference {
  kind: 'ollama' | 'openai';
  model: string;
}

/** Reads such a name; undefined when it is none. */
export function parseEmbedderReference(text: string): EmbedderReference | undefined {
  const [, name, model = ''] = /^(ollama|openai)\/(\S+)$/i.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  return { kind: name.toLowerCase() === 'ollama' ? 'ollama' : 'openai', model };
}
