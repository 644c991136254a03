import { ServiceError } from '../../core/errors.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Check } from '../../core/ports/health.ts';
import { inTwo } from '../../core/remedy.ts';

/** What `acore doctor` says: whether a sentence really becomes a vector. */
export async function embedderCheck(embedder: Embedder | undefined): Promise<Check> {
  if (embedder === undefined) {
    const says = 'Memories are found by their words alone, as embeddings.use says.';
    return { name: 'Embedder', state: 'ok', says };
  }
  const name = `Embedder ${embedder.id}`;
  try {
    const [vector] = await embedder.embed(['Who keeps the lighthouse?']);
    return { name, state: 'ok', says: `It works: a sentence becomes ${vector?.length} numbers.` };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { says, fix } = inTwo(error.message);
    return { name, state: 'failed', says: `${says} Until it works, memories are found by their words.`, fix };
  }
}
