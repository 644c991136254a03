import type { Candidate, CandidateKey } from './candidate.ts';
import type { Decision } from './decision.ts';
import type { Hint } from './hint.ts';
import type { ScanInput } from './input.ts';
import { makeKey } from './key.ts';
import { isIn } from './key-matcher.ts';
import type { Prepared } from './prepare.ts';
import { messagePieces } from './reading.ts';
import type { ScanResult } from './scan.ts';
import { createScanText, type Piece } from './scan-text.ts';

/** What might make an entry fire, most telling first. */
export function hintsFor(
  candidate: Candidate,
  decision: Decision,
  prepared: Prepared,
  input: ScanInput,
  { budget }: ScanResult,
): Hint[] {
  switch (decision.kind) {
    case 'no-match':
      return forKeys(candidate, prepared, input);
    case 'secondary':
      return [{ kind: 'secondary', hint: { entry: { selective: false } } }];
    case 'group':
      return [
        { kind: 'group', hint: { entry: { groupOverride: true } } },
        { kind: 'group', hint: { entry: { groupOverride: true, groupScoring: false } } },
        { kind: 'group', hint: { entry: { group: '' } } },
      ];
    case 'probability':
      return [{ kind: 'probability', hint: { entry: { probability: 100 } } }];
    case 'budget':
      return forBudget(budget.budget + decision.overBy, prepared);
    default:
      return touches(candidate, prepared, input) ? forSwitch(decision) : [];
  }
}

function forBudget(needed: number, { settings }: Prepared): Hint[] {
  const budgetPercent = Math.ceil((needed * 100) / Math.max(1, settings.windowTokens));
  const budgetCap = settings.budgetCap > 0 ? Math.max(settings.budgetCap, needed) : 0;
  return [
    { kind: 'budget', hint: { settings: { budgetPercent, budgetCap } } },
    { kind: 'budget', hint: { entry: { ignoreBudget: true } } },
  ];
}

/** What keeps an entry from being asked for its keys at all. */
function forSwitch({ kind }: Decision): Hint[] {
  const hints: Partial<Record<Decision['kind'], Hint>> = {
    disabled: { kind: 'disabled', hint: { entry: { enabled: true } } },
    trigger: { kind: 'trigger', hint: { entry: { triggers: [] } } },
    'character-filter': { kind: 'filter', hint: { entry: { filter: undefined } } },
    'tag-filter': { kind: 'filter', hint: { entry: { filter: undefined } } },
    delay: { kind: 'delay', hint: { entry: { delay: 0 } } },
    cooldown: { kind: 'cooldown', hint: { entry: { cooldown: 0 } } },
    'waits-for-recursion': { kind: 'recursion', hint: { entry: { delayUntilRecursion: 0 } } },
    'excluded-from-recursion': { kind: 'recursion', hint: { entry: { excludeRecursion: false } } },
  };
  const hint = hints[kind];
  return hint === undefined ? [] : [hint];
}

/** Where the keys would be found if they were looked for less strictly, or further back. */
function forKeys(candidate: Candidate, prepared: Prepared, input: ScanInput): Hint[] {
  const messages = messagePieces(input, prepared.settings.names);
  const depth = candidate.entry.scanDepth ?? prepared.settings.depth;
  const near = messages.slice(0, Math.max(0, depth));
  const entry = { caseSensitive: false, wholeWords: false };
  const hints: Hint[] = [
    ...hintIf(candidate.manner.caseSensitive && isFound(candidate, near, input, { caseSensitive: false }), {
      kind: 'case',
      hint: { entry: { caseSensitive: false } },
    }),
    ...hintIf(candidate.manner.wholeWords && isFound(candidate, near, input, { wholeWords: false }), {
      kind: 'whole-words',
      hint: { entry: { wholeWords: false } },
    }),
    ...hintIf(isFound(candidate, near, input, entry), { kind: 'case', hint: { entry } }),
  ];
  const reach = messages.findIndex((piece) => isFound(candidate, [piece], input, {})) + 1;
  return [...hints, ...hintIf(reach > depth, { kind: 'depth', hint: { entry: { scanDepth: reach } } })];
}

function hintIf(applies: boolean, hint: Hint): Hint[] {
  return applies ? [hint] : [];
}

/** Whether an entry has anything to do with the talk, so that a switch might matter. */
function touches(candidate: Candidate, prepared: Prepared, input: ScanInput): boolean {
  const { entry, rules } = candidate;
  if (entry.constant || rules.force === 'on' || input.meant?.[candidate.id] !== undefined) return true;
  return isFound(candidate, messagePieces(input, prepared.settings.names), input, {});
}

function isFound(
  candidate: Candidate,
  pieces: readonly Piece[],
  input: ScanInput,
  looser: Partial<Candidate['manner']>,
): boolean {
  if (pieces.length === 0) return false;
  const text = createScanText(pieces);
  return candidate.primary.some((one) => {
    // A pattern minds neither case nor words, and need not be compiled again.
    if (one.kind === 'ready' && one.key.pattern !== undefined) return isIn(text, one.key);
    const written = writtenOf(one, input);
    const key = written && makeKey(written, { ...candidate.manner, ...looser }, candidate.entry.useRegex);
    return key ? isIn(text, key) : false;
  });
}

function writtenOf(one: CandidateKey, input: ScanInput): string | undefined {
  if (one.kind === 'ready') return one.key.written;
  return one.kind === 'macro' ? input.expand(one.written) : undefined;
}
