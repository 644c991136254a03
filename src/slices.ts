import { recallMigrations } from './adapters/storage/index.ts';
import { type LoadedSettings, readYaml } from './config/index.ts';
import { guarded } from './core/commands/access.ts';
import type { Command } from './core/commands/command.ts';
import type { Consents } from './core/consent.ts';
import type { DocumentReader } from './core/document.ts';
import type { Feature } from './core/feature.ts';
import type { Job } from './core/job.ts';
import type { Place } from './core/message.ts';
import type { Moods } from './core/mood.ts';
import type { Cast } from './core/ports/cast.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Health } from './core/ports/health.ts';
import type { Log } from './core/ports/log.ts';
import type { LanguageModel } from './core/ports/model.ts';
import type { Recall } from './core/ports/recall.ts';
import type { ReceiptBook } from './core/ports/receipts.ts';
import type { Rooms } from './core/ports/rooms.ts';
import type { Storage } from './core/ports/storage.ts';
import type { Tryout } from './core/ports/tryout.ts';
import { linesToldIn } from './core/prompt/talk.ts';
import type { Withdrawn } from './core/withdrawn.ts';
import { characters, migrations as charactersMigrations } from './features/characters/index.ts';
import { chat } from './features/chat/index.ts';
import { clock as clockSlice } from './features/clock/index.ts';
import { company } from './features/company/index.ts';
import { documents, migrations as documentsMigrations } from './features/documents/index.ts';
import { frameworks, migrations as frameworksMigrations } from './features/frameworks/index.ts';
import { help } from './features/help/index.ts';
import { history, type TalkIntake } from './features/history/index.ts';
import { housekeeping, migrations as housekeepingMigrations } from './features/housekeeping/index.ts';
import { journal, migrations as journalMigrations } from './features/journal/index.ts';
import { lorebook, migrations as lorebookMigrations } from './features/lorebook/index.ts';
import { type MemoryIntake, memory, migrations as memoryMigrations } from './features/memory/index.ts';
import { moods } from './features/moods/index.ts';
import { privacy, migrations as privacyMigrations } from './features/privacy/index.ts';
import { receipts, migrations as receiptsMigrations } from './features/receipts/index.ts';
import { rooms, migrations as roomsMigrations } from './features/rooms/index.ts';
import { summaries, migrations as summariesMigrations } from './features/summaries/index.ts';
import { transcript, migrations as transcriptMigrations } from './features/transcript/index.ts';
import { type Welcome, welcome, migrations as welcomeMigrations } from './features/welcome/index.ts';
import { characterFolders, documentsFolder, frameworksFolder, lorebookFolder } from './folders.ts';
import type { Database, Migrations } from './lib/sql.ts';

/** Every slice's tables. */
export const migrations: readonly Migrations[] = [
  transcriptMigrations,
  journalMigrations,
  receiptsMigrations,
  roomsMigrations,
  charactersMigrations,
  lorebookMigrations,
  welcomeMigrations,
  frameworksMigrations,
  privacyMigrations,
  summariesMigrations,
  memoryMigrations,
  documentsMigrations,
  housekeepingMigrations,
  recallMigrations,
];

interface SliceNeeds {
  loaded: LoadedSettings;
  storage: Storage;
  /** The database as a slice sees it: its own tables. */
  database<Tables>(): Database<Tables>;
  recall: Recall;
  /** Left out, trials find nothing by its meaning. */
  tryout?: Tryout | undefined;
  documentReader: DocumentReader;
  /** What is looked after besides what slices keep. */
  jobs?: readonly Job[] | undefined;
  /** What slices ask of hosts. */
  around: {
    /** Of `sources`, the places that everybody who can read `place` may read as well. */
    heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
    /** Where a message is looked at; undefined where the host has no such address. */
    linkTo(place: Place, messageId: string): string | undefined;
  };
  /** What is just being made with words that are erased is told of it; left out where nothing is. */
  withdrawn?: Pick<Withdrawn, 'note'> | undefined;
  /** Tells whoever shows talks that these lines are no longer kept. */
  forgotten?(place: Place, messageIds: readonly string[]): void;
  clock: Clock;
  log: Log;
  /** What `/status` tells, besides what slices know. */
  status: {
    model: LanguageModel;
    parts(): readonly { name: string; health(): Promise<Health> }[];
    load(): { lanes: number; waiting: number };
  };
}

/** The slices of this Acore, and the ports of the engine that some of them implement. */
export interface Slices {
  all: readonly Feature[];
  commands: readonly Command[];
  cast: Cast;
  rooms: Rooms;
  moods: Moods;
  journal: ReturnType<typeof journal>['journal'];
  transcript: ReturnType<typeof transcript>['transcript'];
  receipts: ReceiptBook;
  consents: Consents;
  rights: ReturnType<typeof privacy>['rights'];
  welcome: Welcome;
  /** Does what housekeeping is due to do. */
  tidy(): Promise<void>;
  /** What the predecessor kept, brought in. */
  olderTalks: TalkIntake;
  olderMemories: MemoryIntake;
}

const nothingIsTried: Tryout = { embedder: 'none', search: async () => [] };

/** The list of slices: adding one is adding it here. */
export function buildSlices(needs: SliceNeeds): Slices {
  const { loaded, storage, database, recall, around, clock, log, status } = needs;
  const { jobs = [], forgotten = () => {}, tryout = nothingIsTried } = needs;
  const { withdrawn = { note() {} } } = needs;
  const { settings } = loaded;
  const said = transcript({ database: database(), archiveMs: settings.privacy.archive });
  const inbox = journal({ database: database(), clock });
  const endings = receipts({
    database: database(),
    clock,
    settings: settings.receipts,
  });
  const wishes = privacy({
    database: database(),
    storage,
    clock,
    log,
    settings: settings.privacy,
    receipts: endings.receipts,
    features: () => all,
    forgotten,
    withdrawn,
  });
  const channels = rooms({ database: database(), clock, defaultMode: settings.conversation.mode });
  const feelings = moods({ transcript: said.transcript, clock, settings: settings.moods });
  const folders = characterFolders(loaded);
  const cast = characters({
    database: database(),
    storage,
    clock,
    timeZone: settings.conversation.timeZone,
    log,
    model: status.model,
    moods: feelings.moods,
    folders: [folders.shipped, folders.own],
    namedFolder: settings.characters.folder === undefined ? undefined : folders.own,
  });
  const { timeZone } = settings.conversation;
  const { keep: keepReceipts, keepPrompts } = settings.receipts;
  const { consents } = wishes;
  const remembering = memory({
    ...around,
    database: database(),
    storage,
    transcript: said.transcript,
    recall,
    digests: {
      shelfOf: (lane) => short.digests.shelfOf(lane),
      find: (passageIds) => short.digests.find(passageIds),
      toldIn: (turn) => short.digests.toldIn(turn),
    },
    consents,
    cast,
    model: status.model,
    settings: settings.memory,
    timeZone,
    clock,
    log,
  });
  const short = summaries({
    ...around,
    database: database(),
    storage,
    transcript: said.transcript,
    consents,
    cast,
    model: status.model,
    learnsSince: remembering.learnsSince,
    findable: remembering.keptAmong,
    recall,
    settings: settings.summaries,
    linesTold: (place) => linesToldIn(place, settings.conversation),
    timeZone,
    clock,
    log,
  });
  const greeting = welcome({
    database: database(),
    clock,
    keepWords: settings.privacy.keep,
    archiveWords: settings.privacy.archive,
    keepReceipts,
    keepPrompts,
  });
  const talks = history({
    storage,
    transcript: said.transcript,
    consents,
    cast,
    clock,
    keeps: settings.privacy,
    findable: remembering.findable,
    cameIn: short.reopen,
  });
  const house = housekeeping({
    database: database(),
    jobs: () => [...all.flatMap((feature) => feature.jobs ?? []), ...jobs],
    clock,
    log,
  });
  const startedAt = clock.now();
  const parts = () => [...status.parts(), { name: 'housekeeping', health: house.health }];
  const memoryBytes = () => process.memoryUsage.rss();
  const all: Feature[] = [
    // What was made from lines is taken out and counted before the lines are.
    short,
    said,
    inbox,
    endings,
    wishes,
    channels,
    cast,
    lorebook({
      clock,
      timeZone,
      seed: settings.conversation.seed,
      settings: settings.lore,
      folder: lorebookFolder(loaded),
      database: database(),
      storage,
      recall,
      tryout,
      consents,
      cast,
      receipts: endings.receipts,
      log,
      windowTokens: async () => (await status.model.describe()).contextTokens,
    }),
    remembering,
    documents({
      database: database(),
      storage,
      recall,
      reader: needs.documentReader,
      consents,
      model: status.model,
      settings: settings.documents,
      folder: documentsFolder(loaded),
      timeZone,
      clock,
      log,
    }),
    company({ cast }),
    frameworks({
      database: database(),
      cast,
      settings: settings.frameworks,
      replyTokens: settings.conversation.replyTokens,
      folder: frameworksFolder(loaded),
      readYaml,
      log,
    }),
    feelings,
    clockSlice({ clock, timeZone }),
    talks,
    chat({ cast, clock }),
    greeting,
    help({ commands: () => commands, status: { ...status, parts, cast, clock, startedAt, memoryBytes } }),
    house,
  ];
  const commands = all.flatMap((feature) => feature.commands ?? []).map((one) => guarded(one, clock));
  return {
    all,
    commands,
    cast,
    rooms: channels,
    moods: feelings.moods,
    journal: inbox.journal,
    transcript: said.transcript,
    receipts: endings.receipts,
    consents: wishes.consents,
    rights: wishes.rights,
    welcome: greeting.welcome,
    tidy: house.look,
    olderTalks: talks,
    olderMemories: remembering,
  };
}
