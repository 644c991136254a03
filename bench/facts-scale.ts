import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecall, openStorage, recallMigrations } from '../src/adapters/storage/index.ts';
import { settingsSchema } from '../src/config/schema.ts';
import type { Message } from '../src/core/message.ts';
import type { TranscriptEntry } from '../src/core/ports/transcript.ts';
import { memory, migrations } from '../src/features/memory/index.ts';
import { toFact } from '../src/features/memory/opened-fact.ts';
import { profileOf } from '../src/features/memory/profile.ts';
import type { MemoryTables } from '../src/features/memory/tables.ts';
import { transcript, migrations as transcriptMigrations } from '../src/features/transcript/index.ts';
import { aCast, aCharacter, aMessage, aPlace } from '../test/support/characters.ts';
import { noDigests } from '../test/support/digests.ts';
import { watchLoop } from './loop.ts';
import { machine } from './machine.ts';
import { quantile, rounded } from './statistics.ts';
import { took } from './took.ts';

const perFile = 2_000;
const questions = 40;
const bo = { id: 'bo', name: 'Bo' };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** `npm run bench -- facts --scale`: so much is known of one person that nobody could read all of it for an answer. */
export async function benchFactsScale({ json, quick }: { json: boolean; quick: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'acore-facts-'));
  try {
    const summary = await measure(folder, quick ? { files: 1, lines: 400 } : { files: 5, lines: 4_000 });
    if (json) console.log(JSON.stringify({ ...summary, node: process.version, machine: machine() }));
    else {
      for (const [name, value] of Object.entries(summary)) console.log(`${name.padEnd(30)} ${value}`);
      console.log(machine());
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, { files, lines }: { files: number; lines: number }) {
  await using world = await openWorld(folder);
  await world.use('memory learning', { state: 'on' }, 'owner');
  // What is made at first use is not what is measured.
  await world.use('memory import', { file: aFile(files * perFile, 200) }, bo.id);
  await world.bring(linesFrom(20), 'warm');
  await world.answer('hello there');
  await world.ask('what do I collect?');
  const taken = [];
  for (let file = 0; file < files; file += 1)
    taken.push(await watched(() => world.use('memory import', { file: aFile(file * perFile) }, bo.id)));
  const told = [];
  let found = 0;
  for (let index = 0; index < questions; index += 1) {
    const word = wordOf(Math.floor((index * files * perFile) / questions));
    const text = `where did I keep the box of ${word}?`;
    let answer = '';
    const asking = async () => {
      answer = await world.ask(text);
    };
    told.push(await watched(asking));
    if (answer.includes(word)) found += 1;
  }
  const all = await took(() => world.readAll());
  const answered = await watched(() => world.answer(`I keep the box of ${wordOf(-1)} under the stairs.`));
  await world.bring(linesFrom(lines), 'file');
  const learned = await watched(() => world.answer('good evening'));
  const erased = await watched(() => world.erase());
  const cpu = (some: readonly Watched[]) => some.map(({ cpuMs }) => cpuMs);
  const longest = (some: readonly Watched[]) => Math.max(...some.map(({ longestWorkMs }) => longestWorkMs));
  return {
    facts: files * perFile,
    takeInCpuMs: rounded(quantile(cpu(taken), 0.5)),
    takeInLongestWorkMs: longest(taken),
    tellCpuP50Ms: rounded(quantile(cpu(told), 0.5)),
    tellCpuP95Ms: rounded(quantile(cpu(told), 0.95)),
    tellLongestWorkMs: longest(told),
    foundOfAsked: `${found} of ${questions}`,
    readAllCpuMs: rounded(all.cpuMs),
    learnLineCpuMs: rounded(answered.cpuMs),
    learnLineLongestWorkMs: answered.longestWorkMs,
    linesOfFiles: lines,
    linesCpuMs: rounded(learned.cpuMs),
    linesLongestWorkMs: learned.longestWorkMs,
    eraseMs: rounded(erased.ms),
    eraseCpuMs: rounded(erased.cpuMs),
    eraseLongestWorkMs: erased.longestWorkMs,
    leftAfterErasing: await world.left(),
  };
}

interface Watched {
  ms: number;
  cpuMs: number;
  longestWorkMs: number;
}

async function watched(work: () => Promise<unknown>): Promise<Watched> {
  const watch = watchLoop();
  const { ms, cpuMs } = await took(work);
  return { ms, cpuMs, longestWorkMs: watch.stop().longestWorkMs };
}

/** The memory over a database of its own, as Bo meets it. */
async function openWorld(folder: string) {
  const file = join(folder, 'acore.db');
  const clock = { now: Date.now };
  const opened = await openStorage({
    ...{ file, log: silent, clock },
    migrations: [migrations, recallMigrations, transcriptMigrations],
  });
  const { storage } = opened;
  const database = opened.database<MemoryTables>();
  const recall = createRecall({
    ...{ file, storage, log: silent, clock, embedder: undefined },
    database: opened.database(),
  });
  const said = transcript({ database: opened.database() });
  const character = aCharacter();
  const slice = memory({
    ...{ database, storage, recall, clock, log: silent },
    transcript: said.transcript,
    digests: noDigests,
    consents: { of: async () => ({ tier: 'full', paused: false }) },
    cast: aCast([character]),
    model: {
      estimateTokens: () => 0,
      describe: async () => ({ model: 'none', standIn: true, contextTokens: 0 }),
      async *generate() {},
    },
    heardIn: async (_place, sources) => [...sources],
    linkTo: () => undefined,
    settings: settingsSchema.parse({}).memory,
    timeZone: 'UTC',
  });
  const { signal } = new AbortController();
  const place = aPlace();
  const message = (text: string): Message => ({
    ...aMessage(text, { at: Date.now() }),
    author: { ...bo, kind: 'person' },
  });
  return {
    async use(name: string, input: object, id: string) {
      const found = slice.commands?.find((one) => one.name === name);
      const caller = { id, name: id === bo.id ? bo.name : id, mayManage: id !== bo.id };
      await found?.run({ id: name, caller, place, input: found.input.parse(input), signal });
    },
    async ask(text: string): Promise<string> {
      const turn = { message: message(text), character, talk: [], signal };
      const sections = (await slice.context?.(turn)) ?? [];
      return sections.map((section) => section.text).join('\n');
    },
    /** What one would write first: everything is read, and the foremost of it chosen. */
    async readAll() {
      const rows = await database.selectFrom('memory_facts').select('body').execute();
      profileOf(rows.map(toFact), [bo.id], settingsSchema.parse({}).memory.facts);
    },
    /** Bo says something, and it is learned from with the answer. */
    async answer(text: string) {
      const { id: messageId, at } = message(text);
      const author = { authorId: bo.id, authorName: bo.name, kind: 'person' as const };
      const line = { messageId: `${messageId}-${at}`, place, ...author, text, at, attachments: [] };
      await storage.transaction((transaction) => said.transcript.append(transaction, [line]));
      const turn = {
        message: { ...message(text), place },
        joined: [],
        character,
        text: '',
        messageIds: [],
        told: [],
      };
      await slice.observe?.(turn);
    },
    async bring(lines: readonly Omit<TranscriptEntry, 'place' | 'messageId'>[], name: string) {
      const entries = lines.map((line, index) => ({
        ...line,
        place,
        messageId: `imported-${name}-${index}`,
      }));
      const { shelve } = await slice.findable(place, entries);
      for (let from = 0; from < entries.length; from += 100)
        await storage.transaction(async (transaction) => {
          const some = entries.slice(from, from + 100);
          await said.transcript.append(transaction, some);
          await shelve(transaction, some, { characterIds: [character.id], isToLearn: () => true });
        });
    },
    async erase() {
      const person = { host: place.host, id: bo.id };
      for (let isLeft = true; isLeft; ) {
        const taken = await storage.transaction(
          (transaction) => slice.keeps?.erase(transaction, person) ?? assertKeeps(),
        );
        isLeft = Object.keys(taken.counts).length > 0;
      }
      await storage.scrub();
    },
    async left() {
      const counts = await slice.keeps?.count({ host: place.host, id: bo.id });
      return Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
    },
    async [Symbol.asyncDispose]() {
      await recall[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

function assertKeeps(): never {
  throw new Error('The memory keeps nothing.');
}

/** A word that no other number has. */
function wordOf(number: number): string {
  const letters = Array.from(String(Math.abs(number)), (digit) => 'bcdfghjklm'[Number(digit)]).join('o');
  return `zq${letters}${number < 0 ? 'u' : 'e'}v`;
}

const sayings = [
  (word: string) => `Bo keeps the box of ${word} at the harbour.`,
  (word: string) => `Bo collects ${word} stamps.`,
  (word: string) => `Bo loves ${word}.`,
  (word: string) => `Bo is allergic to ${word}.`,
];

/** A file of facts, as `/memory export` gives it. */
function aFile(from: number, count = perFile) {
  const facts = Array.from({ length: count }, (_, index) => {
    const statement = sayings[(from + index) % sayings.length]?.(wordOf(from + index));
    const saidAt = 1_700_000_000_000 + (from + index) * 60_000;
    return { statement, kind: 'interest', about: [bo], saidBy: bo, saidAt };
  });
  const bytes = new TextEncoder().encode(JSON.stringify({ acore: 'memory', version: 1, facts }));
  return {
    name: 'facts.json',
    contentType: 'application/json',
    size: bytes.length,
    bytes: async () => bytes,
  };
}

/** Lines of a file, of which every other one tells something. */
function linesFrom(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const authorId = `p${index % 100}`;
    const word = wordOf(index);
    const text = index % 2 === 0 ? `I collect ${word} stamps.` : `that was a nice evening with ${word}`;
    const at = Date.now() - 8_640_000_000 + index * 30_000;
    return {
      authorId,
      authorName: `Walker ${wordOf(index % 100)}`,
      kind: 'person' as const,
      text,
      at,
      attachments: [],
    };
  });
}
