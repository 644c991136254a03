import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Book } from '../../src/features/lorebook/book.ts';
import { defaultEntry, logics, noBookSettings } from '../../src/features/lorebook/book.ts';
import { fastMatcher } from '../../src/features/lorebook/engine/fast-matcher.ts';
import type { ScanInput, ScanMessage } from '../../src/features/lorebook/engine/input.ts';
import { type KeyMatcher, plainMatcher } from '../../src/features/lorebook/engine/key-matcher.ts';
import { prepare } from '../../src/features/lorebook/engine/prepare.ts';
import { scan } from '../../src/features/lorebook/engine/scan.ts';
import { defaultScanSettings, type ScanSettings } from '../../src/features/lorebook/engine/settings.ts';
import { noTimedState, type TimedState } from '../../src/features/lorebook/engine/timed.ts';
import type { FrozenNote } from '../../src/features/lorebook/frozen.ts';
import { freezeChecked } from '../support/frozen-lore.ts';
import { compiled, flags, misreadByV8, patterns, texts } from './patterns.ts';
import { fuzzTarget } from './target.ts';

const words = ['a', 'ab', 'b a', 'é', 'É', 'σς', 'ΣΊΣ', 'İ', 'ſ', 'S', '猫', '😀', '_', '1', 'new york'];
const odd = ['a\n\x01b', '\x01a', 'a\nb', '', ' ', 'Ann: a', '{{char}}', '<user>', '@@', '/(/', '/a/b/'];
const plain = fc.oneof(fc.constantFrom(...words, ...odd), texts);
const slashed = fc
  .tuple(patterns, flags)
  .filter(([source, flags]) => source !== '' && compiled(source, flags) !== undefined)
  .map(([source, flags]) => `/${source.replaceAll('/', '\\/')}/${flags}`);
const simple = fc
  .tuple(fc.constantFrom('\\ba\\b', 'a\\s+b', 'a.b', '^a', 'a$', '[^a]b', 'ab?', 'é|ß', '(?<!a)b'), flags)
  .map(([source, flags]) => `/${source}/${flags}`);
const key = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 2, arbitrary: simple }, slashed);
const maybe = fc.option(fc.boolean(), { nil: undefined });

const entry = fc.record({
  keys: fc.array(key, { maxLength: 3 }),
  secondaryKeys: fc.array(key, { maxLength: 2 }),
  logic: fc.constantFrom(...logics),
  content: fc.oneof(fc.constantFrom('', 'ab', 'é 猫', '@@activate\nb', '@@depth 2\nΣΊΣ'), texts),
  constant: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  caseSensitive: maybe,
  wholeWords: maybe,
  scanDepth: fc.option(fc.nat(4), { nil: undefined }),
  excludeRecursion: fc.boolean(),
  preventRecursion: fc.boolean(),
  delayUntilRecursion: fc.constantFrom(0, 0, 0, 1, 2),
  sticky: fc.constantFrom(0, 0, 2),
  cooldown: fc.constantFrom(0, 0, 2),
  delay: fc.constantFrom(0, 0, 2),
  group: fc.constantFrom('', '', 'g', 'g, h'),
  order: fc.nat(3),
  enabled: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0),
});

const settings: fc.Arbitrary<Partial<ScanSettings>> = fc.record({
  depth: fc.nat(4),
  budgetPercent: fc.constantFrom(1, 25, 100),
  windowTokens: fc.constantFrom(20, 8_192),
  recursive: fc.boolean(),
  caseSensitive: fc.boolean(),
  wholeWords: fc.boolean(),
  names: fc.boolean(),
  minActivations: fc.constantFrom(0, 0, 3),
  groupScoring: fc.boolean(),
});

const said = fc.array(fc.oneof(fc.constantFrom(...words), texts), { maxLength: 4 });
const cases = fc.record({
  entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
  profile: fc.constantFrom('st-compat' as const, 'strict' as const),
  settings,
  talk: fc.array(said, { minLength: 1, maxLength: 7 }),
});

/** Over a running talk, the fast matcher and the plain one come to the same in every respect, and lore can be frozen. */
export const loreMatcherTarget = fuzzTarget('lore-matcher', cases, ({ entries, profile, settings, talk }) => {
  const book: Book = {
    ...{ id: 'b', name: 'b', profile, settings: noBookSettings },
    entries: entries.map((entry, at) => ({ ...defaultEntry, ...entry, uid: String(at) })),
  };
  const messages = talk.map(
    (words, at): ScanMessage => ({
      name: at % 2 === 0 ? 'Ann' : 'Σ',
      text: words.join(' '),
      byCharacter: at % 2 === 1,
    }),
  );
  if (messages.some(({ text }) => entries.some(({ keys }) => keys.some((key) => isMisread(key, text)))))
    return;
  const told = (matcher: KeyMatcher) =>
    scansOf(book, { ...defaultScanSettings, ...settings }, messages, matcher);
  assert.deepEqual(told(fastMatcher), told(plainMatcher));
});

/** Regular expressions are tested on texts of other lengths by the two, and V8 errs on some. */
function isMisread(key: string, text: string): boolean {
  return key.startsWith('/') && misreadByV8(key, key.slice(key.lastIndexOf('/')), text);
}

function scansOf(
  book: Book,
  settings: ScanSettings,
  messages: readonly ScanMessage[],
  matcher: KeyMatcher,
): unknown[] {
  const prepared = prepare([{ book, scope: 'character' }], settings, matcher);
  let timed = noTimedState;
  let frozen: readonly FrozenNote[] = [];
  return messages.map((_, at) => {
    const result = scan(prepared, inputOf(messages.slice(0, at + 1), timed));
    timed = result.timed;
    frozen = freezeChecked({ before: frozen, prepared, result, messages: messages.slice(0, at + 1) }).notes;
    return {
      frozen,
      fired: result.fired.map(({ candidate, text }) => [candidate.id, text]),
      decisions: [...result.decisions],
      budget: result.budget,
      passes: result.passes,
      timed,
    };
  });
}

function inputOf(messages: readonly ScanMessage[], timed: TimedState): ScanInput {
  return {
    messages,
    trigger: 'normal',
    character: undefined,
    sources: {},
    extra: [],
    timed,
    greeting: 0,
    userIcon: undefined,
    expand: (text) => text.replaceAll('{{char}}', 'ab').replaceAll('<user>', 'Ann'),
    countTokens: (text) => Math.ceil(text.length / 3),
    chance: () => 0.4,
  };
}
