import type { TestContext } from 'node:test';
import type { CommandReply } from '../../src/core/commands/command.ts';
import type { Consent } from '../../src/core/consent.ts';
import type { ToldText } from '../../src/core/feature.ts';
import type { Place } from '../../src/core/message.ts';
import type { Digests } from '../../src/core/ports/digests.ts';
import type { PlacedEntry } from '../../src/core/ports/transcript.ts';
import { type Fact, hasEnd } from '../../src/features/memory/fact.ts';
import { memory, migrations } from '../../src/features/memory/index.ts';
import type { MemoryTables } from '../../src/features/memory/tables.ts';
import { aCast, aCharacter, aMessage, aPlace } from './characters.ts';
import { noDigests } from './digests.ts';
import { openTestRecall, recallMigrations } from './recall.ts';
import { openTestStorage, recordingLog } from './storage.ts';
import { aTranscript } from './transcript.ts';

/** How somebody uses a command of the memory. */
export interface Use {
  who?: string;
  place?: Place;
  mayManage?: boolean;
}

interface Opening {
  /** What there is room for in a prompt; a memory takes one. */
  promptTokens?: number;
  /** Everybody may read every channel. */
  isOpen?: boolean;
  digests?: Digests;
  /** How many things that she said of herself Ada is told. */
  ownFacts?: number;
  /** How long the search may take. */
  searchWithinMs?: number;
}

/** The memory slice over a real database and the real search, with a talk that a test makes up. */
export async function openMemory(
  context: TestContext,
  {
    promptTokens = 1_000,
    isOpen = false,
    digests = noDigests,
    ownFacts = 6,
    searchWithinMs = 30_000,
  }: Opening = {},
) {
  const opened = await openTestStorage<MemoryTables>(context, [migrations, recallMigrations]);
  const { database, storage, file } = opened;
  const recall = openTestRecall(context, opened);
  const transcript = aTranscript();
  const consents = new Map<string, Consent>();
  const time = { now: Date.UTC(2026, 10, 2, 8) };
  const ada = aCharacter();
  const slice = memory({
    ...{ database, storage, recall, transcript, digests },
    consents: { of: async (_, id) => consents.get(id) ?? { tier: 'full', paused: false } },
    cast: aCast([ada]),
    model: {
      estimateTokens: () => 1,
      describe: async () => ({ model: 'none', standIn: true, contextTokens: 1_000 }),
      async *generate() {},
    },
    heardIn: async (place, sources) =>
      sources.filter(({ channelId }) => isOpen || channelId === place.channelId),
    linkTo: () => undefined,
    settings: {
      ...{ enabled: true, promptTokens, lines: 6, facts: 14, ownFacts },
      ...{ learnWithModel: false, learnTokensPerDay: 0 },
    },
    timeZone: 'UTC',
    clock: { now: () => time.now },
    log: recordingLog(),
    searchWithinMs,
  });

  const memoryOf = {
    ...{ database, storage, recall, transcript, consents, time, file, slice },
    /** Somebody says something, a minute later. */
    say(who: string, text: string, place = aPlace()): PlacedEntry {
      time.now += 60_000;
      const authorName = who[0]?.toUpperCase() + who.slice(1);
      return transcript.say(text, { authorId: who, authorName, at: time.now, place });
    },
    /** Lines come in from a file, and Ada remembers the talk from then on; gives how many can be found since. */
    async bring(lines: readonly PlacedEntry[], isToLearn = true): Promise<number> {
      const { ids, shelve } = await slice.findable(lines[0]?.place ?? aPlace(), lines);
      const how = { characterIds: [ada.id], isToLearn: () => isToLearn };
      await storage.transaction((transaction) => shelve(transaction, lines, how));
      return ids.size;
    },
    /** Ada has answered, and learns from the talk. */
    async learn(place = aPlace()): Promise<void> {
      const message = aMessage('', { place, at: time.now });
      const turn = { message, joined: [], character: ada, text: '', messageIds: [], told: [] };
      await slice.observe?.(turn);
    },
    /** Ada answers somebody in her own words, having been told something, and learns from the talk. */
    async answer(to: PlacedEntry, text: string, told: readonly ToldText[] = []): Promise<PlacedEntry> {
      time.now += 1_000;
      const { place, authorId, messageId } = to;
      const { id, displayName } = ada;
      const own = { authorId: id, authorName: displayName, kind: 'character' as const, characterId: id };
      const said = { ...own, at: time.now, place, replyTo: messageId, wordsOf: [authorId] };
      const line = transcript.say(text, said);
      const message = aMessage(to.text, { place, at: to.at });
      await slice.observe?.({
        message,
        joined: [],
        character: ada,
        text,
        messageIds: [line.messageId],
        told,
      });
      return line;
    },
    async use(
      name: string,
      input: object = {},
      { who = 'bo', place = aPlace(), mayManage = false }: Use = {},
    ) {
      time.now += 1_000;
      const command = slice.commands?.find((one) => one.name === name);
      if (command === undefined) throw new Error(`There is no command ${name}.`);
      const caller = { id: who, name: who[0]?.toUpperCase() + who.slice(1), mayManage };
      const signal = new AbortController().signal;
      const call = { id: `c${time.now}`, caller, place, signal, input: command.input.parse(input) };
      return (await command.run(call)) as CommandReply;
    },
    /** A message is deleted on its host. */
    async delete(...ids: string[]): Promise<void> {
      transcript.forget(...ids);
      await storage.transaction(async (transaction) => await slice.retract?.(transaction, ids));
    },
    async facts(): Promise<Fact[]> {
      const rows = await database.selectFrom('memory_facts').select('body').orderBy('id').execute();
      return rows.map(({ body }) => JSON.parse(body) as Fact);
    },
    /** What is so now, as sentences. */
    async known(): Promise<string[]> {
      const facts = await memoryOf.facts();
      return facts.filter((fact) => !hasEnd(fact)).map(({ statement }) => statement);
    },
  };
  await memoryOf.use('memory learning', { state: 'on' }, { mayManage: true });
  return memoryOf;
}

/** A file of one fact, as `/memory export` would give it. */
export function factFileOf(who: string, statement: string) {
  const subject = { id: who, name: who };
  const fact = { statement, kind: 'interest', about: [subject], saidBy: subject, saidAt: 1_700_000_000_000 };
  const bytes = new TextEncoder().encode(JSON.stringify({ acore: 'memory', version: 1, facts: [fact] }));
  return {
    name: 'facts.json',
    contentType: 'application/json',
    size: bytes.length,
    bytes: async () => bytes,
  };
}
