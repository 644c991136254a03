import type { Character } from '../../core/character.ts';
import { fieldsOf, member, textOf } from '../../lib/json-fields.ts';
import { expandMacros } from '../../lib/macros.ts';
import { seededRandom } from '../../lib/random.ts';
import { createTokenEstimate } from '../../lib/token-estimate.ts';
import type { Book, Profile } from './book.ts';
import { readSettings } from './cases.ts';
import type { ScanInput, ScanMessage } from './engine/input.ts';
import { nearMisses } from './engine/near-misses.ts';
import { prepare } from './engine/prepare.ts';
import { render } from './engine/render.ts';
import { scan } from './engine/scan.ts';
import { defaultScanSettings, type ScanSettings } from './engine/settings.ts';
import { noTimedState } from './engine/timed.ts';
import type { TriedMeaning } from './meaning/asking.ts';
import { scanInputOf } from './record.ts';

/** Books and a talk that somebody wants to try out. */
export interface OwnScan {
  books: readonly Book[];
  messages: readonly ScanMessage[];
  /** Named as in a file of cases, every one optional; `names` gives `{{user}}` and `{{char}}`. */
  settings: unknown;
  seed: number;
  /** Instead of what each book says. */
  profile: Profile | undefined;
  /** What holds where the settings are silent. */
  otherwise?: ScanSettings | undefined;
  /** What the talk means to the books. */
  meaning?: TriedMeaning | undefined;
  /** Who answers: whose card may be searched, and for whom filters hold. */
  character?: Character | undefined;
}

/** Scans a talk once and tells of every entry what became of it. */
export function runOwnScan({ books, messages, settings, seed, profile, ...more }: OwnScan) {
  const fields = fieldsOf(settings);
  const active = books.map((book) => ({
    book: profile === undefined ? book : { ...book, profile },
    scope: 'global' as const,
  }));
  const prepared = prepare(active, readSettings(fields, more.otherwise ?? defaultScanSettings));
  const { meaning } = more;
  const input = {
    ...inputFor(messages, fieldsOf(member(fields, 'names')), seed, more.character),
    meant: meaning?.meant,
  };
  const result = scan(prepared, input);
  return {
    activated: result.fired.map(({ candidate }) => candidate.id),
    ...render(result.fired),
    budget: result.budget,
    passes: result.passes,
    entries: prepared.candidates.flatMap(({ id, written, book }, index) => {
      const decision = result.decisions[index];
      return decision === undefined
        ? []
        : [
            {
              id,
              name: written.name,
              profile: book.profile,
              decision,
              hasPlace: written.position !== 'nowhere',
            },
          ];
    }),
    nearMisses: nearMisses(prepared, input, result).map(({ candidate, ...miss }) => ({
      id: candidate.id,
      ...miss,
    })),
    ...(meaning !== undefined && { meaning: { remark: meaning.remark, nearly: silentOf(meaning, result) } }),
  };
}

/** What nearly was to the point and was told in no other way either. */
function silentOf({ nearly }: TriedMeaning, { fired }: ReturnType<typeof scan>) {
  const told = new Set(fired.map(({ candidate }) => candidate.id));
  return Object.entries(nearly).flatMap(([id, nearness]) => (told.has(id) ? [] : [{ id, nearness }]));
}

export type OwnScanResult = ReturnType<typeof runOwnScan>;

function inputFor(
  messages: readonly ScanMessage[],
  said: ReturnType<typeof fieldsOf>,
  seed: number,
  character: Character | undefined,
): ScanInput {
  const newest = (byCharacter: boolean) => messages.findLast((one) => one.byCharacter === byCharacter)?.name;
  const names = {
    char: textOf(member(said, 'char')) || character?.displayName || newest(true) || 'Character',
    user: textOf(member(said, 'user')) || newest(false) || 'User',
    now: 0,
    timeZone: 'UTC',
    seed: String(seed),
  };
  if (character !== undefined) {
    const record = { messages: [...messages], length: messages.length, timed: noTimedState };
    return scanInputOf({ ...record, seed: String(seed), names }, character);
  }
  const estimate = createTokenEstimate();
  const values = { ...names, random: seededRandom(`macro ${seed}`) };
  return {
    messages,
    trigger: 'normal',
    character: undefined,
    sources: {},
    extra: [],
    timed: noTimedState,
    greeting: undefined,
    userIcon: undefined,
    expand: (text) => expandMacros(text, values),
    countTokens: (text) => estimate.estimateText(text),
    chance: (what) => seededRandom(`${seed} ${what}`)(),
  };
}
