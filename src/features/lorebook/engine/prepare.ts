import { hashOf } from '../../../lib/random.ts';
import type { Book, BookEntry } from '../book.ts';
import { type Calls, createCalls } from './calls.ts';
import type { Candidate, CandidateKey } from './candidate.ts';
import { type Rules, readCompatDecorators, readStrictDecorators } from './decorators.ts';
import { fastMatcher } from './fast-matcher.ts';
import { createKeyRing, hasMacro, type Key, type Manner } from './key.ts';
import type { KeyMatcher, KeyReader } from './key-matcher.ts';
import type { ScanSettings } from './settings.ts';

/** Through what a book came into the talk. */
export type BookScope = 'chat' | 'person' | 'character' | 'global';

/** A book that is active, and why. */
export interface ActiveBook {
  book: Book;
  scope: BookScope;
}

/** Active books made ready for any number of scans with the same settings. */
export interface Prepared {
  /** In the order in which they are looked at. */
  candidates: readonly Candidate[];
  byId: ReadonlyMap<string, Candidate>;
  /** The levels that delayed entries wait for, lowest first. */
  levels: readonly number[];
  /** Whether every book is `strict`: the rules that concern all entries together are then strict as well. */
  strict: boolean;
  settings: ScanSettings;
  reader: KeyReader;
  /** Whom which key calls; undefined: everybody has to be asked. */
  calls: Calls | undefined;
  compile: Compiler;
}

/** Makes one entry ready. */
export type Compiler = (book: Book, written: BookEntry, index: number) => Candidate;

/** Compiles and orders the entries of all active books. */
export function prepare(
  books: readonly ActiveBook[],
  settings: ScanSettings,
  matcher: KeyMatcher = fastMatcher,
): Prepared {
  const compile = createCompiler(settings);
  const ordered = inOrder(withoutRepeats(books), settings);
  const candidates = ordered.map(({ book, entry }, index) => compile(book, entry, index));
  const keys = keysOf(candidates);
  return {
    candidates,
    byId: new Map(candidates.map((candidate) => [candidate.id, candidate])),
    levels: levelsOf(candidates),
    strict: books.length > 0 && books.every(({ book }) => book.profile === 'strict'),
    settings,
    reader: matcher.learn(keys),
    calls: createCalls(candidates, keys),
    compile,
  };
}

interface Found {
  book: Book;
  entry: BookEntry;
}

/** A book that is active in two ways counts once, where it reaches furthest. */
function withoutRepeats(books: readonly ActiveBook[]): ActiveBook[] {
  const reach: BookScope[] = ['global', 'chat', 'person', 'character'];
  const best = new Map<string, number>();
  for (const { book, scope } of books) {
    best.set(book.id, Math.min(reach.indexOf(scope), best.get(book.id) ?? reach.length));
  }
  const seen = new Set<string>();
  return books.filter(({ book, scope }) => {
    if (seen.has(book.id) || best.get(book.id) !== reach.indexOf(scope)) return false;
    seen.add(book.id);
    return true;
  });
}

function inOrder(books: readonly ActiveBook[], { strategy }: ScanSettings): Found[] {
  const of = (...scopes: BookScope[]) =>
    books
      .filter(({ scope }) => scopes.includes(scope))
      .flatMap(({ book }) => book.entries.map((entry) => ({ book, entry })))
      .sort((a, b) => b.entry.order - a.entry.order);
  const rest = {
    evenly: () => of('global', 'character'),
    'character-first': () => [...of('character'), ...of('global')],
    'global-first': () => [...of('global'), ...of('character')],
  };
  return [...of('chat'), ...of('person'), ...rest[strategy]()];
}

function createCompiler(settings: ScanSettings): Compiler {
  const makeKey = createKeyRing();

  return function compile(book, written, index) {
    const strict = book.profile === 'strict';
    const { content, rules } = (strict ? readStrictDecorators : readCompatDecorators)(written.content);
    const entry = strict ? underRules(written, rules, book) : written;
    const manner: Manner = {
      caseSensitive: entry.caseSensitive ?? settings.caseSensitive,
      wholeWords: entry.wholeWords ?? settings.wholeWords,
      borders: strict ? 'unicode' : 'ascii',
    };
    const keyOf = (key: string): CandidateKey => {
      if (hasMacro(key)) return { kind: 'macro', written: key };
      const made = makeKey(key, manner, entry.useRegex);
      return made === undefined ? { kind: 'never' } : { kind: 'ready', key: made };
    };
    return {
      id: `${book.id}.${entry.uid}`,
      index,
      book,
      strict,
      written,
      entry,
      content,
      rules,
      manner,
      primary: entry.keys.map(keyOf),
      secondary: entry.secondaryKeys.map(keyOf),
      groups: groupsOf(entry.group),
      hash: hashOf(JSON.stringify(written)).toString(36),
    };
  };
}

function groupsOf(written: string): string[] {
  return written.split(/,\s*/).filter((name) => name !== '');
}

/** What a strict book and the decorators of an entry say, as fields of the entry. */
function underRules(entry: BookEntry, rules: Rules, { settings }: Book): BookEntry {
  const { useRegex } = entry;
  const isClosed = settings.recursive === false;
  const depth = rules.depth ?? rules.reverseDepth;
  return {
    ...entry,
    scanDepth: rules.scanDepth ?? entry.scanDepth ?? settings.scanDepth,
    position: rules.position ?? (depth === undefined ? knownPosition(entry) : 'at-depth'),
    depth: rules.depth === undefined ? entry.depth : Math.max(0, rules.depth),
    role: rules.role ?? entry.role,
    constant: entry.constant && !useRegex,
    selective: entry.selective && !useRegex,
    excludeRecursion: entry.excludeRecursion || isClosed,
    preventRecursion: entry.preventRecursion || isClosed,
  };
}

/** What was paid for is shown, also where nobody knows the place that it names. */
function knownPosition({ position }: BookEntry): BookEntry['position'] {
  return position === 'nowhere' ? 'after-character' : position;
}

/** The levels that entries wait for, lowest first. */
export function levelsOf(candidates: readonly Candidate[]): number[] {
  const levels = new Set(candidates.map(({ entry }) => entry.delayUntilRecursion));
  return [...levels].filter((level) => level > 0).sort((a, b) => a - b);
}

/** Every key that is ready, once. */
export function keysOf(candidates: readonly Candidate[]): Key[] {
  const keys = new Set<Key>();
  for (const { primary, secondary } of candidates) {
    for (const one of [...primary, ...secondary]) if (one.kind === 'ready') keys.add(one.key);
  }
  return [...keys];
}
