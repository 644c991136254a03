import type { Character } from '../../core/character.ts';
import type { Consents } from '../../core/consent.ts';
import type { FinishedTurn } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Audience } from '../../core/ports/model.ts';
import type { Passage, Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { PlacedEntry, Transcript, TranscriptReader } from '../../core/ports/transcript.ts';
import type { Transaction } from '../../lib/sql.ts';
import { sentencesOf } from './check.ts';
import { excerptWording } from './excerpts.ts';
import { type MinutesNeeds, minutesOf } from './minutes.ts';
import { readable, whereTo } from './readable.ts';
import { asPassage, isToBeFound } from './shelving.ts';
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
  newId(): string;
}

/** Sums talks up behind the scenes, as their lines leave the prompts. */
export interface Making {
  catchUp(turn: FinishedTurn): Promise<void>;
  /** These messages are being taken back: what is just being made of them is not kept. */
  spoil(messageIds: readonly string[]): void;
  stop(): void;
}

/** A stretch of a lane that is to be summed up. */
interface Stretch extends Range {
  lines: readonly PlacedEntry[];
  hole?: Range | undefined;
}

/** A talk that was long before it was to be remembered is caught up with turn by turn. */
const mostEpisodesAtOnce = 4;
const mostFoldsAtOnce = 4;

export function createMaking(needs: MakingNeeds): Making {
  const { store, storage, transcript, clock, newId } = needs;
  const stopping = new AbortController();
  /** What was taken back while each piece of work was going on. */
  const works = new Set<Set<string>>();

  return {
    async catchUp({ message: { place }, character }) {
      try {
        for (let made = 0; made < mostEpisodesAtOnce; made += 1)
          if (!(await watched((spoilt) => makeNext(place, character, spoilt)))) break;
        for (let made = 0; made < mostFoldsAtOnce; made += 1) if (!(await foldNext(place, character))) break;
      } catch (error) {
        // What is stopped is due again after the next start.
        if (!stopping.signal.aborted) throw error;
      }
    },
    spoil(messageIds) {
      for (const spoilt of works) for (const id of messageIds) spoilt.add(id);
    },
    stop: () => stopping.abort(new Error('Acore stops.')),
  };

  async function watched<Result>(work: (spoilt: ReadonlySet<string>) => Promise<Result>): Promise<Result> {
    const spoilt = new Set<string>();
    works.add(spoilt);
    try {
      return await work(spoilt);
    } finally {
      works.delete(spoilt);
    }
  }

  /** Makes one episode; false when none is due. */
  async function makeNext(place: Place, character: Character, spoilt: ReadonlySet<string>): Promise<boolean> {
    const next = (await newestStretch(place)) ?? (await stretchOfHole(place));
    const stretch = next && withinMemory(next, await needs.learnsSince(place));
    const [first, last] = [stretch?.lines[0], stretch?.lines.at(-1)];
    if (stretch === undefined || first === undefined || last === undefined) return false;
    const { units, ...whose } = await readable(needs.consents, stretch.lines);
    const { audience, confined } = await whereTo(needs.consents, place.host, whose);
    const wording = await worded(units, longest.episode, character, audience);
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
      people: whose.people,
    };
    const sources = units.map(({ messageId }) => messageId);
    const passages = await passagesOf(episode, place);
    await storage.transaction(async (transaction) => {
      if (sources.some((id) => spoilt.has(id))) return;
      await store.keepEpisode(transaction, episode, sources, stretch.hole);
      await needs.recall.shelve(transaction, passages);
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
      people,
    };
    const parts = fold.parts.map(({ id }) => id);
    const passages = await passagesOf(summary, place);
    return storage.transaction(async (transaction) => {
      const isKept = await store.keepFold(transaction, summary, parts);
      if (isKept) await needs.recall.shelve(transaction, passages);
      return isKept;
    });
  }

  async function passagesOf(summary: Summary, place: Place): Promise<Passage[]> {
    return isToBeFound(summary, await needs.learnsSince(place)) ? [asPassage(summary)] : [];
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

/** What was said before a talk was remembered is summed up by itself: of the rest everything may be found again. */
function withinMemory(stretch: Stretch, learnsSince = 0): Stretch {
  const before = stretch.lines.filter(({ at }) => at < learnsSince);
  const last = before.at(-1);
  if (last === undefined || before.length === stretch.lines.length) return stretch;
  return { ...stretch, to: last.position, lines: before };
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
