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

const forceSays = 'write over a file that is there';

/** The commands about card files. */
export function addCardCommands(parent: Command, needs: CardCommandNeeds): void {
  const { card, add } = needs;
  add(parent, 'inspect <file>', 'what a card is, how much of it is applied, and what is odd about it').action(
    (file: string) => told(needs, () => card.inspect(file)),
  );
  add(parent, 'convert <in> <out>', 'write a card as .json (V3), .v2.json, .png or .charx')
    .option('--force', forceSays)
    .action((from: string, to: string, { force = false }: { force?: boolean }) =>
      told(needs, () => card.convert(from, to, { force })),
    );
  add(
    parent,
    'import <path...>',
    'take cards into the characters folder: files, folders and archives of them',
  ).action((paths: string[]) =>
    told(needs, async () => {
      const result = await card.import(paths);
      if (!result.allTaken) needs.exit(1);
      return result;
    }),
  );
  add(parent, 'export <id> <out>', 'write the card of a character as .json (V3), .v2.json, .png or .charx')
    .option('--force', forceSays)
    .action((id: string, to: string, { force = false }: { force?: boolean }) =>
      told(needs, () => card.export(id, to, { force })),
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
