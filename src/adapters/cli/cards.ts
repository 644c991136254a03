import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { harmless } from './harmless.ts';
import type { CliNeeds, Screen, Told } from './needs.ts';

interface CardCommandNeeds {
  card: CliNeeds['card'];
  screen: Screen;
  json: boolean;
  exit(code: number): void;
  /** Adds a command under another. */
  add(parent: Command, usage: string, says: string): Command;
}

/** The commands about card files. */
export function addCardCommands(parent: Command, needs: CardCommandNeeds): void {
  const { card, add } = needs;
  add(parent, 'inspect <file>', 'what a card is, how much of it is applied, and what is odd about it').action(
    (file: string) => told(needs, () => card.inspect(file)),
  );
}

/** A file that is no card is told on standard error alone, so that what reads the output is not misled. */
async function told({ screen, json, exit }: CardCommandNeeds, work: () => Promise<Told>): Promise<void> {
  try {
    const result = await work();
    screen.out(json ? `${JSON.stringify(result.json)}\n` : `${harmless(result.text)}\n`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    screen.complain(`${harmless(error.message)}\n`);
    exit(1);
  }
}
