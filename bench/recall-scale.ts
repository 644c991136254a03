import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../src/core/ports/recall.ts';
import { machine } from './machine.ts';
import { generated, generatedNow, generatedShelf } from './recall-generated.ts';
import { type BenchMemory, type MemoryOptions, openMemory } from './recall-memory.ts';
import { quantile, rounded } from './statistics.ts';

const count = 100_000;
const questions = 200;
const megabyte = 1_048_576;

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
      for (const [name, value] of Object.entries(all)) console.log(`${name.padEnd(18)} ${value}`);
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
  const firstUnreadySearchMs = rounded(await firstUnready(options, asked[0] ?? ''));
  const plain = createPlain(generated(count));
  const plainMs = asked.map((text) => plain.ask(text));
  return {
    ...ready,
    firstUnreadySearchMs,
    plainSearchP50Ms: rounded(quantile(plainMs, 0.5)),
    plainSearchP95Ms: rounded(quantile(plainMs, 0.95)),
  };
}

/** Some time after the start, when the shelf is read. */
async function whenReady(options: MemoryOptions, asked: readonly string[]) {
  await using memory = await openMemory(options);
  await memory.recall.settled();
  const firstSearchMs = await timed(() => ask(memory, asked[0] ?? ''));
  for (const text of asked.slice(0, 20)) await ask(memory, text);
  memory.embeddingMs.length = 0;
  const { searchMs, ...whole } = await askEach(memory, asked);
  return {
    searchP50Ms: rounded(quantile(searchMs, 0.5)),
    searchP95Ms: rounded(quantile(searchMs, 0.95)),
    embeddingP50Ms: rounded(quantile(memory.embeddingMs, 0.5)),
    embeddingP95Ms: rounded(quantile(memory.embeddingMs, 0.95)),
    cpuMs: rounded(whole.cpuMs),
    longestBlockMs: rounded(whole.longestBlockMs),
    longestWorkMs: rounded(whole.longestWorkMs),
    rssMb: rounded(process.memoryUsage.rss() / megabyte),
    firstSearchMs: rounded(firstSearchMs),
    embedder: memory.embedder?.id ?? 'none',
  };
}

/** What a question waits that comes in the moment of the start, before any shelf is read. */
async function firstUnready(options: MemoryOptions, text: string): Promise<number> {
  await using memory = await openMemory(options);
  return await timed(() => ask(memory, text));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Wall times without the embedding; and what all threads together worked for a search, the embedding included. */
async function askEach(memory: BenchMemory, asked: readonly string[]) {
  const watch = watchLoop();
  const searchMs: number[] = [];
  const worked = process.cpuUsage();
  for (const text of asked) {
    const embeddings = memory.embeddingMs.length;
    const took = await timed(() => ask(memory, text));
    const embedding = memory.embeddingMs.slice(embeddings).reduce((sum, ms) => sum + ms, 0);
    searchMs.push(took - embedding);
  }
  const { user, system } = process.cpuUsage(worked);
  return { searchMs, cpuMs: (user + system) / 1_000 / asked.length, ...watch.stop() };
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

/**
 * For how long nothing else could happen on this thread while searches were waited for, and how long it worked at one
 * stretch: where others take the processor away, it stands still without having done anything.
 */
function watchLoop(): { stop(): { longestBlockMs: number; longestWorkMs: number } } {
  let last = performance.now();
  let lastWork = workedMs();
  let longestBlockMs = 0;
  let longestWorkMs = 0;
  const look = () => {
    const at = performance.now();
    const work = workedMs();
    longestBlockMs = Math.max(longestBlockMs, at - last - 1);
    longestWorkMs = Math.max(longestWorkMs, work - lastWork);
    last = at;
    lastWork = work;
  };
  const timer = setInterval(look, 1);
  return {
    stop() {
      look();
      clearInterval(timer);
      return { longestBlockMs, longestWorkMs };
    },
  };
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
