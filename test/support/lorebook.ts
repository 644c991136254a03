import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, CommandReply } from '../../src/core/commands/command.ts';
import type { GivenFile } from '../../src/core/commands/file.ts';
import { readCommandLine } from '../../src/core/commands/line.ts';
import type { Place } from '../../src/core/message.ts';
import { type LoreSettings, loreConfig } from '../../src/features/lorebook/config.ts';
import { lorebook } from '../../src/features/lorebook/index.ts';
import type { LorebookTables } from '../../src/features/lorebook/store.ts';
import { asTransaction, type Database } from '../../src/lib/sql.ts';
import { aCast, aCharacter, aPlace } from './characters.ts';
import { plainRecall } from './recall.ts';
import { recordingLog } from './storage.ts';

type Needs = Parameters<typeof lorebook>[0];

/** The lorebook slice of which only the interesting part need be said. */
export function aLorebook({
  database,
  settings = {},
  ...needs
}: { database: Database<LorebookTables>; settings?: Partial<LoreSettings> } & Partial<
  Omit<Needs, 'settings' | 'database'>
>) {
  return lorebook({
    clock: { now: () => 0 },
    timeZone: 'UTC',
    seed: undefined,
    folder: join(tmpdir(), 'acore-no-such-folder'),
    cast: aCast([aCharacter()]),
    receipts: { find: async () => undefined, recent: async () => [] },
    log: recordingLog(),
    storage: {
      async transaction(work, committed) {
        const result = await work(asTransaction(database));
        committed?.(result);
        return result;
      },
    },
    recall: plainRecall(),
    tryout: { embedder: 'none', search: async () => [] },
    consents: { of: async () => ({ tier: 'full', paused: false }) },
    windowTokens: async () => 8_000,
    patienceMs: 60_000,
    ...needs,
    database,
    settings: { ...loreConfig.parse({}), ...settings },
  });
}

/** Runs a line as somebody who manages the place types it; a book stands for every file. */
export async function runLine(
  commands: readonly Command[],
  line: string,
  {
    place = aPlace(),
    book = {},
    mayManage = true,
  }: { place?: Place; book?: unknown; mayManage?: boolean } = {},
): Promise<CommandReply> {
  const bytes = new TextEncoder().encode(typeof book === 'string' ? book : JSON.stringify(book));
  const file = (name: string): GivenFile => ({ name, size: bytes.length, bytes: async () => bytes });
  const { command, input } = readCommandLine(commands, line, file);
  const caller = { id: 'alice', name: 'Alice', mayManage };
  return await command.run({ id: 'c', caller, place, input, signal: new AbortController().signal });
}
