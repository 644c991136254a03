import type { Usage } from '../src/core/receipt.ts';
import { startTalk, type Talk } from '../test/system/discord-talk.ts';
import { answerOf, bookOfMatters, cardOf, lineOf } from './cache-talk.ts';
import { machine } from './machine.ts';
import { rounded } from './statistics.ts';

export interface CacheOptions {
  json: boolean;
  /** Fewer turns: for a look, not for the record. */
  quick: boolean;
}

const goal = 0.8;

/** The talks that are compared. */
const talks = {
  plain: { book: undefined, placement: 'frozen', people: 1 },
  severalPeople: { book: undefined, placement: 'frozen', people: 3 },
  asWritten: { book: bookOfMatters(), placement: 'as-written', people: 1 },
  frozen: { book: bookOfMatters(), placement: 'frozen', people: 1 },
} as const;

/** Measures how much of its prompts a provider knows from earlier ones, in the same talk with and without lore. */
export async function benchCache({ json, quick }: CacheOptions): Promise<void> {
  const turns = quick ? 20 : 60;
  const figures: Record<string, Figures> = {};
  for (const [name, { book, placement, people }] of Object.entries(talks)) {
    const card = cardOf(book);
    await using talk = await startTalk({ cards: { mira: card }, settings: { lore: { placement } } });
    figures[name] = figuresOf(await usages(talk, turns, people));
  }
  if (json)
    console.log(JSON.stringify({ ...figures, turns, goal, node: process.version, machine: machine() }));
  else console.log(`${tell(figures)}\n\n${turns} turns, goal ≥ ${goal}; ${machine()}`);
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
      return `${name.padEnd(10)} ${parts.join('   ')}`;
    })
    .join('\n');
}
