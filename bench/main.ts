import { parseArgs } from 'node:util';
import { benchCore } from './core.ts';

const usage = `npm run bench -- core [--json] [--quick]

  core      Acore beside a bare discord.js bot, on the same fakes
  --json    prints one line of JSON and nothing else
  --quick   fewer rounds: for a look, not for the record`;

const asked = read(process.argv.slice(2));
if (asked === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await benchCore(asked);
}

function read(args: string[]): { json: boolean; quick: boolean } | undefined {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return positionals.join(' ') === 'core' ? values : undefined;
  } catch {
    return undefined;
  }
}
