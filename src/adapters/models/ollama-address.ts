import { parseOllamaAddress } from '../../lib/ollama-address.ts';

/** The address of an Ollama as the settings name it; they are checked before. */
export function ollamaAddress(host: string | undefined): string {
  const address = parseOllamaAddress(host);
  if (address === undefined) throw new TypeError('model.ollama.host is no address.');
  return address;
}
