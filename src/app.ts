import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDocumentReader } from './adapters/documents/index.ts';
import { createEmbedder, type Embeddings } from './adapters/embeddings/index.ts';
import { createModels } from './adapters/models/index.ts';
import { createPainter } from './adapters/pictures/index.ts';
import {
  createRecall,
  makeDataFolder,
  type OpenRecall,
  type OpenStorage,
  openStorage,
} from './adapters/storage/index.ts';
import type { LoadedSettings } from './config/index.ts';
import type { Consents } from './core/consent.ts';
import { createConversation, type Engine } from './core/conversation.ts';
import { createEvents, type Events } from './core/events.ts';
import type { Feature } from './core/feature.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Conversation } from './core/ports/conversation.ts';
import type { Embedder } from './core/ports/embedder.ts';
import type { Check } from './core/ports/health.ts';
import type { Log } from './core/ports/log.ts';
import type { Painter } from './core/ports/painter.ts';
import type { ChatPlatform } from './core/ports/platform.ts';
import type { ReceiptBook } from './core/ports/receipts.ts';
import type { Storage } from './core/ports/storage.ts';
import { createWithdrawn } from './core/withdrawn.ts';
import { modelsFolder } from './folders.ts';
import { leftoversJob } from './leftovers.ts';
import { buildSlices, migrations, type Slices } from './slices.ts';
import { createSurroundings } from './surroundings.ts';
import { createTryout } from './tryout.ts';

/** Gives a port back, perhaps watched. */
type Wrap = <Port extends object>(name: string, port: Port) => Port;

export interface AppOptions {
  loaded: LoadedSettings;
  log: Log;
  version: string;
  clock?: Clock | undefined;
  /** Where this Acore is spoken to: a page and Discord, or whatever the caller brings. */
  entrances: (parts: Parts) => Promise<Entrance[]> | Entrance[];
  /** Wraps every port before it is handed on: how a test finds each point at which a crash could strike. */
  wrap?: Wrap | undefined;
  /** Slices that take part in turns besides the house's own: how a test puts something into prompts. */
  guests?: readonly Feature[] | undefined;
  /** Gives up a start that waits for something; what was already opened is closed, and the reason is thrown. */
  signal?: AbortSignal | undefined;
}

/** A way in: a host that hears people and can be spoken through. */
export interface Entrance {
  platform: ChatPlatform;
  /** Begins to hear; returns what ends the hearing. May wait for its host, until the signal aborts. */
  start(conversation: Conversation, signal: AbortSignal): Promise<() => Promise<void>>;
  /** Called last, when every turn has ended. */
  close?(): Promise<void>;
  checks?(): Promise<Check[]>;
}

/** What entrances are built from. */
export interface Parts {
  loaded: LoadedSettings;
  log: Log;
  clock: Clock;
  version: string;
  events: Events;
  model: ReturnType<typeof createModels>;
  slices: Slices;
  painter: Painter;
  /** Undefined when memories are to be found by their words alone. */
  embedder: Embedder | undefined;
  /** Why messages cannot be answered now; undefined when they can. */
  notReady(): string | undefined;
}

/** A running Acore. Disposing of it stops hearing, lets turns finish, and closes everything. */
export interface App extends AsyncDisposable {
  conversation: Engine;
  events: Events;
  receipts: ReceiptBook;
  checks(): Promise<Check[]>;
  /** Looks after what is due now, without waiting for the next time. */
  tidy(): Promise<void>;
}

const finishWithinMs = 10_000;
const asItIs: Wrap = (_name, port) => port;
const never = new AbortController().signal;

/** Builds every part from the inside out, joins them, and starts to hear. */
export async function startApp(options: AppOptions): Promise<App> {
  await using owned = new AsyncDisposableStack();
  const { loaded, log, version, clock = { now: Date.now }, wrap = asItIs, signal = never } = options;
  const events = createEvents();
  owned.defer(events.listen(reportFailures(log)));

  const opened = owned.use(await openDatabase(loaded, log, clock));
  const storage = wrap('storage', opened.storage);
  const model = owned.use(createModels({ settings: loaded.settings.model, log, clock }));
  const embeddings = owned.use(
    createEmbedder({
      settings: loaded.settings.embeddings,
      servers: loaded.settings.model,
      models: modelsFolder(loaded),
      log,
      clock,
    }),
  );
  const { embedder } = embeddings;
  const hosts = new Map<string, ChatPlatform>();
  // Nobody is asked before the slices are built, since nothing is waited for until then.
  const consents: Consents = { of: (host, id) => slices.consents.of(host, id) };
  const recall = owned.use(openRecall({ loaded, opened, embeddings, consents, log, clock }));
  const tryout = owned.use(createTryout({ embedder, log, clock }));
  const status = {
    model,
    parts: () => partsOf({ model, storage, recall }, hosts),
    load: () => conversation.load(),
  };
  const database = <Tables>() => opened.database<Tables>();
  const around = createSurroundings(hosts);
  const withdrawn = createWithdrawn(clock);
  const documentReader = owned.use(createDocumentReader());
  const slices = buildSlices({
    ...{ loaded, storage, database, recall, documentReader, around, log, clock, status },
    ...{ tryout, withdrawn },
    forgotten: (place, messageIds) => events.emit({ kind: 'forgotten', place, messageIds }),
    jobs: [...opened.jobs, leftoversJob(loaded, databaseFile(loaded), clock)],
  });
  let ready = false;
  const notReady = () => (ready ? opened.obstacle() : 'Starting or stopping.');
  const painter = createPainter();
  const parts: Parts = { loaded, log, clock, version, events, model, slices, painter, embedder, notReady };
  const entrances = await options.entrances(parts);
  for (const { platform, close = nothing } of entrances) {
    hosts.set(platform.host, wrap(platform.host, platform));
    owned.defer(close);
  }

  const conversation: Engine = createConversation({
    settings: loaded.settings.conversation,
    storage,
    model: wrap('model', model),
    journal: wrap('journal', slices.journal),
    transcript: wrap('transcript', slices.transcript),
    receipts: wrap('receipts', slices.receipts),
    rooms: wrap('rooms', slices.rooms),
    cast: wrap('cast', slices.cast),
    consents: slices.consents,
    moods: wrap('moods', slices.moods),
    features: [...slices.all, ...(options.guests ?? [])],
    platforms: hosts,
    withdrawn,
    events,
    clock,
    log,
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
  });

  owned.defer(() => conversation.stop(finishWithinMs));
  for (const slice of slices.all) owned.defer((await slice.start?.(conversation)) ?? nothing);
  for (const entrance of entrances) owned.defer(await entrance.start(conversation, signal));
  signal.throwIfAborted();
  await conversation.resume();
  ready = true;
  void model.prepare();
  owned.defer(() => {
    ready = false;
  });
  return running(owned.move(), {
    conversation,
    events,
    receipts: slices.receipts,
    tidy: slices.tidy,
    checks: () => allChecks([opened, model, embeddings, ...slices.all, ...entrances]),
  });
}

/** Opens the database of an installation for one who writes. Throws a UserError while another one does. */
export function openDatabase(loaded: LoadedSettings, log: Log, clock: Clock): Promise<OpenStorage> {
  makeDataFolder(loaded.dataFolder);
  return openStorage({ ...loaded.settings.storage, file: databaseFile(loaded), migrations, log, clock });
}

/** Where the database of an installation lies. */
export function databaseFile({ settings, dataFolder }: LoadedSettings): string {
  return resolve(dataFolder, settings.storage.file);
}

/** The search over what an installation remembers, by what its settings name. */
export function openRecall(needs: {
  loaded: LoadedSettings;
  opened: OpenStorage;
  embeddings: Pick<Embeddings, 'embedder' | 'known'>;
  consents: Consents;
  log: Log;
  clock: Clock;
}): OpenRecall {
  const { loaded, opened, embeddings, consents, log, clock } = needs;
  return createRecall({
    file: databaseFile(loaded),
    database: opened.database(),
    storage: opened.storage,
    embedder: embeddings.embedder,
    embedderOf: embeddings.known,
    consents,
    log,
    clock,
  });
}

/** What `/status` asks how it is. */
function partsOf(
  { model, storage, recall }: { model: Parts['model']; storage: Storage; recall: OpenRecall },
  hosts: ReadonlyMap<string, ChatPlatform>,
) {
  const named = [...hosts].map(([name, { health }]) => ({ name, health }));
  return [
    { name: 'model', health: model.health },
    { name: 'database', health: storage.health },
    { name: 'recall', health: recall.health },
    ...named,
  ];
}

function reportFailures(log: Log): Parameters<Events['listen']>[0] {
  return (event) => {
    if (event.kind === 'failure') log.error(`Something failed in ${event.where}.`, { error: event.error });
  };
}

/** What every part has to say to `acore doctor`. */
export async function allChecks(parts: readonly { checks?(): Promise<Check[]> }[]): Promise<Check[]> {
  const found = await Promise.all(parts.map(async (part) => (await part.checks?.()) ?? []));
  return found.flat();
}

function running(owned: AsyncDisposableStack, app: Omit<App, keyof AsyncDisposable>): App {
  return { ...app, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function nothing(): Promise<void> {}
