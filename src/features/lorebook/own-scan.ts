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
import { defaultScanSettings } from './engine/settings.ts';
import { noTimedState } from './engine/timed.ts';
import { fieldsOf, member, textOf } from './formats/fields.ts';

/** Books and a talk that somebody wants to try out. */
export interface OwnScan {
  books: readonly Book[];
  messages: readonly ScanMessage[];
  /** Named as in a file of cases, every one optional; `names` gives `{{user}}` and `{{char}}`. */
  settings: unknown;
  seed: number;
  /** Instead of what each book says. */
  profile: Profile | undefined;
}

/** Scans a talk once and tells of every entry what became of it. */
export function runOwnScan({ books, messages, settings, seed, profile }: OwnScan) {
  const fields = fieldsOf(settings);
  const active = books.map((book) => ({
    book: profile === undefined ? book : { ...book, profile },
    scope: 'global' as const,
  }));
  const prepared = prepare(active, readSettings(fields, defaultScanSettings));
  const input = inputFor(messages, fieldsOf(member(fields, 'names')), seed);
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
  };
}

export type OwnScanResult = ReturnType<typeof runOwnScan>;

function inputFor(
  messages: readonly ScanMessage[],
  names: ReturnType<typeof fieldsOf>,
  seed: number,
): ScanInput {
  const newest = (byCharacter: boolean) => messages.findLast((one) => one.byCharacter === byCharacter)?.name;
  const estimate = createTokenEstimate();
  const values = {
    char: textOf(member(names, 'char')) || newest(true) || 'Character',
    user: textOf(member(names, 'user')) || newest(false) || 'User',
    now: 0,
    timeZone: 'UTC',
    random: seededRandom(`macro ${seed}`),
    seed: String(seed),
  };
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
