/** Whether Discord would take the commands of all slices as they are declared. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateCommands } from '../src/adapters/discord/index.ts';
import { openStorage } from '../src/adapters/storage/index.ts';
import { loadSettings } from '../src/config/index.ts';
import type { Command } from '../src/core/command.ts';
import { buildSlices, migrations, type Slices } from '../src/slices.ts';

/** Names that two commands share and whatever else Discord would refuse, as sentences. */
export async function commandProblems(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'acore-check-'));
  try {
    const { all, commands } = await freshSlices(folder);
    const owner = (command: Command) => all.find((slice) => slice.commands?.includes(command))?.name;
    return validateCommands(commands, (command) => `features/${owner(command) ?? '?'} (“${command.name}”)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The slices as they are in a fresh installation; none of them is started. */
async function freshSlices(folder: string): Promise<Slices> {
  const nothing = () => {};
  const needs = {
    loaded: await loadSettings({ env: {}, dataFolder: folder, readFile: () => undefined }),
    clock: Date,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  };
  await using opened = await openStorage({ ...needs, file: join(folder, 'acore.db'), migrations });
  const describe = async () => ({ model: 'none', standIn: true, contextTokens: 0 });
  const status = { model: { describe }, hosts: () => [], load: () => ({ lanes: 0, waiting: 0 }) };
  return buildSlices({ ...needs, status, storage: opened.storage, database: () => opened.database() });
}
