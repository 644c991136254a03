import { bearer, withoutSlash } from '../../lib/json-http.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { parseOllamaAddress } from '../../lib/ollama-address.ts';
import type { EmbeddingsSettings } from './config.ts';
import { type EmbedderReference, parseEmbedderReference } from './reference.ts';

/** Where the language models of this installation are; an embedder is looked for there too. */
export interface ModelServers {
  ollama: { host?: string | undefined };
  openai: { baseUrl?: string | undefined; apiKey?: string | undefined };
}

/** A model on a server, and how to reach and to call it. */
export interface ServerPlace extends EmbedderReference {
  /** Without a slash at its end. */
  base: string;
  headers: Record<string, string>;
  /** `Ollama`, `OpenAI`, `The model server at 127.0.0.1:1234`. */
  service: string;
  /** Host and port; never with credentials. */
  address: string;
  local: boolean;
}

const officialUrl = 'https://api.openai.com/v1';

/** Where the embedder is that the settings name. A key goes to no other server than the one it was written for. */
export function placeOf(
  reference: EmbedderReference,
  { url, key, local }: Pick<EmbeddingsSettings, 'url' | 'key' | 'local'>,
  { ollama, openai }: ModelServers,
): ServerPlace {
  const isOllama = reference.kind === 'ollama';
  const base = isOllama
    ? parseOllamaAddress(url ?? ollama.host)
    : withoutSlash(url ?? openai.baseUrl ?? officialUrl);
  if (base === undefined) throw new TypeError('The address of the embedder is none.');
  const { host, hostname } = new URL(base);
  const used = url === undefined && !isOllama ? (key ?? openai.apiKey) : key;
  return {
    ...reference,
    base,
    headers: bearer(used),
    service: isOllama ? 'Ollama' : base === officialUrl ? 'OpenAI' : `The model server at ${host}`,
    address: host,
    // A cloud model of Ollama would carry the texts off although its server is here.
    local: local ?? (isLoopback(hostname) && !/[:-]cloud$/.test(reference.model)),
  };
}

/** Where an embedder is that was used before; undefined when no setting names its server any more. */
export function formerPlace(
  id: string,
  settings: Pick<EmbeddingsSettings, 'use' | 'url' | 'key' | 'local'>,
  servers: ModelServers,
): ServerPlace | undefined {
  const reference = parseEmbedderReference(id);
  if (reference === undefined) return undefined;
  // The address for embeddings, its key and whether it counts as here belong to the kind of server that is used now.
  const kindNow = parseEmbedderReference(settings.use)?.kind ?? reference.kind;
  const own: Partial<EmbeddingsSettings> = kindNow === reference.kind ? settings : {};
  const { ollama, openai } = servers;
  const isNamed =
    own.url !== undefined ||
    (reference.kind === 'ollama' ? ollama.host : (openai.baseUrl ?? openai.apiKey)) !== undefined;
  return isNamed ? placeOf(reference, own, servers) : undefined;
}
