import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedSettings } from './config/index.ts';
import type { Command } from './core/command.ts';
import type { Feature } from './core/feature.ts';
import type {
  Cast,
  ChatPlatform,
  Clock,
  Journal,
  LanguageModel,
  Log,
  ReceiptBook,
  Rooms,
  Storage,
} from './core/ports.ts';
import { characters, migrations as charactersMigrations } from './features/characters/index.ts';
import { chat } from './features/chat/index.ts';
import { clock as clockSlice } from './features/clock/index.ts';
import { company } from './features/company/index.ts';
import { journal, migrations as journalMigrations } from './features/journal/index.ts';
import { lorebook } from './features/lorebook/index.ts';
import { receipts, migrations as receiptsMigrations } from './features/receipts/index.ts';
import { rooms, migrations as roomsMigrations } from './features/rooms/index.ts';
import { transcript, migrations as transcriptMigrations } from './features/transcript/index.ts';
import type { Database, Migrations } from './lib/sql.ts';

/** Every slice's tables. */
export const migrations: readonly Migrations[] = [
  transcriptMigrations,
  journalMigrations,
  receiptsMigrations,
  roomsMigrations,
  charactersMigrations,
];

interface SliceNeeds {
  loaded: LoadedSettings;
  storage: Storage;
  /** The database as a slice sees it: its own tables. */
  database<Tables>(): Database<Tables>;
  clock: Clock;
  log: Log;
  /** For `/status`. */
  model: Pick<LanguageModel, 'describe' | 'health'>;
  hosts: ReadonlyMap<string, ChatPlatform>;
  version: string;
}

/** The slices of this Acore, and the ports of the engine that some of them implement. */
export interface Slices {
  all: readonly Feature[];
  commands: readonly Command[];
  cast: Cast;
  rooms: Rooms;
  journal: Journal;
  transcript: ReturnType<typeof transcript>['transcript'];
  receipts: ReceiptBook;
}

/** The list of slices: adding one is adding it here. */
export function buildSlices({ loaded, storage, database, clock, log }: SliceNeeds): Slices {
  const { settings, dataFolder } = loaded;
  const said = transcript({ database: database() });
  const inbox = journal({ database: database(), clock });
  const endings = receipts({ database: database(), clock, settings: settings.receipts });
  const channels = rooms({ database: database(), clock, defaultMode: settings.conversation.mode });
  const ownCharacters = join(dataFolder, settings.characters.folder ?? 'characters');
  const cast = characters({
    database: database(),
    storage,
    log,
    folders: [ownFolder('characters'), ownCharacters],
  });
  const { timeZone } = settings.conversation;
  const all = [
    said,
    inbox,
    endings,
    channels,
    cast,
    lorebook({ clock, timeZone }),
    company({ cast }),
    clockSlice({ clock, timeZone }),
    chat({ cast, clock }),
  ];
  return {
    all,
    commands: all.flatMap((feature: Feature) => feature.commands ?? []),
    cast,
    rooms: channels,
    journal: inbox.journal,
    transcript: said.transcript,
    receipts: endings.receipts,
  };
}

/** A folder that ships with Acore. */
function ownFolder(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
