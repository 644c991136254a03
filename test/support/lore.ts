import { type Book, type BookEntry, defaultEntry, noBookSettings } from '../../src/features/lorebook/book.ts';
import type { ScanInput, ScanMessage } from '../../src/features/lorebook/engine/input.ts';
import { type Prepared, prepare } from '../../src/features/lorebook/engine/prepare.ts';
import { type ScanResult, scan } from '../../src/features/lorebook/engine/scan.ts';
import { defaultScanSettings, type ScanSettings } from '../../src/features/lorebook/engine/settings.ts';
import { noTimedState } from '../../src/features/lorebook/engine/timed.ts';

/** A book of which only the interesting part need be said; its entries get their uids in order. */
export function aBook(entries: readonly Partial<BookEntry>[], changes: Partial<Book> = {}): Book {
  return {
    id: 'B',
    name: 'B',
    profile: 'st-compat',
    settings: noBookSettings,
    entries: entries.map((entry, index) => ({
      ...defaultEntry,
      uid: String(index),
      content: `e${index}`,
      ...entry,
    })),
    ...changes,
  };
}

/** Settings without anything that was not asked for. */
export const plainSettings: ScanSettings = {
  ...defaultScanSettings,
  depth: 2,
  recursive: false,
  wholeWords: false,
  names: false,
};

/** Messages of Alice, oldest first; a character's are written `Ada: …`. */
export function aTalk(...said: readonly string[]): ScanMessage[] {
  return said.map((line) => {
    const byCharacter = line.startsWith('Ada: ');
    return { name: byCharacter ? 'Ada' : 'Alice', text: byCharacter ? line.slice(5) : line, byCharacter };
  });
}

export function anInput(messages: readonly ScanMessage[], changes: Partial<ScanInput> = {}): ScanInput {
  return {
    messages,
    trigger: 'normal',
    character: undefined,
    sources: {},
    extra: [],
    timed: noTimedState,
    greeting: undefined,
    userIcon: undefined,
    expand: (text) => text.replaceAll('{{char}}', 'Ada').replaceAll('{{user}}', 'Alice'),
    countTokens: (text) => text.split(/\s+/).filter((word) => word !== '').length,
    chance: () => 0.5,
    ...changes,
  };
}

/** How a test scans: books, settings and the talk, with whatever else matters. */
export interface Scanned extends Partial<ScanInput> {
  settings?: Partial<ScanSettings>;
}

/** Scans one book. */
export function scanBook(
  book: Book,
  messages: readonly ScanMessage[],
  { settings, ...input }: Scanned = {},
): { prepared: Prepared; result: ScanResult; input: ScanInput } {
  const prepared = prepare([{ book, scope: 'global' }], { ...plainSettings, ...settings });
  const given = anInput(messages, input);
  return { prepared, input: given, result: scan(prepared, given) };
}

/** Which entries fired, by uid, in their order. */
export function fired(result: ScanResult): string[] {
  return result.fired.map(({ candidate }) => candidate.entry.uid);
}
