import { type Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../../core/errors.ts';
import { harmless } from './harmless.ts';
import type { CliNeeds, LoreScanOptions, Screen } from './needs.ts';

interface LoreCommandNeeds {
  lore: CliNeeds['lore'];
  screen: Screen;
  json: boolean;
  exit(code: number): void;
  /** Adds a command under another. */
  add(parent: Command, usage: string, says: string): Command;
}

/** The commands about lorebooks. */
export function addLoreCommands(parent: Command, needs: LoreCommandNeeds): void {
  needs
    .add(parent, 'scan', 'look through talks for what lorebooks say on them, and tell why')
    .option('--cases <file>', 'a file of recorded cases')
    .addOption(new Option('--profile <profile>', 'by whose rules').choices(['st-compat', 'strict']))
    .option('--book <file...>', 'lorebooks of your own')
    .option('--chat <file>', 'a chat of your own')
    .option('--settings <file>', 'how to scan, in JSON')
    .option('--seed <number>', 'for everything that is left to chance', wholeNumber)
    .action((options: LoreScanOptions) => scan(options, needs));
}

function wholeNumber(written: string): number {
  if (!/^\d{1,15}$/.test(written)) throw new InvalidArgumentError('It should be a whole number.');
  return Number(written);
}

/** A file that cannot be used is told on standard error alone, so that what reads the output is not misled. */
async function scan(options: LoreScanOptions, { lore, screen, json, exit }: LoreCommandNeeds): Promise<void> {
  try {
    const result = await lore.scan(options);
    screen.out(json ? `${JSON.stringify(result.json)}\n` : `${harmless(result.text)}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    screen.complain(`${harmless(error.message)}\n`);
    exit(1);
  }
}
