import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../src/core/ports/recall.ts';
import { textsOf, understand } from '../src/lib/retrieval/index.ts';
import { watchLoop } from './loop.ts';
import { machine } from './machine.ts';
import { generated, generatedNow, generatedShelf } from './recall-generated.ts';
import { type BenchMemory, type MemoryOptions, openMemory } from './recall-memory.ts';
import { quantile, rounded } from './statistics.ts';
import { spread, type Took, took, without } from './took.ts';

const count = 100_000;
const questions = 200;
const megabyte = 1_048_576;
const ordinaryVerbs = [
  'say about',
  'buy for',
  'remember of',
  'ask Bo about',
  'write in May about',
  'dislike about',
];
const ordinaryThings = [
  'the harbour in winter',
  'her sister’s new bakery',
  'the trip to Lisbon last summer',
  'the old lighthouse keeper and his goat',
  'learning the piano',
];

/** Measures the search over many passages on one shelf, beside a plain full-text search of SQLite over the same. */
export async function benchScale(options: MemoryOptions, json: boolean): Promise<void> {
  // As Acore itself is started: its threads then load nothing that strips types, which would take memory.
  enableCompileCache();
  const folder = mkdtempSync(join(tmpdir(), 'acore-scale-'));
  try {
    prepare(folder, options.embedder);
    const summary = await measure({ ...options, keep: folder });
    const all = { passages: count, ...summary };
    if (json) console.log(JSON.stringify({ ...all, node: process.version, machine: machine() }));
    else {
      for (const [name, value] of Object.entries(all)) console.log(`${name.padEnd(25)} ${value}`);
      console.log(machine());
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a process of its own, whose memory is not counted. */
function prepare(folder: string, embedder: string): void {
  const program = fileURLToPath(new URL('./recall-generated.ts', import.meta.url));
  execFileSync(process.execPath, [program, folder, String(count), embedder], { stdio: 'inherit' });
}

async function measure(options: MemoryOptions): Promise<Record<string, number | string>> {
  const asked = generated(questions, 'questions').map(
    ({ text }) => `What did Ada say about ${text.slice(0, 40)}?`,
  );
  const ready = await whenReady(options, asked);
  const first = await firstUnready(options, asked[0] ?? '');
  const plain = createPlain(generated(count));
  const plainMs = asked.map((text) => plain.ask(text));
  return {
    ...ready,
    firstUnreadySearchMs: rounded(first.ms),
    firstUnreadySearchCpuMs: rounded(first.cpuMs),
    plainSearchP50Ms: rounded(quantile(plainMs, 0.5)),
    plainSearchP95Ms: rounded(quantile(plainMs, 0.95)),
  };
}

/** Some time after the start, when the shelf is read. */
async function whenReady(options: MemoryOptions, asked: readonly string[]) {
  await using memory = await openMemory(options);
  await memory.recall.settled();
  const first = await took(() => ask(memory, asked[0] ?? ''));
  for (const text of asked.slice(0, 20)) await ask(memory, text);
  const { searches, wholes, embeddings, ...loop } = await askEach(memory, asked);
  const rssMb = rounded(process.memoryUsage.rss() / megabyte);
  return {
    ...named('search', searches),
    ...named('embedding', embeddings),
    ...named('whole', wholes),
    ...named('ordinaryEmbedding', await embedOrdinary(memory)),
    ...loop,
    rssMb,
    firstSearchMs: rounded(first.ms),
    embedder: memory.embedder?.id ?? 'none',
  };
}

/** What a question waits that comes in the moment of the start, before any shelf is read. */
async function firstUnready(options: MemoryOptions, text: string): Promise<Took> {
  await using memory = await openMemory(options);
  return await took(() => ask(memory, text));
}

/** `searchP50Ms`, `searchCpuP95Ms` and so on. */
function named(name: string, pieces: readonly Took[]): Record<string, number> {
  const { p50, p95, cpuP50, cpuP95 } = spread(pieces) ?? {};
  const figures = { P50Ms: p50, P95Ms: p95, CpuP50Ms: cpuP50, CpuP95Ms: cpuP95 };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([figure, ms]) => (ms === undefined ? [] : [[name + figure, ms]])),
  );
}

/** Searches without the embedding, embeddings, and both together. */
async function askEach(memory: BenchMemory, asked: readonly string[]) {
  const watch = watchLoop();
  const searches: Took[] = [];
  const wholes: Took[] = [];
  memory.embeddings.length = 0;
  for (const text of asked) {
    const before = memory.embeddings.length;
    const whole = await took(() => ask(memory, text));
    wholes.push(whole);
    searches.push(without(whole, memory.embeddings.slice(before)));
  }
  return { searches, wholes, embeddings: [...memory.embeddings], ...watch.stop() };
}

/** The made-up words above fall into twice as many pieces as words do that people use. */
async function embedOrdinary({ embedder }: BenchMemory): Promise<Took[]> {
  const found: Took[] = [];
  if (embedder === undefined) return found;
  for (const verb of ordinaryVerbs)
    for (const thing of ordinaryThings) {
      const text = `What did Ada ${verb} ${thing}?`;
      const texts = textsOf(understand({ text, now: generatedNow, timeZone: 'UTC' }, ['ada']));
      found.push(await took(() => embedder.embed(texts)));
    }
  return found;
}

function ask({ recall }: BenchMemory, text: string) {
  return recall.search({ text, shelves: [generatedShelf], now: generatedNow, timeZone: 'UTC', limit: 20 });
}

/** What one would write first: the words of the question in a full-text index, best first. */
function createPlain(passages: readonly Passage[]): { ask(text: string): number } {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table plain using fts5(text, tokenize = 'porter unicode61')`);
  const put = db.prepare('insert into plain (text) values (?)');
  db.exec('begin');
  for (const { text } of passages) put.run(text);
  db.exec('commit');
  const find = db.prepare('select rowid from plain where plain match ? order by bm25(plain) limit 20');
  return {
    ask(text) {
      const words = text.match(/\w+/g)?.map((word) => `"${word}"`) ?? [];
      const began = performance.now();
      find.all(words.join(' OR '));
      return performance.now() - began;
    },
  };
}
