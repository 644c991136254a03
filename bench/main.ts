import { parseArgs } from 'node:util';
import { benchCache } from './cache.ts';
import { benchCore } from './core.ts';
import { benchEmbeddings } from './embeddings.ts';
import { benchFacts } from './facts.ts';
import { benchLore } from './lore.ts';
import { benchRecall, type RecallOptions } from './recall.ts';

const usage = `npm run bench -- core|lore|cache|embeddings|recall|facts [--json] [--quick]

  core      Acore beside a bare discord.js bot, on the same fakes
  lore      a scan of 10,000 entries over 20 messages, beside testing each key against each message
  cache     how much of its prompts a provider knows from earlier ones, in a talk of 60 turns
  embeddings  what a question and a batch take, and what memory the built-in embedder holds
  recall    how well lines of chats are found by questions:
            --data FILE        a file in LoCoMo's format; also one without "evidence", which is not scored then
            --rankings FILE    writes the ids of the twenty lines that were found for each question
            --without PART     leaves out embedder, dates, cues, neighbours, sessions, speaker, statements, windows,
                               answers, repetition or recency; several with commas
            --embedder NAME    as the setting embeddings.use; random: vectors that mean nothing
            --keep FOLDER      keeps the memory there, so that the next run embeds nothing again
            --scale            100,000 generated passages instead: times, memory, the event loop
  facts     what is learned of made talks, beside what was told in them: by patterns, and checked of a scripted model
  --json    prints one line of JSON and nothing else
  --quick   fewer rounds: for a look, not for the record`;

interface Options extends RecallOptions {
  quick: boolean;
}

const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  core: benchCore,
  lore: benchLore,
  cache: benchCache,
  embeddings: benchEmbeddings,
  recall: benchRecall,
  facts: benchFacts,
};

// A signal's own way to end a process would leave the programs under measurement behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const asked = read(process.argv.slice(2));
if (asked === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await asked.bench(asked.options);
}

function read(args: string[]): { bench: (options: Options) => Promise<void>; options: Options } | undefined {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      data: { type: 'string' },
      rankings: { type: 'string' },
      without: { type: 'string', multiple: true },
      embedder: { type: 'string' },
      keep: { type: 'string' },
      scale: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const bench = benches[positionals.join(' ')];
    return bench && { bench, options: values };
  } catch {
    return undefined;
  }
}
