import type { Usage } from '../src/core/receipt.ts';
import { startTalk, type Talk } from '../test/system/discord-talk.ts';
import { answerOf, bookOfMatters, cardOf, lineOf, memorySlice } from './cache-talk.ts';
import { machine } from './machine.ts';
import { rounded } from './statistics.ts';

export interface CacheOptions {
  json: boolean;
  /** Fewer turns: for a look, not for the record. */
  quick: boolean;
}

const goal = 0.8;

interface Setup {
  book: object | undefined;
  placement: 'frozen' | 'as-written';
  people: number;
  /** With sections as a memory has them. */
  remembers?: boolean;
  /** A window that the talk does not fit into. */
  contextTokens?: number;
}

/** The talks that are compared. */
const talks = {
  plain: { book: undefined, placement: 'frozen', people: 1 },
  severalPeople: { book: undefined, placement: 'frozen', people: 3 },
  asWritten: { book: bookOfMatters(), placement: 'as-written', people: 1 },
  frozen: { book: bookOfMatters(), placement: 'frozen', people: 1 },
  memory: { book: undefined, placement: 'frozen', people: 1, remembers: true },
  memoryAndLore: { book: bookOfMatters(), placement: 'frozen', people: 1, remembers: true },
  fullWindow: { book: undefined, placement: 'frozen', people: 1, remembers: true, contextTokens: 3_000 },
} as const satisfies Record<string, Setup>;

/** Measures how much of its prompts a provider knows from earlier ones, in the same talk with and without lore. */
export async function benchCache({ json, quick }: CacheOptions): Promise<void> {
  const turns = quick ? 20 : 60;
  const figures: Record<string, Figures> = {};
  for (const [name, setup] of Object.entries<Setup>(talks)) {
    await using talk = await startTalk({
      cards: { mira: cardOf(setup.book) },
      settings: settingsOf(setup),
      guests: setup.remembers ? [memorySlice()] : [],
    });
    figures[name] = figuresOf(await usages(talk, turns, setup.people));
  }
  if (json)
    console.log(JSON.stringify({ ...figures, turns, goal, node: process.version, machine: machine() }));
  else console.log(`${tell(figures)}\n\n${turns} turns, goal ≥ ${goal}; ${machine()}`);
}

function settingsOf({ placement, contextTokens }: Setup) {
  return { lore: { placement }, ...(contextTokens !== undefined && { model: { contextTokens } }) };
}

async function usages({ openai, discord, ...talk }: Talk, turns: number, people: number): Promise<Usage[]> {
  const found: Usage[] = [];
  const persons = Array.from({ length: people }, (_, index) => discord.addMember(`person${index}`));
  const room = discord.addChannel('tavern');
  for (let turn = 0; turn < turns; turn += 1) {
    openai.respondWith(() => answerOf(turn));
    const { receipt } = await talk.say(
      persons[turn % people] ?? discord.alice,
      room,
      `Mira, ${lineOf(turn)}`,
    );
    const usage = receipt.answers[0]?.usage;
    if (usage === undefined) throw new Error(`Turn ${turn} has no answer: ${receipt.why}`);
    found.push(usage);
  }
  return found;
}

interface Figures {
  /** Of all tokens of prompts, the first prompt aside. */
  cachedShare: number;
  /** The same in the worst turn. */
  leastShare: number;
  promptTokens: number;
  /** Tokens that had to be read anew. */
  readAnew: number;
}

function figuresOf([_first, ...later]: readonly Usage[]): Figures {
  const sum = (of: (usage: Usage) => number) => later.reduce((all, usage) => all + of(usage), 0);
  const cachedOf = ({ cachedTokens = 0 }: Usage) => cachedTokens;
  const promptTokens = sum((usage) => usage.promptTokens);
  const cached = sum(cachedOf);
  return {
    cachedShare: rounded(cached / promptTokens),
    leastShare: rounded(Math.min(...later.map((usage) => cachedOf(usage) / usage.promptTokens))),
    promptTokens,
    readAnew: promptTokens - cached,
  };
}

function tell(figures: Record<string, Figures>): string {
  return Object.entries(figures)
    .map(([name, values]) => {
      const parts = Object.entries(values).map(([what, value]) => `${what} ${value}`);
      return `${name.padEnd(14)} ${parts.join('   ')}`;
    })
    .join('\n');
}
