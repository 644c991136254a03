import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbedder } from '../src/adapters/embeddings/index.ts';
import { createRecall, type OpenRecall, openStorage } from '../src/adapters/storage/index.ts';
import { settingsSchema } from '../src/config/schema.ts';
import type { Embedder } from '../src/core/ports/embedder.ts';
import type { Log } from '../src/core/ports/log.ts';
import type { Storage } from '../src/core/ports/storage.ts';
import { seededRandom } from '../src/lib/random.ts';
import type { Weights } from '../src/lib/retrieval/index.ts';
import { migrations } from '../src/slices.ts';
import { fetchedModels } from './embeddings.ts';
import { type Listener, openListener } from './recall-slice.ts';
import { type Took, took } from './took.ts';

/** The parts of the search that `--without` can leave out. */
export const parts = {
  dates: ['time'],
  cues: ['asks', 'hasTime', 'hasNumber', 'hasPlace', 'brief', 'firstPerson'],
  neighbours: ['previous', 'beforePrevious', 'next'],
  sessions: ['session'],
  speaker: ['speaker'],
  statements: ['statement', 'sentence'],
  direct: ['direct'],
  windows: ['window'],
  answers: ['answers'],
  repetition: ['repeated'],
  recency: ['recency'],
} as const satisfies Record<string, readonly (keyof Weights)[]>;

/** A memory of its own, as Acore would build it. */
export interface BenchMemory extends AsyncDisposable {
  storage: Storage;
  recall: OpenRecall;
  embedder: Embedder | undefined;
  file: string;
  /** Lets the memory slice listen to chats. */
  listener: Listener;
  /** What each embedding took, that of questions included. */
  embeddings: Took[];
}

export interface MemoryOptions {
  /** As the setting `embeddings.use`, or `random`: vectors that mean nothing. */
  embedder: string;
  without: readonly (keyof typeof parts)[];
  /** Where the memory stays for the next run; without it, it is gone afterwards. */
  keep?: string | undefined;
}

const quiet: Log = { debug() {}, info() {}, warn: console.error, error: console.error };

/** Opens an empty memory, or the one that was kept. */
export async function openMemory({ embedder: named, without, keep }: MemoryOptions): Promise<BenchMemory> {
  await using undo = new AsyncDisposableStack();
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'acore-recall-'));
  mkdirSync(folder, { recursive: true });
  if (keep === undefined) undo.defer(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'recall.db');
  const clock = { now: Date.now };
  const opened = undo.use(await openStorage({ file, migrations, log: quiet, clock }));
  const embeddings: Took[] = [];
  const settings = settingsSchema.parse({ embeddings: { use: named === 'random' ? 'none' : named } });
  const { embedder: real } = undo.use(
    createEmbedder({
      settings: settings.embeddings,
      servers: settings.model,
      models: fetchedModels,
      log: quiet,
      clock,
    }),
  );
  const embedder = named === 'random' ? randomEmbedder : real && timed(real, embeddings);
  const recall = undo.use(
    createRecall({
      file,
      database: opened.database(),
      storage: opened.storage,
      embedder,
      log: quiet,
      clock,
      longestEmbeddingMs: 60_000,
      without: without.flatMap((part) => [...parts[part]]),
    }),
  );
  const owned = undo.move();
  return {
    storage: opened.storage,
    recall,
    listener: await openListener({ ...opened, recall, log: quiet }),
    embedder,
    file,
    embeddings,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function timed(embedder: Embedder, embeddings: Took[]): Embedder {
  return {
    ...embedder,
    async embed(texts, signal) {
      let vectors: Float32Array[] = [];
      const embedding = await took(async () => {
        vectors = await embedder.embed(texts, signal);
      });
      embeddings.push(embedding);
      return vectors;
    },
  };
}

const randomEmbedder: Embedder = {
  id: 'random/1',
  local: true,
  embed: async (texts) => texts.map(randomVector),
  health: async () => ({ ok: true, says: 'Vectors that mean nothing.' }),
};

/** The same for the same text, and nothing else about it. */
function randomVector(text: string): Float32Array {
  const random = seededRandom(text);
  const vector = Float32Array.from({ length: 512 }, () => random() + random() + random() - 1.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
