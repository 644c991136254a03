/** Whether Discord would take the commands of all slices as they are declared. */
import { validateCommands } from '../src/adapters/discord/index.ts';
import type { Command } from '../src/core/commands/command.ts';
import type { Feature } from '../src/core/feature.ts';
import { freshSlices } from './fresh-slices.ts';

/** Names that two commands share and whatever else Discord would refuse, as sentences. */
export async function commandProblems(): Promise<string[]> {
  return problemsIn((await freshSlices()).all);
}

/** The same for any slices. */
export function problemsIn(slices: readonly Pick<Feature, 'name' | 'commands'>[]): string[] {
  const owner = (command: Command) => slices.find((slice) => slice.commands?.includes(command))?.name;
  const commands = slices.flatMap((slice) => slice.commands ?? []);
  return validateCommands(commands, (command) => `features/${owner(command) ?? '?'} (“${command.name}”)`);
}
