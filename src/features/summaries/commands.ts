import { z } from 'zod';
import { type Command, command, type ReplyFile } from '../../core/commands/command.ts';
import type { Consents } from '../../core/consent.ts';
import { UserError } from '../../core/errors.ts';
import { laneOf, type Place } from '../../core/message.ts';
import { newestKept } from '../../core/newest-kept.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Audience } from '../../core/ports/model.ts';
import type { PlacedEntry, Transcript, TranscriptReader } from '../../core/ports/transcript.ts';
import { wallTime } from '../../lib/calendar.ts';
import { parseDuration } from '../../lib/duration.ts';
import { summariesBefore } from './before.ts';
import { excerptOf, excerpts } from './excerpts.ts';
import { type MinutesNeeds, minutesOf } from './minutes.ts';
import { readable, whereTo } from './readable.ts';
import type { SummaryStore } from './store.ts';
import type { Unit, Wording } from './summary.ts';
import { texts } from './texts.ts';

export interface SummarizeNeeds extends MinutesNeeds {
  store: SummaryStore;
  transcript: TranscriptReader & Pick<Transcript, 'recent'>;
  consents: Consents;
  cast: Pick<Cast, 'presentIn'>;
  /** Where a message can be looked at; undefined where the host has no addresses. */
  linkTo(place: Place, messageId: string): string | undefined;
}

const dayMs = 86_400_000;
/** The newest lines that are summed up on request, and how many are when nobody said since when. */
const mostLines = 200;
const fewestLately = 30;
const mostCharacters = 900;
const excerptCharacters = 1_000;
const sourceCharacters = 320;
const mostStored = 4;

/** `/summarize`: what was said here, in short, for whoever asks. */
export function summarizeCommand(needs: SummarizeNeeds): Command {
  return command({
    name: 'summarize',
    kind: 'slash',
    description: 'Tells you in short what was said here, and where.',
    input: z.object({
      since: z
        .string()
        .max(40)
        .optional()
        .describe('How far back: 2h, 3d, or a day such as 2026-11-20. Left out: lately.'),
    }),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 15_000,
    example: '/summarize 3d',
    async run({ input, place, signal }) {
      const since = input.since === undefined ? undefined : readSince(input.since, needs);
      const { units, ...whose } = await readable(needs.consents, await linesSince(needs, place, since));
      if (units.length === 0) throw new UserError(texts.nothing);
      const { audience } = await whereTo(needs.consents, place.host, whose);
      const minutes = await minutesFor(needs, place, units, audience, signal);
      const title = texts.title(since === undefined ? texts.lately : texts.since(since), units.length);
      const body =
        minutes === undefined ? excerpted(needs, place, units) : told(needs, place, units, minutes);
      const stored = await storedSince(needs, place, since ?? 0);
      return {
        text: [title, ...body, ...stored.shown].join('\n'),
        visible: 'only-you',
        ...(stored.all.length > mostStored && { files: [fileOf(stored.all)] }),
      };
    },
  });
}

/** Throws UserError for what is no time in the past. */
function readSince(typed: string, { clock, timeZone }: SummarizeNeeds): number {
  const ms = parseDuration(typed);
  const at = ms === undefined ? beginningOfDay(typed.trim(), timeZone) : clock.now() - ms;
  if (at === undefined) throw new UserError(texts.badSince(typed));
  if (at > clock.now()) throw new UserError(texts.future);
  return at;
}

function beginningOfDay(typed: string, timeZone: string): number | undefined {
  const utc = /^\d{4}-\d\d-\d\d$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(utc)) return undefined;
  const { hour, minute, day } = wallTime(utc, timeZone);
  const ahead = day === new Date(utc).getUTCDate() ? 0 : dayMs;
  return utc - ((hour * 60 + minute) * 60_000 - ahead);
}

async function linesSince(
  { transcript, clock }: SummarizeNeeds,
  place: Place,
  since: number | undefined,
): Promise<PlacedEntry[]> {
  const last = await newestKept(transcript, place);
  if (last === undefined) return [];
  const newest = await transcript.upTo(last.messageId, mostLines);
  const wanted = newest.filter(({ at }) => at >= (since ?? clock.now() - dayMs));
  return since === undefined && wanted.length < fewestLately ? newest.slice(-fewestLately) : wanted;
}

async function minutesFor(
  needs: SummarizeNeeds,
  place: Place,
  units: readonly Unit[],
  audience: Audience,
  signal: AbortSignal,
): Promise<Wording | undefined> {
  const [character] = await needs.cast.presentIn(place);
  if (character === undefined) return undefined;
  return minutesOf(needs, { units, mostCharacters, character, audience, signal });
}

function told(
  needs: SummarizeNeeds,
  place: Place,
  units: readonly Unit[],
  { text, madeBy }: Wording,
): string[] {
  return [
    text,
    texts.byModel(madeBy),
    texts.sources,
    ...sourcesOf(needs, place, excerpts(units, sourceCharacters)),
  ];
}

function excerpted(needs: SummarizeNeeds, place: Place, units: readonly Unit[]): string[] {
  return [texts.byExcerpts, ...sourcesOf(needs, place, excerpts(units, excerptCharacters))];
}

function sourcesOf({ linkTo }: SummarizeNeeds, place: Place, found: readonly Unit[]): string[] {
  return found.map((unit) => {
    const link = unit.messageId === undefined ? undefined : linkTo(place, unit.messageId);
    return texts.source(unit.at, excerptOf(unit), link);
  });
}

/** What is kept of the talk since then, newest first: what the reply shows of it, and all of it. */
async function storedSince(
  { store, transcript, linkTo }: SummarizeNeeds,
  place: Place,
  since: number,
): Promise<{ shown: string[]; all: string[] }> {
  const end = { at: Number.MAX_SAFE_INTEGER, position: Number.MAX_SAFE_INTEGER };
  const told = await store.told(laneOf(place));
  const before = await summariesBefore({ store, transcript }, place, told, end);
  const found = before.filter(({ toAt, text }) => toAt >= since && text !== '');
  const all = await Promise.all(
    found.toReversed().map(async (summary) => {
      const [first] = await transcript.after(place, summary.after, 1);
      return texts.stored(summary, first && linkTo(place, first.messageId));
    }),
  );
  if (all.length === 0) return { shown: [], all };
  const left = all.length - mostStored;
  const more = left > 0 ? [texts.more(left)] : [];
  return { shown: [texts.storedTitle, ...all.slice(0, mostStored), ...more], all };
}

function fileOf(stored: readonly string[]): ReplyFile {
  const bytes = new TextEncoder().encode(`${stored.join('\n')}\n`);
  return { name: texts.fileName, contentType: 'text/markdown', bytes };
}
