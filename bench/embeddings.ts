import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { embeddingsConfig } from '../src/adapters/embeddings/config.ts';
import { createEmbedder } from '../src/adapters/embeddings/index.ts';
import type { Embedder } from '../src/core/ports/embedder.ts';
import { seededRandom } from '../src/lib/random.ts';
import { machine } from './machine.ts';
import { median, quantile, rounded } from './statistics.ts';

/** Where the checkout's own Acore keeps models that were fetched. */
export const fetchedModels = fileURLToPath(new URL('../data/models', import.meta.url));

interface EmbeddingsOptions {
  /** As the setting embeddings.use. */
  embedder?: string | undefined;
  json: boolean;
  /** Fewer rounds: for a look, not for the record. */
  quick: boolean;
}

const megabyte = 1_000_000;
const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const words =
  'harbour keeper goat piano winter sister bakery letter storm ladder engine orchard promise lantern river coat'.split(
    ' ',
  );

/** Measures an embedder of this machine: what a question and a batch take, alone and together, and what memory it holds. */
export async function benchEmbeddings({
  embedder: use = 'use-lite',
  json,
  quick,
}: EmbeddingsOptions): Promise<void> {
  const rounds = quick ? 40 : 200;
  const text = texts();
  const before = process.memoryUsage.rss();
  await using made = createEmbedder({
    settings: embeddingsConfig.parse({ use }),
    servers: { ollama: {}, openai: {} },
    models: fetchedModels,
    log,
    clock: Date,
  });
  const { embedder } = made;
  if (embedder === undefined) throw new Error('There is no embedder to measure.');
  const startMs = await took(() => embedder.embed([text(45)]));
  const started = process.memoryUsage.rss();
  const questions = await series(rounds, () => embedder.embed([text(45)]));
  const batches = await series(rounds / 8, () => embedder.embed(many(32, () => text(80))));
  const work = many(8_000, () => text(80));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const busy = await whileReading(embedder, work, () => embedder.embed([text(45)]), rounds / 2);
  delay.disable();
  const after = process.memoryUsage.rss();
  await made[Symbol.asyncDispose]();
  const summary = {
    startMs: rounded(startMs),
    questionP50Ms: rounded(median(questions)),
    questionP95Ms: rounded(quantile(questions, 0.95)),
    batchOf32P50Ms: rounded(median(batches)),
    questionWhileReadingP50Ms: rounded(median(busy)),
    questionWhileReadingP95Ms: rounded(quantile(busy, 0.95)),
    loopDelayP999Ms: rounded(delay.percentile(99.9) / 1e6),
    rssBeforeMb: rounded(before / megabyte),
    rssStartedMb: rounded(started / megabyte),
    rssAfterMb: rounded(after / megabyte),
    rssLetGoMb: rounded(process.memoryUsage.rss() / megabyte),
  };
  if (json) console.log(JSON.stringify({ ...summary, rounds, node: process.version, machine: machine() }));
  else console.log(`${tell(summary)}\n\n${machine()}`);
}

/** Questions that come while the background has more to read than it will be done with. */
async function whileReading(
  embedder: Embedder,
  work: readonly string[],
  ask: () => Promise<unknown>,
  rounds: number,
): Promise<number[]> {
  const enough = new AbortController();
  const background = embedder.embed(work, enough.signal);
  const questions = await series(rounds, ask);
  enough.abort();
  await background.catch(() => undefined);
  return questions;
}

/** Sentences of about so many characters, hardly two alike, and the same in each run. */
function texts(): (length: number) => string {
  const random = seededRandom('embeddings');
  const next = () => words[Math.floor(random() * words.length)];
  return (length) => {
    let made = '';
    while (made.length < length) made += `${next()} `;
    return made.slice(0, length);
  };
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

async function series(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await took(work));
  return times;
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function tell(summary: Record<string, number>): string {
  return Object.entries(summary)
    .map(([name, value]) => `${name.padEnd(26)} ${value}`)
    .join('\n');
}
