import { importedCopyOf, importedId, isImported, laneOf, type Place } from '../../core/message.ts';
import type { Transcript, TranscriptEntry } from '../../core/ports/transcript.ts';
import { createBreath } from '../../lib/breath.ts';
import type { FiledLine } from './file.ts';

/** Where it is looked up which lines there are. */
export interface NamingNeeds {
  transcript: Pick<Transcript, 'find'> & {
    /** A line that was put away after its time. */
    findArchived(messageId: string): Promise<TranscriptEntry | undefined>;
  };
}

/** With its place in the file, counted from 0. */
type IdentifiedLine = Pick<FiledLine, 'id' | 'lastingId'> & { index: number };

/** So long nobody else waits for lines that are looked up. */
const heldUpMs = 10;

/** A line of a file by what it is called in the talk. */
export interface NamedLine<Line> {
  line: Line;
  messageId: string;
  /** What the talk holds of it already. */
  held: TranscriptEntry | undefined;
}

/** The lines by what they are called in this talk; of two of one id one. */
export async function withIds<Line extends IdentifiedLine>(
  needs: NamingNeeds,
  place: Place,
  lines: readonly Line[],
  key: string,
): Promise<NamedLine<Line>[]> {
  const breath = createBreath(heldUpMs);
  const named = new Map<string, NamedLine<Line>>();
  for (const line of lines) {
    const newId = await newIdOf(needs, place, line, key);
    const held = await heldOf(needs, place, [line.id, newId, importedId(key, line.index)]);
    const messageId = held?.messageId ?? newId;
    if (!named.has(messageId)) named.set(messageId, { line, held, messageId });
    await breath();
  }
  return [...named.values()];
}

/** The same each time, by the id that the line had where it comes from; of one without, by its place in the file. */
async function newIdOf(
  { transcript }: NamingNeeds,
  place: Place,
  { lastingId, id, index }: IdentifiedLine,
  key: string,
): Promise<string> {
  if (lastingId !== undefined) return lastingId;
  if (id === undefined) return importedId(key, index);
  // What was taken along from here comes back as it was; elsewhere it is another line.
  return isImported(id) && (await transcript.find(id)) === undefined ? id : importedCopyOf(place, id);
}

/** What the talk holds already under one of these ids. */
async function heldOf(
  { transcript }: NamingNeeds,
  place: Place,
  ids: readonly (string | undefined)[],
): Promise<TranscriptEntry | undefined> {
  for (const id of ids) {
    if (id === undefined) continue;
    const kept = (await transcript.find(id)) ?? (await transcript.findArchived(id));
    if (kept !== undefined && laneOf(kept.place) === laneOf(place)) return kept;
  }
  return undefined;
}
