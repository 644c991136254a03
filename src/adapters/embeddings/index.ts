import type { Embedder } from '../../core/embedder.ts';
import type { Check, Clock, Log } from '../../core/ports.ts';
import { embedderCheck } from './checks.ts';
import type { EmbeddingsSettings } from './config.ts';
import { createThread } from './thread.ts';
import { createUseLite } from './use-lite.ts';

interface EmbedderNeeds {
  settings: EmbeddingsSettings;
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
export function createEmbedder({ settings, log, clock }: EmbedderNeeds): Embeddings {
  const owned = new AsyncDisposableStack();
  const embedder =
    settings.use === 'none' ? undefined : createUseLite(owned.use(createThread({ log, clock })));
  return {
    embedder,
    checks: async () => [await embedderCheck(embedder)],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
