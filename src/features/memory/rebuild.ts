import { homeOf, isImported, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { createLanes } from '../../lib/lanes.ts';
import { acquaintances } from './acquaintances.ts';
import { vouchedFor } from './brought-learning.ts';
import { extractInBackground } from './extract/index.ts';
import type { FactDraft } from './fact.ts';
import type { Listener } from './lane-store.ts';
import { aboutWillingIn, asSaid, type LearningNeeds, newsIn, openLines, textsOf } from './learning.ts';
import { cardTexts } from './own-told.ts';
import { admitted } from './read-again.ts';
import type { Rebuild, RebuildStore } from './rebuild-store.ts';
import { learnsIn } from './scope.ts';
import type { Lane } from './tables.ts';
import type { Reading, Rebuilding } from './writing.ts';

export interface RebuildingNeeds extends LearningNeeds {
  rebuilds: RebuildStore;
  cast: Pick<Cast, 'knownIn' | 'get'>;
  clock: Clock;
  log: Log;
  newId(): string;
  signal: AbortSignal;
  /** What all lines of a home came to. */
  onEnd(rebuild: Rebuild, place: Place): Promise<void>;
}

/** Reads the kept lines of a home again, beside the talk: what was learned from them may be read better now. */
export interface Rebuilder {
  /** Whether one was under way: it goes on, and is not begun anew. */
  begin(place: Place): Promise<boolean>;
  /** Takes up what was under way when Acore was stopped. */
  resume(): Promise<void>;
  idle(): Promise<void>;
  /** Nothing more is read; resolves when what was being read is written down. */
  stop(): Promise<void>;
}

const batchSize = 50;
/** What was said right before a line says whom it is about, and right after it whether it is taken back. */
const linesBefore = 8;
const linesAfter = 2;

/** Lines of one talk that are read in one go. */
interface Portion {
  rebuild: Rebuild;
  talk: Lane;
  /** With those around them, oldest first. */
  lines: readonly PlacedEntry[];
  /** Those to be learned from. */
  due: ReadonlySet<string>;
  /** The turns of those that came in from files. */
  turns: ReadonlyMap<string, number | undefined>;
  reached: number;
}

export function createRebuilder(needs: RebuildingNeeds): Rebuilder {
  const { rebuilds, lanes, transcript, writing, clock, log, signal, newId, onEnd } = needs;
  const homes = createLanes(readHome, (_home, error) => {
    if (!signal.aborted)
      log.warn('Old talks could not be read again; /memory rebuild start goes on.', { error });
  });
  return {
    async begin(place) {
      const home = homeOf(place);
      const isUnderWay = (await rebuilds.of(home))?.place !== undefined;
      if (!isUnderWay) await rebuilds.begin({ home, id: newId(), place, askedAt: clock.now() });
      homes.wake(home);
      return isUnderWay;
    },
    async resume() {
      for (const { home } of await rebuilds.underWay()) homes.wake(home);
    },
    idle: homes.idle,
    async stop() {
      homes.close();
      await homes.idle();
    },
  };

  async function readHome(home: string): Promise<void> {
    const rebuild = await rebuilds.of(home);
    if (rebuild?.place === undefined) return;
    const known = (await lanes.lanesOf(rebuild.place.host)).filter((one) => one.home === home);
    const left = known
      .filter(({ lane }) => lane >= rebuild.lane)
      .sort((one, other) => (one.lane < other.lane ? -1 : 1));
    for (const talk of left) if (!(await readTalk(rebuild, talk))) return;
    await rebuilds.end(rebuild, clock.now());
    const ended = await rebuilds.of(home);
    if (ended !== undefined) await onEnd(ended, rebuild.place);
  }

  /** Reads what is left of a talk; whether all of it was read. */
  async function readTalk(rebuild: Rebuild, talk: Lane): Promise<boolean> {
    let reached = talk.lane === rebuild.lane ? rebuild.reached : 0;
    while (await goesOn(rebuild)) {
      const ahead = await transcript.after(talk.place, reached, batchSize + linesAfter);
      const some = ahead.slice(0, batchSize).filter(({ at }) => at <= rebuild.askedAt);
      const last = some.at(-1);
      if (last === undefined) return true;
      reached = last.position;
      await readSome(await portionOf({ rebuild, talk, reached }, some, ahead.slice(some.length)));
    }
    return false;
  }

  /** It may have been stopped, or learning switched off. */
  async function goesOn({ home, id, place }: Rebuild): Promise<boolean> {
    if (signal.aborted || place === undefined) return false;
    const now = await rebuilds.of(home);
    if (now?.id !== id || now.place === undefined) return false;
    if (await learnsIn(lanes, place)) return true;
    await rebuilds.end(now, clock.now());
    return false;
  }

  /** Only what is remembered is read, also of what stands around: what was said while nothing was learned never is. */
  async function portionOf(
    where: Pick<Portion, 'rebuild' | 'talk' | 'reached'>,
    some: readonly PlacedEntry[],
    after: readonly PlacedEntry[],
  ): Promise<Portion> {
    const [first] = some;
    const before = first === undefined ? [] : await transcript.upTo(first.messageId, linesBefore + 1);
    const all = [...before.slice(0, -1), ...some, ...after];
    const turns = await rebuilds.keptAmong(all.map(({ messageId }) => messageId));
    const isKept = ({ messageId }: PlacedEntry) => turns.has(messageId);
    const due = new Set(some.filter(isKept).map(({ messageId }) => messageId));
    return { ...where, lines: all.filter(isKept), due, turns };
  }

  async function readSome(portion: Portion): Promise<void> {
    const { place } = portion.talk;
    const listeners = await lanes.listenersOf(place);
    for (const listener of listeners) {
      const isLast = listener === listeners.at(-1);
      const rebuilding = rebuildingOf(portion, listener, isLast);
      await writing.write({ place, listener, lines: portion.lines, told: [], rebuilding }, () =>
        read(needs, portion, listener),
      );
    }
  }

  function rebuildingOf(
    { rebuild, talk, lines, due, reached }: Portion,
    { characterId }: Listener,
    isLast: boolean,
  ): Rebuilding {
    const { lane } = talk;
    const saidAt = ({ sources }: FactDraft) =>
      Math.max(...lines.filter(({ messageId }) => sources.includes(messageId)).map(({ at }) => at));
    return {
      admit: async (transaction, drafts, known) =>
        admitted(drafts, known, await rebuilds.takenOut(transaction, characterId, lane), saidAt),
      note: (transaction, newFacts) =>
        rebuilds.advance(
          transaction,
          rebuild,
          newFacts,
          isLast ? { lane, reached, lines: due.size } : undefined,
        ),
    };
  }
}

async function read(
  { consents, cast, transcript, timeZone, signal }: RebuildingNeeds,
  { talk: { place }, lines, due, turns }: Portion,
  { characterId, learnedTo, broughtTo }: Listener,
): Promise<Reading> {
  const { open, isConfined } = await openLines({ consents }, lines);
  const said = open.map(asSaid);
  const people = await acquaintances({ cast, transcript }, place, textsOf(said));
  const character = cast.get(characterId);
  const told = (character === undefined ? [] : cardTexts(character)).map((text) => ({ text, wordsOf: [] }));
  const drafts = await newsIn(told, (texts) =>
    extractInBackground(said, people, { timeZone, told: texts, signal }),
  );
  // What is still to be learned for the first time is left to that.
  const dueLines = open.filter(({ messageId }) => due.has(messageId));
  const heard = dueLines.filter(({ messageId, position }) => !isImported(messageId) && position <= learnedTo);
  const heardIds = new Set(heard.map(({ messageId }) => messageId));
  const brought = dueLines.flatMap(({ messageId }) => {
    const turn = turns.get(messageId);
    return turn === undefined || turn > broughtTo ? [] : [{ messageId, turn }];
  });
  const news = [
    ...drafts.filter(({ sources }) => sources.some((id) => heardIds.has(id))),
    ...vouchedFor(drafts, brought),
  ];
  return { unknown: [], drafts: await aboutWillingIn({ consents }, place, news), isConfined };
}
