import type { Book } from '../book.ts';
import type { Candidate } from './candidate.ts';
import type { BudgetUse } from './decision.ts';
import type { Prepared } from './prepare.ts';

/** Pays for what entries say. */
export interface Purse {
  /** Before the first text of a pass. */
  open(): void;
  /** Whether nothing of this kind is let in any more. */
  isShutFor(candidate: Candidate): boolean;
  /** What a text takes, and by how much it is too much; not to be told when that is above 0. */
  pay(text: string, candidate: Candidate): { tokens: number; overBy: number };
  /** After a pass: which of its texts may be searched further. */
  close(searchable: readonly string[]): void;
  use(): BudgetUse;
}

export function createPurse(prepared: Prepared, countTokens: (text: string) => number): Purse {
  return prepared.strict ? strictPurse(prepared, countTokens) : compatPurse(prepared, countTokens);
}

/**
 * As the recorded engine counts: the searchable texts of earlier passes, and everything of this pass up to and with
 * this text, the refused included. Just the budget is already too much, and after the first refusal all are refused.
 */
function compatPurse({ settings }: Prepared, countTokens: (text: string) => number): Purse {
  const budget = budgetOf(settings, 1);
  let earlier = '';
  let thisPass = '';
  let used = 0;
  let overflowed = false;
  /** What the budget would have to hold for everything that was refused so far. */
  let wanted = 0;
  return {
    open() {
      thisPass = '';
    },
    isShutFor: ({ entry }) => overflowed && !entry.ignoreBudget,
    pay(text, { entry }) {
      const tokens = countTokens(text);
      if (overflowed && !entry.ignoreBudget) {
        wanted += tokens;
        return { tokens, overBy: Math.max(1, wanted - budget + 1) };
      }
      thisPass += `${text}\n`;
      const total = countTokens(earlier) + countTokens(thisPass);
      const isOver = total >= budget && !entry.ignoreBudget;
      overflowed ||= isOver;
      if (isOver) wanted = total;
      else used += tokens;
      return { tokens, overBy: isOver ? total - budget + 1 : 0 };
    },
    close(searchable) {
      earlier = `${searchable.join('\n')}\n${earlier}`;
    },
    use: () => ({ budget, used, overflowed }),
  };
}

/**
 * Counts everything that was told, in whatever pass, against the budget of all and that of each book; just the budget
 * still fits. What comes after the first refusal would be less important, and is refused as well.
 */
function strictPurse({ settings }: Prepared, countTokens: (text: string) => number): Purse {
  const all: Account = { budget: budgetOf(settings, 0), used: 0, refused: 0 };
  const books = new Map<Book, Account>();

  function accountsOf({ book }: Candidate): Account[] {
    const budget = book.settings.tokenBudget;
    if (budget === undefined) return [all];
    const own = books.get(book) ?? { budget, used: 0, refused: 0 };
    books.set(book, own);
    return [all, own];
  }

  return {
    open() {},
    isShutFor: (candidate) =>
      !candidate.entry.ignoreBudget && accountsOf(candidate).some(({ refused }) => refused > 0),
    pay(text, candidate) {
      const tokens = countTokens(text);
      const accounts = accountsOf(candidate);
      const full = candidate.entry.ignoreBudget ? undefined : accounts.find((one) => isFull(one, tokens));
      for (const one of full === undefined ? accounts : []) one.used += tokens;
      if (full === undefined) return { tokens, overBy: 0 };
      full.refused += tokens;
      return { tokens, overBy: Math.max(1, full.used + full.refused - full.budget) };
    },
    close() {},
    use: () => ({ budget: all.budget, used: all.used, overflowed: all.refused > 0 }),
  };
}

interface Account {
  budget: number;
  used: number;
  /** The tokens of what did not fit. */
  refused: number;
}

function isFull({ budget, used, refused }: Account, tokens: number): boolean {
  return refused > 0 || used + tokens > budget;
}

function budgetOf({ budgetPercent, windowTokens, budgetCap }: Prepared['settings'], least: number): number {
  const share = Math.max(least, Math.round((budgetPercent * windowTokens) / 100));
  return budgetCap > 0 ? Math.min(share, budgetCap) : share;
}
