import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { harmless } from './harmless.ts';
import type { CliNeeds, PredecessorOptions, Screen } from './needs.ts';

interface PredecessorCommandNeeds {
  importPredecessor: CliNeeds['importPredecessor'];
  screen: Screen;
  json: boolean;
  exit(code: number): void;
  /** Adds a command under another. */
  add(parent: Command, usage: string, says: string): Command;
}

/** The command that brings in what the Python bot kept. */
export function addPredecessorCommand(parent: Command, needs: PredecessorCommandNeeds): void {
  needs
    .add(
      parent,
      'import-predecessor <folder>',
      'bring in what the Python bot kept; without --apply only tell what would come',
    )
    .option('--apply', 'do it; Acore must be stopped')
    .option('--server <id>', 'the Discord server to which the channels belong')
    .option('--channel <id>', 'the channel in which what is known of people counts as said')
    .option('--character <name>', "who said the bot's lines, and knows the facts")
    .option('--time-zone <zone>', "where the bot's clock stood; left out: the setting conversation.timeZone")
    .action((folder: string, options: Partial<PredecessorOptions>) =>
      bringIn({ ...options, folder, apply: options.apply === true }, needs),
    );
}

/** What is wrong is told on standard error alone, so that what reads the output is not misled. */
async function bringIn(
  options: PredecessorOptions,
  { importPredecessor, screen, json, exit }: PredecessorCommandNeeds,
): Promise<void> {
  try {
    const result = await importPredecessor(options);
    screen.out(json ? `${JSON.stringify(result.json)}\n` : `${harmless(result.text)}\n`);
    if (result.inVain) exit(1);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    screen.complain(`${harmless(error.message)}\n`);
    exit(1);
  }
}
