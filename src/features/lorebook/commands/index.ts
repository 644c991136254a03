import type { Command } from '../../../core/commands/command.ts';
import { bindingCommands } from './bindings.ts';
import { bookCommands } from './books.ts';
import type { Desk } from './desk.ts';
import { entryCommands } from './entries.ts';
import { listCommand } from './list.ts';
import { whyCommand } from './why.ts';

/** The commands with which people keep lorebooks. */
export function loreCommands(desk: Desk): Command[] {
  return [
    listCommand(desk),
    whyCommand(desk),
    ...bookCommands(desk),
    ...bindingCommands(desk),
    ...entryCommands(desk),
  ];
}
