import type { Embedder } from '../../core/embedder.ts';
import type { Check, Clock, Log } from '../../core/ports.ts';
import { embedderCheck } from './checks.ts';
import type { EmbeddingsSettings } from './config.ts';
import { type ModelServers, placeOf } from './place.ts';
import { parseEmbedderReference } from './reference.ts';
import { createServerEmbedder } from './server.ts';
import { createThread } from './thread.ts';
import { createUseLite } from './use-lite.ts';

interface EmbedderNeeds {
  settings: EmbeddingsSettings;
  /** Where the language models are, which may have one for embeddings too. */
  servers: ModelServers;
  log: Log;
  clock: Clock;
}

/** What finds memories by their meaning in this installation. */
export interface Embeddings extends AsyncDisposable {
  /** Undefined when they are to be found by their words alone. */
  embedder: Embedder | undefined;
  checks(): Promise<Check[]>;
}

/** Takes what the settings name; nothing is loaded or asked before the first text. */
export function createEmbedder({ settings, servers, log, clock }: EmbedderNeeds): Embeddings {
  const owned = new AsyncDisposableStack();

  function chosen(): Embedder | undefined {
    if (settings.use === 'none') return undefined;
    const reference = parseEmbedderReference(settings.use);
    if (reference === undefined) return createUseLite(owned.use(createThread({ log, clock })));
    return createServerEmbedder({ place: placeOf(reference, settings, servers), settings, log, clock });
  }

  const embedder = chosen();
  return {
    embedder,
    checks: async () => [await embedderCheck(embedder)],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
