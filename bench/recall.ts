import { writeFileSync } from 'node:fs';
import type { Found } from '../src/core/ports/recall.ts';
import { createTokenEstimate } from '../src/lib/token-estimate.ts';
import { machine } from './machine.ts';
import { type Chat, readChats, WrongFile } from './recall-data.ts';
import { type BenchMemory, type MemoryOptions, openMemory, parts } from './recall-memory.ts';
import { benchScale } from './recall-scale.ts';
import { type Answered, type Scores, scoresOf } from './recall-scores.ts';
import { rounded } from './statistics.ts';
import { spread, type Took, took, without } from './took.ts';

export interface RecallOptions {
  json: boolean;
  data?: string | undefined;
  rankings?: string | undefined;
  embedder?: string | undefined;
  without?: readonly string[] | undefined;
  keep?: string | undefined;
  scale?: boolean | undefined;
}

const hourMs = 3_600_000;
const told = 20;

/** Measures how well lines of chats are found by questions about them. */
export async function benchRecall(options: RecallOptions): Promise<void> {
  try {
    const memory = memoryOptions(options);
    if (options.scale === true) return await benchScale(memory, options.json);
    if (options.data === undefined) throw new WrongFile('Name a file in LoCoMo’s format with --data FILE.');
    await measure(readChats(options.data), memory, options);
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

function memoryOptions({ embedder = 'use-lite', without = [], keep }: RecallOptions): MemoryOptions {
  const names = without.flatMap((list) => list.split(','));
  const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name);
  const unknown = names.find((name) => name !== 'embedder' && !isPart(name));
  if (unknown !== undefined)
    throw new WrongFile(`There is no part "${unknown}": embedder, ${Object.keys(parts).join(', ')}.`);
  return { embedder: names.includes('embedder') ? 'none' : embedder, without: names.filter(isPart), keep };
}

async function measure(chats: readonly Chat[], wanted: MemoryOptions, options: RecallOptions): Promise<void> {
  const say = options.json ? () => {} : (line: string) => console.log(line);
  await using memory = await openMemory(wanted);
  say(`Shelving ${chats.reduce((sum, { lines }) => sum + lines.length, 0)} lines of ${chats.length} chats …`);
  const began = performance.now();
  for (const chat of chats) await memory.listener.listen(chat);
  await memory.recall.settled();
  const shelvedMs = performance.now() - began;
  memory.embeddings.length = 0;
  say('Asking …');
  const result = await askAll(chats, memory);
  if (options.rankings !== undefined) writeFileSync(options.rankings, JSON.stringify(result.rankings));
  const scores = scoresOf(result.answered);
  const summary = {
    ...scores,
    searchMs: spread(result.searches),
    questionEmbeddingMs: spread(memory.embeddings),
    tokensOfTen: rounded(result.tokensOfTen),
    shelvedMs: rounded(shelvedMs),
    embedder: memory.embedder?.id ?? 'none',
    without: wanted.without,
  };
  if (options.json) console.log(JSON.stringify({ ...summary, machine: machine() }));
  else {
    if (scores === undefined) say('No question has evidence, so there is nothing to score.');
    else say(table(scores));
    for (const [name, times] of Object.entries({
      "search, besides the question's embedding": summary.searchMs,
      "question's embedding": summary.questionEmbeddingMs,
    }))
      if (times !== undefined) say(`${name}: p50 ${times.p50} ms, p95 ${times.p95} ms`);
    say(
      `ten lines are ${summary.tokensOfTen} tokens; shelved and embedded in ${summary.shelvedMs} ms\n${machine()}`,
    );
  }
}

async function askAll(chats: readonly Chat[], { recall, listener, embeddings }: BenchMemory) {
  const rankings: Record<string, string[]> = {};
  const answered: Answered[] = [];
  const searches: Took[] = [];
  const { estimateText } = createTokenEstimate();
  let tokens = 0;
  for (const chat of chats) {
    const texts = new Map(chat.lines.map(({ id, text, speaker }) => [id, `${speaker}: ${text}`]));
    const lineIds = new Map(chat.lines.map(({ id }) => [listener.idOf(chat, id), id]));
    const now = Math.max(0, ...chat.lines.map(({ at }) => at)) + hourMs;
    for (const question of chat.questions) {
      const before = embeddings.length;
      const shelves = [listener.shelfOf(chat)];
      const asked = { text: question.text, shelves, now, timeZone: 'UTC', limit: told };
      let found: Found[] = [];
      const whole = await took(async () => {
        found = await recall.search(asked);
      });
      searches.push(without(whole, embeddings.slice(before)));
      const ranking = found.flatMap(({ id }) => lineIds.get(id) ?? []);
      rankings[`${chat.id}#${question.index}`] = ranking;
      answered.push({ question, ranking });
      tokens += estimateText(
        ranking
          .slice(0, 10)
          .map((id) => texts.get(id))
          .join('\n'),
      );
    }
  }
  return { rankings, answered, searches, tokensOfTen: tokens / Math.max(1, answered.length) };
}

function table({ all, byCategory }: { all: Scores; byCategory: Record<string, Scores> }): string {
  const rows = Object.entries({ all, ...byCategory }).map(([name, scores]) => {
    const { questions, recall5, recall10, recall20, ndcg10 } = scores;
    const figures = [recall5, recall10, recall20, ndcg10].map((figure) => figure.toFixed(1).padStart(5));
    return `| ${name.padEnd(11)} | ${String(questions).padStart(9)} | ${figures.join(' | ')} |`;
  });
  return [
    '|             | questions |   R@5 |  R@10 |  R@20 | nDCG@10 |',
    '|-------------|----------:|------:|------:|------:|------:|',
    ...rows,
  ].join('\n');
}
