import type { Clock } from '../../core/ports/clock.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import { embedderCheck } from './checks.ts';
import type { EmbeddingsSettings } from './config.ts';
import { formerPlace, type ModelServers, placeOf } from './place.ts';
import { stateOf } from './potion/folder.ts';
import { createPotion } from './potion/index.ts';
import { type PotionModel, potionModels } from './potion/models.ts';
import { parseEmbedderReference } from './reference.ts';
import { createServerEmbedder } from './server.ts';
import { createThread } from './thread.ts';
import { createUseLite, useLiteId } from './use-lite.ts';

export { begunBytes, stateOf } from './potion/folder.ts';
export { bytesOf, type PotionModel, potionModels } from './potion/models.ts';

/** What fetches models; few processes need it. */
export const loadFetching = () => import('./potion/fetching.ts');

interface EmbedderNeeds {
  settings: EmbeddingsSettings;
  /** Where the language models are, which may have one for embeddings too. */
  servers: ModelServers;
  /** The folder of models that were fetched. */
  models: string;
  /** Which can be fetched. */
  catalogue?: readonly PotionModel[] | undefined;
  log: Log;
  clock: Clock;
}

/** What finds memories by their meaning in this installation. */
export interface Embeddings extends AsyncDisposable {
  /** Undefined when they are to be found by their words alone. */
  embedder: Embedder | undefined;
  /**
   * An embedder that was used before, by its id: the built-in one, one that is fetched, or one on a server that the settings still name.
   * Undefined where texts would go where they do not go any more.
   */
  known(id: string): Embedder | undefined;
  checks(): Promise<Check[]>;
}

/** Takes what the settings name; nothing is loaded or asked before the first text. */
export function createEmbedder(needs: EmbedderNeeds): Embeddings {
  const { settings, servers, models, catalogue = potionModels, log, clock } = needs;
  const owned = new AsyncDisposableStack();

  function builtIn(): Embedder {
    return createUseLite(owned.use(createThread({ log, clock })));
  }

  function fetched(model: PotionModel): Embedder {
    return owned.use(createPotion({ model, models, log, clock }));
  }

  function chosen(): Embedder | undefined {
    if (settings.use === 'none') return undefined;
    const potion = catalogue.find(({ name }) => name === settings.use);
    if (potion !== undefined) return fetched(potion);
    const reference = parseEmbedderReference(settings.use);
    if (reference === undefined) return builtIn();
    return createServerEmbedder({ place: placeOf(reference, settings, servers), settings, log, clock });
  }

  const embedder = chosen();

  function known(id: string): Embedder | undefined {
    if (id === useLiteId) return builtIn();
    const potion = catalogue.find((model) => model.id === id);
    if (potion !== undefined) return stateOf(models, potion) === 'there' ? fetched(potion) : undefined;
    const place = formerPlace(id, settings, servers);
    if (place === undefined || (!place.local && embedder?.local !== false)) return undefined;
    return createServerEmbedder({ place, settings, log, clock });
  }

  return {
    embedder,
    known,
    checks: async () => [await embedderCheck(embedder)],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
