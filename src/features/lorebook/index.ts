import { isDeepStrictEqual } from 'node:util';
import type { Consents } from '../../core/consent.ts';
import type { Feature, Section, TurnView } from '../../core/feature.ts';
import { playground } from '../../core/playground.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import type { Tryout } from '../../core/ports/tryout.ts';
import type { Database, Transaction } from '../../lib/sql.ts';
import { createTokenEstimate } from '../../lib/token-estimate.ts';
import { watchFolder } from '../../lib/watch-folder.ts';
import { createBookFolder } from './book-folder.ts';
import { createBookStore } from './book-store.ts';
import { checksOf } from './checks.ts';
import { loreCommands } from './commands/index.ts';
import { type LoreSettings, scanSettingsOf } from './config.ts';
import { bookRoutes } from './editor/routes.ts';
import { render } from './engine/render.ts';
import { type ScanResult, scan } from './engine/scan.ts';
import { noTimedState } from './engine/timed.ts';
import { freeze, type Placed } from './frozen.ts';
import { groundsOf } from './grounds.ts';
import { createLoreKeeping } from './keeping.ts';
import { createLibrary, type OpenBooks } from './library.ts';
import { meantIn } from './meaning/asking.ts';
import { createLoreShelves, type LoreShelves } from './meaning/shelves.ts';
import { recordOf, scanInputOf } from './record.ts';
import { sectionsOf, sectionsOfFrozen, silencesOf } from './sections.ts';
import { type ChannelMemory, createLorebookStore, type LorebookStore, type LorebookTables } from './store.ts';
import { loreOf } from './why.ts';

export { runCases } from './cases.ts';
export { readChat } from './formats/chat.ts';
export { readBook } from './formats/index.ts';
export { casesText, ownScanText } from './lore-text.ts';
export { meantInTrial } from './meaning/asking.ts';
export { type OwnScan, runOwnScan } from './own-scan.ts';
export { migrations } from './store.ts';

interface LorebookNeeds {
  clock: Clock;
  timeZone: string;
  /** The seed of the settings, if there is one. */
  seed: number | undefined;
  settings: LoreSettings;
  /** Where the owner's books lie. */
  folder: string;
  database: Database<LorebookTables>;
  storage: Pick<Storage, 'transaction'>;
  recall: Recall;
  tryout: Tryout;
  consents: Pick<Consents, 'of'>;
  /** How long a turn waits for what is found by meaning; undefined: 300 ms. */
  patienceMs?: number | undefined;
  cast: Pick<Cast, 'get' | 'knownIn'>;
  receipts: Pick<ReceiptBook, 'find' | 'recent'>;
  log: Log;
  /** How much prompt and answer may have together. */
  windowTokens(): Promise<number>;
}

const hourMs = 3_600_000;
const keepRemovedMs = 30 * 24 * hourMs;

/** Brings what books say about the things talked of into the prompt, and lets people keep books. */
export function lorebook(needs: LorebookNeeds): Feature {
  const { clock, log, database } = needs;
  const memory = createLorebookStore(database);
  const store = createBookStore(
    database,
    () => clock.now(),
    () => shelves.wake(),
  );
  const folder = createBookFolder(needs.folder, log);
  const settings = scanSettingsOf(needs.settings);
  const library = createLibrary({ ...needs, store, folder, settings });
  const isMeaningOff = needs.settings.meaning.entries === 0;
  const shelves = createLoreShelves({
    ...needs,
    books: async (ids) => (isMeaningOff ? [] : await library.all(ids)),
  });
  return {
    name: 'lorebook',
    async context(turn) {
      const { message, character } = turn;
      const reader = { place: message.place, personId: message.author.id, character };
      const books = await library.open(reader);
      return books === undefined ? [] : await sectionsFor(books, turn, { ...needs, shelves }, memory);
    },
    keeps: createLoreKeeping(store),
    retract: (transaction, messageIds) => memory.thaw(transaction, messageIds),
    commands: loreCommands({ ...needs, store, folder, library }),
    routes: [
      {
        method: 'GET',
        path: '/lore/why/:messageId',
        async answer({ params }) {
          const views = await loreOf(needs.receipts, params['messageId'] ?? '', {
            library,
            cast: needs.cast,
          });
          return views === undefined ? undefined : { json: views };
        },
      },
      ...bookRoutes({
        ...{ ...needs, store, folder, library, settings },
        meaning: needs.settings.meaning,
        place: playground,
      }),
    ],
    checks: async () => checksOf(folder),
    jobs: [
      {
        name: 'removed lorebooks',
        everyMs: hourMs,
        run: async () => ({ lorebooks: await store.forgetRemoved(clock.now() - keepRemovedMs) }),
      },
    ],
    async start() {
      const stopShelving = shelves.begin();
      // Cards come and go without a word.
      const timer = setInterval(shelves.wake, hourMs).unref();
      const reload = () => {
        folder.reload();
        shelves.wake();
      };
      const stopWatching = watchFolder(needs.folder, { onChange: reload });
      return async () => {
        clearInterval(timer);
        stopWatching();
        await stopShelving();
      };
    },
  };
}

/** Scans a turn's talk; what lasts is remembered for the channel, and how it came about goes with the turn. */
async function sectionsFor(
  books: OpenBooks,
  turn: TurnView,
  needs: LorebookNeeds & { shelves: Pick<LoreShelves, 'settle'> },
  store: LorebookStore,
): Promise<Section[]> {
  const { clock, timeZone, seed } = needs;
  const { prepared, keepsTime } = books;
  const windowTokens = await needs.windowTokens();
  const { place } = turn.message;
  const memory = grown(keepsTime ? await store.of(place) : undefined, turn.talk);
  const meaning = await meantIn(books, turn, needs);
  const record = recordOf(turn, { ...memory, meant: meaning?.meant }, { now: clock.now(), timeZone, seed });
  const settings = { ...prepared.settings, windowTokens };
  const result = scan({ ...prepared, settings }, scanInputOf(record, turn.character));
  if (keepsTime && turn.fleeting !== true)
    await done(needs, (transaction) => store.keep(transaction, place, { ...memory, timed: result.timed }));
  const grounds = groundsOf(books, result, windowTokens, record, meaning?.nearly);
  const { asWritten, notes } = await placed(books, result, turn, needs, store);
  return [
    ...sectionsOf(render(asWritten, turn.talk.length)),
    ...sectionsOfFrozen(notes),
    ...silencesOf(result.fired),
    groundsAlone(grounds),
  ];
}

/** What of it stays in the talk, as the owner wishes. */
async function placed(
  { prepared: { byId } }: OpenBooks,
  result: ScanResult,
  { message: { place }, character: { id }, talk, fleeting = false }: TurnView,
  needs: LorebookNeeds,
  store: LorebookStore,
): Promise<Placed> {
  if (needs.settings.placement === 'as-written' || fleeting) return { asWritten: result.fired, notes: [] };
  const before = await store.frozenIn(place, id);
  const estimate = createTokenEstimate();
  const countTokens = (text: string) => estimate.estimateText(text);
  const now = freeze({ before, result, byId, talk, countTokens });
  // Mostly they are what they were.
  if (!isDeepStrictEqual(before, now.notes))
    await done(needs, (transaction) => store.keepFrozen(transaction, place, id, now.notes));
  return now;
}

/** Resolves once it is written: no answer waits until it lies on the disk too, since what a power cut took would come about again. */
function done(
  { storage }: Pick<LorebookNeeds, 'storage'>,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    storage.transaction(work, resolve).catch(reject);
  });
}

/** Also a scan that found nothing is explained to those who ask. */
function groundsAlone(grounds: unknown): Section {
  return { title: 'Lore', text: '', volatility: 'talk', priority: 3, grounds };
}

/** How long the talk is now: a turn sees only its end, so what is new is counted on top of what was there. */
function grown(before: ChannelMemory | undefined, talk: readonly TranscriptEntry[]): ChannelMemory {
  const heardUntil = Math.max(before?.heardUntil ?? 0, ...talk.map(({ at }) => at));
  if (before === undefined) return { length: talk.length, heardUntil, timed: noTimedState };
  const added = talk.filter(({ at }) => at > before.heardUntil).length;
  return { length: before.length + added, heardUntil, timed: before.timed };
}
