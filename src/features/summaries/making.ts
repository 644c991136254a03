import type { Character } from '../../core/character.ts';
import type { Consents } from '../../core/consent.ts';
import type { FinishedTurn } from '../../core/feature.ts';
import { isImported, laneOf, type Place } from '../../core/message.ts';
import type { Audience } from '../../core/ports/model.ts';
import type { Passage, Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { PlacedEntry, Transcript, TranscriptReader } from '../../core/ports/transcript.ts';
import type { Transaction } from '../../lib/sql.ts';
import { sentencesOf } from './check.ts';
import { excerptWording } from './excerpts.ts';
import { type MinutesNeeds, minutesOf } from './minutes.ts';
import { readable, whereTo } from './readable.ts';
import { asPassage, isSince, isToBeFound } from './shelving.ts';
import type { SummaryStore } from './store.ts';
import { episodeOfHole, type Fold, lookedAt, nextEpisode, nextFold } from './stretches.ts';
import { isExcerpt, longest, type Range, type Summary, type Unit, type Wording } from './summary.ts';
import { promptTexts } from './texts.ts';

export interface MakingNeeds extends MinutesNeeds {
  store: SummaryStore;
  storage: Storage;
  transcript: TranscriptReader & Pick<Transcript, 'recent'>;
  consents: Consents;
  /** How many lines of a place a prompt tells at most, and at least. */
  linesTold(place: Place): { most: number; least: number };
  recall: Pick<Recall, 'shelve'>;
  /** Since when a place is remembered, in milliseconds since 1970; undefined where it is not. */
  learnsSince(place: Place): Promise<number | undefined>;
  /** Those of these messages that may be found again. */
  findable(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  newId(): string;
}

/** Sums talks up behind the scenes, as their lines leave the prompts. */
export interface Making {
  catchUp(turn: FinishedTurn): Promise<void>;
  /** These messages are being taken back: what is just being made of them is not kept. */
  spoil(messageIds: readonly string[]): void;
  /** Lines come into this stretch of a lane: what is just being made of it would lack them. */
  outdate(lane: string, range: Range): void;
  stop(): void;
}

/** A stretch of a lane that is to be summed up. */
interface Stretch extends Range {
  lines: readonly PlacedEntry[];
  hole?: Range | undefined;
}

/** What happened while a summary was being made. */
interface Work {
  /** Messages that were taken back. */
  spoilt: ReadonlySet<string>;
  /** Whether lines came into a stretch. */
  isOutdated(range: Range): boolean;
}

/** A talk that was long before it was to be remembered is caught up with turn by turn. */
const mostEpisodesAtOnce = 4;
const mostFoldsAtOnce = 4;

export function createMaking(needs: MakingNeeds): Making {
  const { store, storage, transcript, clock, newId } = needs;
  const stopping = new AbortController();
  const works = new Set<{ spoilt: Set<string>; came: (Range & { lane: string })[] }>();

  return {
    async catchUp({ message: { place }, character }) {
      try {
        for (let made = 0; made < mostEpisodesAtOnce; made += 1)
          if (!(await watched(laneOf(place), (work) => makeNext(place, character, work)))) break;
        for (let made = 0; made < mostFoldsAtOnce; made += 1) if (!(await foldNext(place, character))) break;
      } catch (error) {
        // What is stopped is due again after the next start.
        if (!stopping.signal.aborted) throw error;
      }
    },
    spoil(messageIds) {
      for (const { spoilt } of works) for (const id of messageIds) spoilt.add(id);
    },
    outdate(lane, range) {
      for (const { came } of works) came.push({ lane, ...range });
    },
    stop: () => stopping.abort(new Error('Acore stops.')),
  };

  async function watched<Result>(lane: string, make: (work: Work) => Promise<Result>): Promise<Result> {
    const work = { spoilt: new Set<string>(), came: [] as (Range & { lane: string })[] };
    const { spoilt, came } = work;
    works.add(work);
    try {
      const isOutdated = ({ after, to }: Range) =>
        came.some((range) => range.lane === lane && range.to > after && range.after < to);
      return await make({ spoilt, isOutdated });
    } finally {
      works.delete(work);
    }
  }

  /** Makes one episode; false when none is due. */
  async function makeNext(
    place: Place,
    character: Character,
    { spoilt, isOutdated }: Work,
  ): Promise<boolean> {
    const next = (await newestStretch(place)) ?? (await stretchOfHole(place));
    const stretch = next && withinMemory(next, await needs.learnsSince(place));
    const [first, last] = [stretch?.lines[0], stretch?.lines.at(-1)];
    if (stretch === undefined || first === undefined || last === undefined) return false;
    const { units, ...whose } = await readable(needs.consents, stretch.lines);
    const { audience } = await whereTo(needs.consents, place.host, whose);
    const wording = await worded(units, longest.episode, character, audience);
    const stillOpen = await readable(needs.consents, stretch.lines);
    // Whoever does not want it any more is left out the next time.
    if (stillOpen.units.length < units.length) return true;
    if ((await needs.learnsSince(place)) === undefined) return false;
    const { confined } = await whereTo(needs.consents, place.host, stillOpen);
    const sources = units.map(({ messageId }) => messageId);
    const episode: Summary = {
      ...wording,
      id: newId(),
      lane: laneOf(place),
      level: 'episode',
      after: stretch.after,
      to: stretch.to,
      fromAt: first.at,
      toAt: last.at,
      lines: stretch.lines.length,
      madeAt: clock.now(),
      confined,
      remembered: await areRemembered(place, units),
      people: whose.people,
    };
    await storage.transaction(async (transaction) => {
      if (sources.some((id) => spoilt.has(id)) || isOutdated(stretch)) return;
      await store.keepEpisode(transaction, episode, sources, stretch.hole);
      await needs.recall.shelve(transaction, passagesOf(episode));
    });
    return true;
  }

  async function newestStretch(place: Place): Promise<Stretch | undefined> {
    const after = await store.end(laneOf(place));
    const { least } = needs.linesTold(place);
    const open = await transcript.after(place, after, lookedAt(least));
    const lines = nextEpisode(open, least);
    const last = lines.at(-1);
    return last && { after, to: last.position, lines };
  }

  async function stretchOfHole(place: Place): Promise<Stretch | undefined> {
    const lane = laneOf(place);
    for (const hole of await store.holes(lane)) {
      const open = (await transcript.after(place, hole.after, lookedAt(0))).filter(
        ({ position }) => position <= hole.to,
      );
      const lines = episodeOfHole(open);
      const last = lines.at(-1);
      if (last !== undefined) {
        const to = lines.length === open.length ? hole.to : last.position;
        return { after: hole.after, to, lines, hole };
      }
      await storage.transaction((transaction: Transaction) => store.closeHole(transaction, lane, hole));
    }
    return undefined;
  }

  /** Puts older summaries together; false when there are not many of them. */
  async function foldNext(place: Place, character: Character): Promise<boolean> {
    const lane = laneOf(place);
    const told = await store.told(lane);
    const fold = nextFold(told, await oldestTold(place));
    const [first, last] = [fold?.parts[0], fold?.parts.at(-1)];
    if (fold === undefined || first === undefined || last === undefined) return false;
    const people = [...new Set(fold.parts.flatMap((part) => part.people))];
    const { audience, confined } = await whereTo(needs.consents, place.host, {
      people,
      confined: fold.parts.some((part) => part.confined),
    });
    const units = unitsOf(fold, needs.timeZone);
    const wording = await worded(units, longest[fold.into], character, audience);
    const summary: Summary = {
      ...wording,
      id: newId(),
      lane,
      level: fold.into,
      after: first.after,
      to: last.to,
      fromAt: first.fromAt,
      toAt: last.toAt,
      lines: fold.parts.reduce((sum, { lines }) => sum + lines, 0),
      madeAt: clock.now(),
      confined,
      remembered: await areKnownSince(place, fold.parts),
      people,
    };
    const parts = fold.parts.map(({ id }) => id);
    return storage.transaction(async (transaction) => {
      const isKept = await store.keepFold(transaction, summary, parts);
      if (isKept) await needs.recall.shelve(transaction, passagesOf(summary));
      return isKept;
    });
  }

  /** Whether all of these lines may be found again. */
  async function areRemembered(
    place: Place,
    units: readonly { messageId: string; at: number }[],
  ): Promise<boolean> {
    const since = (await needs.learnsSince(place)) ?? Number.POSITIVE_INFINITY;
    const before = units.filter(({ at }) => at < since).map(({ messageId }) => messageId);
    const findable = await needs.findable(before);
    return before.every((id) => findable.has(id));
  }

  async function areKnownSince(place: Place, parts: readonly Summary[]): Promise<boolean> {
    const since = await needs.learnsSince(place);
    return parts.every((part) => part.remembered === true || isSince(part, since));
  }

  /** The position of the oldest line that a prompt may tell. */
  async function oldestTold(place: Place): Promise<number> {
    const told = await transcript.recent(place, needs.linesTold(place).most);
    const oldest = told.find(({ offTheRecord }) => offTheRecord === undefined);
    const [line] = oldest === undefined ? [] : await transcript.upTo(oldest.messageId, 1);
    return line?.position ?? 0;
  }

  async function worded(
    units: readonly Unit[],
    mostCharacters: number,
    character: Character,
    audience: Audience,
  ): Promise<Wording> {
    const { signal } = stopping;
    signal.throwIfAborted();
    const minutes = await minutesOf(needs, { units, mostCharacters, character, audience, signal });
    return minutes ?? excerptWording(units, mostCharacters);
  }
}

function passagesOf(summary: Summary): Passage[] {
  return isToBeFound(summary) ? [asPassage(summary)] : [];
}

/**
 * What was said before a talk was remembered, and did not come in from a file since, is summed up by itself: of the rest
 * everything may be found again.
 */
function withinMemory(stretch: Stretch, learnsSince = 0): Stretch {
  const isRemembered = ({ at, messageId }: PlacedEntry) => at >= learnsSince || isImported(messageId);
  const [first] = stretch.lines;
  if (first === undefined) return stretch;
  const turn = stretch.lines.findIndex((line) => isRemembered(line) !== isRemembered(first));
  const last = turn < 0 ? undefined : stretch.lines[turn - 1];
  return last === undefined
    ? stretch
    : { ...stretch, to: last.position, lines: stretch.lines.slice(0, turn) };
}

/** The pieces of summaries that a coarser one is made from: their sentences, or their excerpts with the day. */
function unitsOf({ parts, into }: Fold, timeZone: string): Unit[] {
  return parts.flatMap((part) => {
    const pieces = isExcerpt(part) ? part.text.split('\n') : sentencesOf(part.text);
    return pieces
      .filter((piece) => piece !== '')
      .map((text) => ({
        text: into === 'week' && isExcerpt(part) ? promptTexts.dated(part.fromAt, text, timeZone) : text,
        at: part.fromAt,
      }));
  });
}
