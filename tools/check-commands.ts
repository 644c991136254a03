/** Whether Discord would take the commands of all slices as they are declared. */
import { validateCommands } from '../src/adapters/discord/index.ts';
import type { Command } from '../src/core/command.ts';
import { freshSlices } from './fresh-slices.ts';

/** Names that two commands share and whatever else Discord would refuse, as sentences. */
export async function commandProblems(): Promise<string[]> {
  const { all, commands } = await freshSlices();
  const owner = (command: Command) => all.find((slice) => slice.commands?.includes(command))?.name;
  return validateCommands(commands, (command) => `features/${owner(command) ?? '?'} (“${command.name}”)`);
}
