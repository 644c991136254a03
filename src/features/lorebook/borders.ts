import type { Candidate } from './engine/candidate.ts';
import type { ScanInput } from './engine/input.ts';
import { type Key, makeKey } from './engine/key.ts';
import { isIn } from './engine/key-matcher.ts';
import type { Prepared } from './engine/prepare.ts';
import { messagePieces } from './engine/reading.ts';
import type { ScanResult } from './engine/scan.ts';
import { createScanText } from './engine/scan-text.ts';
import { named } from './grounds.ts';
import { whyTexts } from './texts.ts';
import type { LoreLine } from './view.ts';

const mostTold = 5;

/** Entries that fired only because a word ends at every letter that is not ASCII. */
export function bordersMade({ noted }: ScanResult, input: ScanInput, names: boolean): LoreLine[] {
  const newestFirst = messagePieces(input, names);
  return [...noted].flatMap(([candidate, decision]) => {
    if (decision.kind !== 'fired' || decision.key?.where?.kind !== 'message') return [];
    const { written, where } = decision.key;
    const piece = newestFirst.find(({ from }) => from.kind === 'message' && from.index === where.index);
    const key = plainKey(candidate, written);
    if (piece === undefined || key === undefined) return [];
    const isStrictly = isIn(createScanText([piece]), { ...key, borders: 'unicode' });
    return isStrictly ? [] : [lineOf(candidate, whyTexts.borderMade(written))];
  });
}

/** Entries that did not fire although a key stands there as a word of its own, by the borders of every script. */
export function borderLosses(
  { candidates, settings }: Prepared,
  { decisions }: ScanResult,
  input: ScanInput,
): LoreLine[] {
  const messages = messagePieces(input, settings.names);
  const found: LoreLine[] = [];
  for (const candidate of candidates) {
    if (found.length >= mostTold) break;
    if (decisions[candidate.index]?.kind !== 'no-match' || candidate.manner.borders !== 'ascii') continue;
    const near = messages.slice(0, candidate.entry.scanDepth ?? settings.depth);
    const key = candidate.entry.keys.find((written) => isFound(near, plainKey(candidate, written)));
    if (key !== undefined) found.push(lineOf(candidate, whyTexts.borderLost(key)));
  }
  return found;
}

function isFound(pieces: ReturnType<typeof messagePieces>, key: Key | undefined): boolean {
  if (key === undefined) return false;
  // What an ASCII border keeps from matching has a letter that is not ASCII at its own edge.
  if (/^[\x20-\x7e]*$/.test(key.text)) return false;
  return pieces.some((piece) => isIn(createScanText([piece]), { ...key, borders: 'unicode' }));
}

/** A key to which borders matter: no pattern, and whole words are wanted. */
function plainKey({ manner, entry }: Candidate, written: string): Key | undefined {
  if (manner.borders !== 'ascii' || !manner.wholeWords || entry.useRegex) return undefined;
  const key = makeKey(written, manner);
  return key?.pattern === undefined ? key : undefined;
}

function lineOf(candidate: Candidate, says: string): LoreLine {
  const { id: _, ...entry } = named(candidate);
  return { ...entry, says };
}
