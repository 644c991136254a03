import {
  at,
  entriesOf,
  type Fields,
  fieldsOf,
  flagOf,
  member,
  numberOf,
  textOf,
  textsOf,
} from '../../lib/json-fields.ts';
import { expandMacros } from '../../lib/macros.ts';
import { type Book, noBookSettings, type Profile, type ScanSource, scanSources } from './book.ts';
import type { ScanInput, ScanMessage } from './engine/input.ts';
import type { KeyMatcher } from './engine/key-matcher.ts';
import { type ActiveBook, type BookScope, type Prepared, prepare } from './engine/prepare.ts';
import { render, roleNumber } from './engine/render.ts';
import { type ScanResult, scan } from './engine/scan.ts';
import { defaultScanSettings, type ScanSettings, strategies } from './engine/settings.ts';
import { noTimedState, type TimedEffect, type TimedState } from './engine/timed.ts';
import { readWorldInfoEntry } from './formats/sillytavern.ts';

/** What a step of a case must give, in the recorded file's own shape. */
export interface CaseAnswer {
  chatLength: number;
  activated: string[];
  before: string;
  after: string;
  depth: { depth: number; entries: string[]; role: number }[];
  examples: { position: number; content: string }[];
  anTop: string[];
  anBottom: string[];
  outlets: Record<string, string[]>;
  timed: Record<'sticky' | 'cooldown', Record<string, Omit<TimedEffect, 'hash'>>>;
}

/** A case and what the engine makes of each of its steps. */
export interface CaseResult {
  id: string;
  expected: CaseAnswer[];
}

/** How case files are run. */
export interface CaseOptions {
  profile: Profile;
  matcher?: KeyMatcher | undefined;
  /** Sees what every step found. */
  watch?: ((step: WatchedStep) => void) | undefined;
}

/** A step of a case as it was scanned. */
export interface WatchedStep {
  id: string;
  prepared: Prepared;
  messages: readonly ScanMessage[];
  result: ScanResult;
}

/** Runs every case of a file of recorded cases: each is one talk, step by step, with its books. */
export function runCases(file: unknown, options: CaseOptions): CaseResult[] {
  const fields = fieldsOf(file);
  const defaults = fieldsOf(member(fields, 'entryDefaults'));
  return entriesOf(member(fields, 'cases')).map(({ key, fields: one }) =>
    runCase(one, key, defaults, options),
  );
}

function runCase(one: Fields, key: string, defaults: Fields, options: CaseOptions): CaseResult {
  const books = entriesOf(member(one, 'books')).map(({ fields }) =>
    bookOf(fields, defaults, options.profile),
  );
  const prepared = prepare(
    books,
    readSettings(fieldsOf(member(one, 'settings')), caseSettings),
    options.matcher,
  );
  const surroundings = surroundingsOf(one);
  const id = textOf(member(one, 'id'), key);
  let messages: ScanMessage[] = [];
  let timed = noTimedState;
  const expected: CaseAnswer[] = [];
  for (const { fields: step } of entriesOf(member(one, 'steps'))) {
    messages = afterStep(messages, step);
    const result = scan(prepared, { ...surroundings, messages, timed });
    timed = result.timed;
    options.watch?.({ id, prepared, messages, result });
    expected.push(answerOf(result, messages.length));
  }
  return { id, expected };
}

/** What a case means by what its settings leave out. */
const caseSettings: ScanSettings = {
  ...defaultScanSettings,
  recursive: false,
  wholeWords: false,
  names: false,
  strategy: 'character-first',
};

const scopes: Record<string, BookScope | undefined> = {
  chat: 'chat',
  persona: 'person',
  character: 'character',
  global: 'global',
};

function bookOf(fields: Fields, defaults: Fields, profile: Profile): ActiveBook {
  const name = textOf(member(fields, 'name'));
  const entries = entriesOf(member(fields, 'entries')).map(({ key, fields: entry }) =>
    readWorldInfoEntry({ ...defaults, ...entry }, key),
  );
  const book: Book = { id: name, name, profile, settings: noBookSettings, entries };
  return { book, scope: scopes[textOf(member(fields, 'source'))] ?? 'global' };
}

/** Reads the settings of a scan as files of cases have them; what is missing is as `otherwise` says. */
export function readSettings(fields: Fields, otherwise: ScanSettings): ScanSettings {
  const number = (name: string, value: number) => numberOf(member(fields, name)) ?? value;
  const flag = (name: string, value: boolean) => flagOf(member(fields, name)) ?? value;
  return {
    depth: number('depth', otherwise.depth),
    budgetPercent: number('budget', otherwise.budgetPercent),
    budgetCap: number('budgetCap', otherwise.budgetCap),
    windowTokens: number('maxContext', otherwise.windowTokens),
    recursive: flag('recursive', otherwise.recursive),
    caseSensitive: flag('caseSensitive', otherwise.caseSensitive),
    wholeWords: flag('matchWholeWords', otherwise.wholeWords),
    names: flag('includeNames', otherwise.names),
    minActivations: number('minActivations', otherwise.minActivations),
    minActivationsDepth: number('minActivationsDepthMax', otherwise.minActivationsDepth),
    maxPasses: number('maxRecursionSteps', otherwise.maxPasses),
    groupScoring: flag('useGroupScoring', otherwise.groupScoring),
    strategy: at(strategies, member(fields, 'strategy')) ?? otherwise.strategy,
  };
}

/** What a case gives besides the talk. */
function surroundingsOf(one: Fields): Omit<ScanInput, 'messages' | 'timed'> {
  const names = fieldsOf(member(one, 'names'));
  const scanData = fieldsOf(member(one, 'scanData'));
  const chance = numberOf(member(one, 'rng')) ?? 0;
  return {
    trigger: textOf(member(one, 'trigger'), 'normal'),
    character: characterOf(member(one, 'charFilter')),
    sources: sourcesOf(scanData),
    extra: entriesOf(member(one, 'injects'))
      .filter(({ fields }) => flagOf(member(fields, 'scan')) === true)
      .map(({ fields }) => textOf(member(fields, 'text'))),
    greeting: undefined,
    userIcon: undefined,
    expand: expander(textOf(member(names, 'char')), textOf(member(names, 'user')), chance),
    countTokens: (text) => Math.ceil(Buffer.byteLength(text) / 3.35),
    chance: () => chance,
  };
}

function characterOf(value: unknown): ScanInput['character'] {
  if (value === undefined) return undefined;
  const fields = fieldsOf(value);
  return { file: textOf(member(fields, 'file')), tags: textsOf(member(fields, 'tags')) };
}

function sourcesOf(fields: Fields): ScanInput['sources'] {
  return Object.fromEntries(
    scanSources.flatMap((source): [ScanSource, string][] => {
      const text = textOf(member(fields, source));
      return text === '' ? [] : [[source, text]];
    }),
  );
}

function expander(char: string, user: string, chance: number): (text: string) => string {
  return (text) =>
    expandMacros(text, {
      char,
      user,
      now: 0,
      timeZone: 'UTC',
      random: () => chance,
      seed: '',
      keepUnknown: true,
    });
}

function afterStep(messages: ScanMessage[], step: Fields): ScanMessage[] {
  const left = messages.slice(0, messages.length - (numberOf(member(step, 'truncate')) ?? 0));
  const added = entriesOf(member(step, 'append')).map(({ fields }) => ({
    name: textOf(member(fields, 'name')),
    text: textOf(member(fields, 'mes')),
    byCharacter: flagOf(member(fields, 'is_user')) === false,
  }));
  return [...left, ...added];
}

function answerOf(result: ScanResult, chatLength: number): CaseAnswer {
  const rendered = render(result.fired);
  return {
    chatLength,
    activated: result.fired.map(({ candidate }) => candidate.id),
    before: rendered.before,
    after: rendered.after,
    depth: rendered.depth.map(({ depth, role, texts }) => ({
      depth,
      entries: texts,
      role: roleNumber(role),
    })),
    examples: rendered.examples.map(({ position, text }) => ({
      position: position === 'top' ? 0 : 1,
      content: text,
    })),
    anTop: rendered.noteTop,
    anBottom: rendered.noteBottom,
    outlets: rendered.outlets,
    timed: { sticky: withoutHashes(result.timed.sticky), cooldown: withoutHashes(result.timed.cooldown) },
  };
}

function withoutHashes(effects: TimedState['sticky']): Record<string, Omit<TimedEffect, 'hash'>> {
  return Object.fromEntries(Object.entries(effects).map(([id, { hash: _, ...effect }]) => [id, effect]));
}
