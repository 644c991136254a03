import { parseArgs } from 'node:util';
import { benchCache } from './cache.ts';
import { benchCore } from './core.ts';
import { benchEmbeddings } from './embeddings.ts';
import { benchLore } from './lore.ts';

const usage = `npm run bench -- core|lore|cache|embeddings [--json] [--quick]

  core      Acore beside a bare discord.js bot, on the same fakes
  lore      a scan of 10,000 entries over 20 messages, beside testing each key against each message
  cache     how much of its prompts a provider knows from earlier ones, in a talk of 60 turns
  embeddings  what a question and a batch take, and what memory the built-in embedder holds
  --json    prints one line of JSON and nothing else
  --quick   fewer rounds: for a look, not for the record`;

interface Options {
  json: boolean;
  quick: boolean;
}

const benches: Readonly<Record<string, (options: Options) => Promise<void>>> = {
  core: benchCore,
  lore: benchLore,
  cache: benchCache,
  embeddings: benchEmbeddings,
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
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const bench = benches[positionals.join(' ')];
    return bench && { bench, options: values };
  } catch {
    return undefined;
  }
}
