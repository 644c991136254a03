import type { FinishedTurn } from '../../core/feature.ts';
import { homeOf, laneOf } from '../../core/message.ts';
import type { PlacedEntry, TranscriptReader } from '../../core/ports/transcript.ts';
import { createBreath } from '../../lib/breath.ts';
import { acquaintances } from './acquaintances.ts';
import { extractInBackground } from './extract/index.ts';
import { type FactDraft, sortOf } from './fact.ts';
import type { BroughtLine } from './lane-store.ts';
import { aboutWillingIn, asSaid, type LearningNeeds, openLines, textsOf } from './learning.ts';

/** Few at a time: nobody in the talk is to wait for what was said long ago. */
const batchSize = 12;
const heldUpMs = 10;
/** What was said right before a line says whom it is about, and right after it whether it is taken back. */
const linesBefore = 3;
const linesAfter = 2;
/** No host says that it was said: whoever brought the file does. */
const mostConfident = 0.6;

/**
 * Learns from the lines that came in from files since this character last did, whenever they were said. They were said
 * before this turn, so that nothing of it comes back in them.
 */
export async function learnBrought(
  needs: LearningNeeds & { signal: AbortSignal },
  { message: { place }, character }: Pick<FinishedTurn, 'message' | 'character'>,
): Promise<void> {
  const { lanes, writing, transcript, consents, cast, timeZone, signal } = needs;
  if ((await lanes.rules(homeOf(place))).learnsSince === undefined) return;
  let listener = await lanes.listener(place, character.id);
  while (listener !== undefined && !signal.aborted) {
    const some = await lanes.brought(laneOf(place), listener.broughtTo, batchSize);
    const last = some.at(-1);
    if (last === undefined) return;
    listener = { ...listener, broughtTo: last.turn };
    const lines = await withTheirSurroundings({ lanes, transcript }, some);
    await writing.write({ place, listener, lines, told: [], isBrought: true }, async () => {
      const { open, isConfined } = await openLines({ consents }, lines);
      const said = open.map(asSaid);
      const people = await acquaintances({ cast, transcript }, place, textsOf(said));
      const read = await extractInBackground(said, people, { timeZone, signal });
      const drafts = vouchedFor(read, some);
      return { unknown: [], drafts: await aboutWillingIn({ consents }, place, drafts), isConfined };
    });
  }
}

/** Lines from files as they stand in the talk, without those that are gone. */
export async function linesOf(
  transcript: TranscriptReader,
  brought: readonly BroughtLine[],
): Promise<PlacedEntry[]> {
  const lines = await Promise.all(brought.map(({ messageId }) => transcript.upTo(messageId, 1)));
  return inOrder(lines.flat());
}

/** The lines with those around them, as far as these are remembered themselves. */
async function withTheirSurroundings(
  { lanes, transcript }: Pick<LearningNeeds, 'lanes' | 'transcript'>,
  brought: readonly BroughtLine[],
): Promise<PlacedEntry[]> {
  const found = new Map<string, PlacedEntry>();
  const breath = createBreath(heldUpMs);
  let row: Row = { lines: [], from: 0 };
  for (const { messageId } of brought) {
    // The lines of a file mostly stand in a row.
    if (around(messageId, row) === undefined) row = await rowFrom(transcript, messageId, brought.length);
    for (const one of around(messageId, row) ?? row.lines) found.set(one.messageId, one);
    await breath();
  }
  const kept = await lanes.keptAmong([...found.keys()]);
  return inOrder([...found.values()].filter(({ messageId }) => kept.has(messageId)));
}

/** Lines of a talk in a row. */
interface Row {
  lines: readonly PlacedEntry[];
  /** From which of them on it is told what stands before. */
  from: number;
}

/** A line with what stands before it, and with enough of what follows it for so many. */
async function rowFrom(transcript: TranscriptReader, messageId: string, count: number): Promise<Row> {
  const before = await transcript.upTo(messageId, linesBefore + 1);
  const line = before.at(-1);
  if (line === undefined) return { lines: [], from: 0 };
  const after = await transcript.after(line.place, line.position, count + linesAfter);
  return { lines: [...before, ...after], from: before.length - 1 };
}

/** A line of a row with those around it; undefined where the row does not tell them all. */
function around(messageId: string, { lines, from }: Row): PlacedEntry[] | undefined {
  const at = lines.findIndex((line) => line.messageId === messageId);
  if (at < from || at + linesAfter >= lines.length) return undefined;
  return lines.slice(Math.max(0, at - linesBefore), at + linesAfter + 1);
}

function inOrder(lines: readonly PlacedEntry[]): PlacedEntry[] {
  return lines.toSorted((one, other) => one.position - other.position);
}

/**
 * What may be learned from a file: what people say of themselves and of places. Whom a name means there cannot be known,
 * and what somebody wants from characters they say themselves.
 */
export function vouchedFor(drafts: readonly FactDraft[], brought: readonly BroughtLine[]): FactDraft[] {
  const ids = new Set(brought.map(({ messageId }) => messageId));
  return drafts
    .filter(({ sources, kind }) => kind !== 'instruction' && sources.every((id) => ids.has(id)))
    .filter(({ about, saidBy }) => about.every((one) => one.id === saidBy.id || sortOf(one) !== 'person'))
    .map((draft) => ({ ...draft, confidence: Math.min(draft.confidence, mostConfident) }));
}
