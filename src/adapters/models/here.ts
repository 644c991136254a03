import type { Audience } from '../../core/ports/model.ts';
import { isOnOwnNetwork } from '../../lib/own-network.ts';
import type { Provider } from './provider.ts';

/**
 * Whether what a model is told stays on this machine or its own network: the one place where that is judged. A server
 * there that hands on what it gets cannot be told from one that answers itself; Ollama says it in the model's name.
 */
export function staysHere({ place }: Pick<Provider, 'place'>): boolean {
  // OpenRouter hands everything on, whatever address it is reached under.
  if (place.kind === 'openrouter') return false;
  const { hostname } = new URL(`http://${place.address}`);
  return isOnOwnNetwork(hostname) && !/[:-]cloud$/.test(place.model);
}

/** Whether a model may be told now what is asked. */
export async function mayHear(
  provider: Pick<Provider, 'place'>,
  { localOnly, mayLeave }: Audience,
): Promise<boolean> {
  if (staysHere(provider)) return true;
  return localOnly !== true && (mayLeave === undefined || (await mayLeave()));
}
