import { parseArgs } from 'node:util';
import type { RecallOptions } from './recall.ts';

const usage = `npm run bench -- core|lore|cache|embeddings|recall|facts [--json] [--quick]

  core      Acore beside a bare discord.js bot, on the same fakes
  lore      a scan of 10,000 entries over 20 messages, beside testing each key against each message
  cache     how much of its prompts a provider knows from earlier ones, in a talk of 60 turns
  embeddings  what a question and a batch take, and what memory the embedder holds (--embedder NAME)
  recall    how well lines of chats are found by questions:
            --data FILE        a file in LoCoMo's format; also one without "evidence", which is not scored then
            --rankings FILE    writes the ids of the twenty lines that were found for each question
            --without PART     leaves out embedder, dates, cues, neighbours, sessions, speaker, statements, windows,
                               answers, repetition or recency; several with commas
            --embedder NAME    as the setting embeddings.use; random: vectors that mean nothing
            --keep FOLDER      keeps the memory there, so that the next run embeds nothing again
            --scale            100,000 generated passages instead: times, memory, the event loop
  facts     what is learned of made talks, beside what was told in them: by patterns, and checked of a scripted model
            --scale            10,000 facts about one person instead: taken in, told, and erased; lines of files learned from
  --json    prints one line of JSON and nothing else
  --quick   fewer rounds: for a look, not for the record`;

interface Options extends RecallOptions {
  quick: boolean;
}

/** What a bench does not need is not loaded, since it would be counted as memory. */
const benches: Readonly<Record<string, () => Promise<(options: Options) => Promise<void>>>> = {
  core: async () => (await import('./core.ts')).benchCore,
  lore: async () => (await import('./lore.ts')).benchLore,
  cache: async () => (await import('./cache.ts')).benchCache,
  embeddings: async () => (await import('./embeddings.ts')).benchEmbeddings,
  recall: async () => (await import('./recall.ts')).benchRecall,
  facts: async () => (await import('./facts.ts')).benchFacts,
};

const asked = read(process.argv.slice(2));
if (asked === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const bench = await asked.load();
  await bench(asked.options);
}

function read(args: string[]): { load: (typeof benches)[string]; options: Options } | undefined {
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
    const load = benches[positionals.join(' ')];
    return load && { load, options: values };
  } catch {
    return undefined;
  }
}
