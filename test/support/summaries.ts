import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Consent } from '../../src/core/consent.ts';
import type { GenerateRequest, LanguageModel, ModelEvent } from '../../src/core/ports/model.ts';
import type { PlacedEntry } from '../../src/core/ports/transcript.ts';
import {
  type Grounds,
  migrations,
  type SummariesNeeds,
  summaries,
} from '../../src/features/summaries/index.ts';
import type { SummariesTables } from '../../src/features/summaries/tables.ts';
import { aCast, aCharacter, aMessage, aPlace } from './characters.ts';
import { openTestRecall, recallMigrations } from './recall.ts';
import { openTestStorage, recordingLog } from './storage.ts';
import { aTranscript } from './transcript.ts';

export const minute = 60_000;
export const begun = Date.UTC(2026, 10, 2, 8);
export const subjects = [
  'ferry',
  'hives',
  'orchard',
  'lighthouse',
  'smoker',
  'cabin',
  'harvest',
  'violin',
  'kayak',
];

interface ModelOptions {
  standIn?: boolean;
  /** Whether a model on this machine answers. */
  isThereOneHere?: boolean;
  answer?: (prompt: string) => string | Promise<string>;
}

/** A model that answers as a test wants, and what it was asked. */
export function aModel({ standIn = true, isThereOneHere = false, answer = () => '' }: ModelOptions = {}) {
  const prompts: string[] = [];
  const requests: GenerateRequest[] = [];
  const model: Pick<LanguageModel, 'describe' | 'generate' | 'estimateTokens'> = {
    async *generate(request): AsyncGenerator<ModelEvent> {
      const { messages } = request;
      requests.push(request);
      const prompt = messages.map(({ content }) => content).join('\n');
      prompts.push(prompt);
      yield { kind: 'text-delta', text: await answer(prompt) };
      const usage = { promptTokens: 1_000, completionTokens: 100, estimated: false };
      yield { kind: 'finish', reason: 'stop', usage, model: 'test/one', standIn };
    },
    describe: async ({ localOnly } = {}) => ({
      ...{ model: 'test/one', contextTokens: 32_000 },
      standIn: standIn || (localOnly === true && !isThereOneHere),
    }),
    estimateTokens: (messages) => messages.reduce((sum, { content }) => sum + content.length / 4, 0),
  };
  return { model, prompts, requests };
}

/** The slice over a database of its own, and what a test does with it. */
export async function open(context: TestContext, change: Partial<SummariesNeeds> = {}) {
  const opened = await openTestStorage<SummariesTables>(context, [migrations, recallMigrations]);
  const { database, storage } = opened;
  const recall = openTestRecall(context, opened);
  const transcript = aTranscript();
  const slice = summaries({
    ...{ database, storage, transcript, cast: aCast([aCharacter()]), model: aModel().model },
    consents: { of: async (): Promise<Consent> => ({ tier: 'full', paused: false }) },
    learnsSince: async () => 0,
    findable: async () => new Set(),
    recall,
    heardIn: async (_, sources) => [...sources],
    linkTo: (_, id) => `https://chat.example/${id}`,
    settings: { enabled: true, withModel: true, tokensPerDay: 1_000_000, promptTokens: 4_000 },
    linesTold: () => ({ most: 60, least: 30 }),
    ...{ timeZone: 'UTC', log: recordingLog() },
    clock: { now: () => begun + 1_000_000 * minute },
    ...change,
  });
  const turn = (line: PlacedEntry) => ({
    message: aMessage(line.text, { id: line.messageId, place: line.place, at: line.at }),
    character: aCharacter(),
  });
  async function reply(input: Record<string, unknown> = {}, place = aPlace()) {
    const caller = { id: 'bo', name: 'Bo', mayManage: false };
    const call = { id: 'c', caller, place, input, signal: AbortSignal.timeout(10_000) };
    const given = await slice.commands?.[0]?.run(call);
    assert.ok(given);
    return given;
  }
  return {
    ...{ slice, transcript, storage, database, recall },
    /** A line that was answered: what is due is summed up. */
    async finish(line: PlacedEntry): Promise<void> {
      await slice.observe?.({ ...turn(line), joined: [], text: '', messageIds: [], told: [] });
    },
    /** What a prompt with these lines tells. */
    async told(talk: readonly PlacedEntry[]) {
      const last = talk.at(-1);
      assert.ok(last);
      const signal = AbortSignal.timeout(10_000);
      const sections = (await slice.context?.({ ...turn(last), talk, signal })) ?? [];
      const grounds = sections.find((one) => one.grounds !== undefined)?.grounds as Grounds | undefined;
      return { sections, text: sections.map(({ text }) => text).join('\n'), grounds };
    },
    retract: (...ids: string[]) => storage.transaction(async (tx) => slice.retract?.(tx, ids)),
    reply,
    run: async (...asked: Parameters<typeof reply>) => (await reply(...asked)).text,
    kept: () => database.selectFrom('summaries').selectAll().orderBy('to_position').execute(),
  };
}

export type World = Awaited<ReturnType<typeof open>>;

/** Two people say so many things; every other one is answered. */
export async function sayMany(world: World, count: number, change: Partial<PlacedEntry> = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const number = world.transcript.all.length;
    const subject = subjects[Math.floor(number / 11) % subjects.length];
    const who = number % 3 === 0 ? { authorId: 'alice', authorName: 'Alice' } : {};
    const line = world.transcript.say(`the ${subject} needs look number ${number} tomorrow`, {
      ...who,
      ...change,
    });
    if (number % 2 === 1) await world.finish(line);
  }
}
