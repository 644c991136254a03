import type { Character } from '../../core/character.ts';
import { importedId, laneOf, type Place } from '../../core/message.ts';
import { oneLine } from '../../lib/one-line.ts';
import { shortDigest } from '../../lib/short-digest.ts';
import { type FiledLine, type RefusedLine, readOlderLines } from './file.ts';
import { type Intake, type IntakeNeeds, intakeOf, keep, sift } from './intake.ts';

/** A channel's talk as the predecessor kept it. */
export interface OlderTalk {
  place: Place;
  /** Its lines as they were read, oldest first. */
  messages: readonly unknown[];
  /** When the last of them was said at the latest; the file tells no times. */
  until: number;
  /** Who said the bot's lines. */
  character: Character | undefined;
}

/** What came of bringing such a talk in, or would come of it. */
export interface OlderIntake extends Omit<Intake, 'refused'> {
  /** Lines of people who are off the record. */
  offTheRecord: number;
  refused: RefusedLine[];
}

const apartMs = 1_000;

/**
 * Brings a talk of the predecessor in; without `apply` it is only looked at. A line is known by what it says and how
 * often that was said before, so that a file which has grown since brings in what is new alone.
 */
export async function bringOlder(
  needs: IntakeNeeds,
  { place, messages, until, character }: OlderTalk,
  { apply }: { apply: boolean },
): Promise<OlderIntake> {
  const { lines, refused } = readOlderLines(messages);
  const named = await withLastingIds(place, lines.map(cleaned));
  const dated = named.map((line, index) => {
    return { ...line, at: until - (named.length - index) * apartMs, isDated: false };
  });
  const sifted = await sift(needs, place, '', dated, { character });
  if (apply) await keep(needs, place, sifted);
  const { refused: offTheRecord, ...came } = intakeOf(sifted);
  return { ...came, offTheRecord, refused };
}

function cleaned(line: FiledLine): FiledLine {
  const { author } = line;
  return { ...line, author: { ...author, name: oneLine(author.name) || 'Somebody' } };
}

async function withLastingIds(place: Place, lines: readonly FiledLine[]): Promise<FiledLine[]> {
  const times = new Map<string, number>();
  return await Promise.all(
    lines.map(async (line) => {
      const said = JSON.stringify([laneOf(place), line.author.kind, line.author.id, line.text]);
      const before = times.get(said) ?? 0;
      times.set(said, before + 1);
      return { ...line, lastingId: importedId(await shortDigest(said), before) };
    }),
  );
}
