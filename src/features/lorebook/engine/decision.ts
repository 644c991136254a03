import type { Logic } from '../book.ts';
import type { Nearness } from './input.ts';
import type { PieceOrigin } from './scan-text.ts';

/** Why an entry fired. */
export type Because = 'key' | 'constant' | 'decorator' | 'sticky' | 'fired-before' | 'meaning';

/** What became of one entry in a scan. `lost` are keys that are there, but not as words by ASCII's borders. */
export type Decision =
  | {
      kind: 'fired';
      because: Because;
      pass: number;
      tokens: number;
      key?: KeyFound;
      secondary?: KeyFound[];
      nearness?: Nearness;
    }
  | { kind: 'disabled' }
  | { kind: 'trigger' }
  | { kind: 'character-filter' }
  | { kind: 'tag-filter' }
  | { kind: 'delay'; messages: number }
  | { kind: 'cooldown'; until: number }
  | { kind: 'waits-for-recursion'; level: number }
  | { kind: 'excluded-from-recursion' }
  | { kind: 'decorator'; name: string }
  | { kind: 'no-keys' }
  | { kind: 'no-match'; barred?: readonly BarredKey[]; lost?: readonly string[] }
  | { kind: 'secondary'; logic: Logic; pass: number; key: KeyFound | undefined }
  | {
      kind: 'group';
      group: string;
      how: GroupLoss;
      to: string | undefined;
      odds: GroupOdds | undefined;
      pass: number;
    }
  | { kind: 'probability'; roll: number; probability: number; pass: number }
  | { kind: 'budget'; tokens: number; overBy: number; pass: number }
  | { kind: 'removed-twice'; pass: number };

/** A key as it was found: how the book writes it, and in which piece of the text, if it is in one alone. */
export interface KeyFound {
  written: string;
  where: PieceOrigin | undefined;
  /** Set where only ASCII word borders made it a match: by Unicode's it is a part of a longer word. */
  byAscii?: true;
}

/** A regular expression that is no longer tried, and why. */
export interface BarredKey {
  written: string;
  why: string;
}

/** By what an entry lost in its group. */
export type GroupLoss = 'sticky' | 'cooldown' | 'delay' | 'score' | 'earlier' | 'override' | 'chance';

/** The weights of the winner and of the loser. */
export interface GroupOdds {
  winner: number;
  loser: number;
}

/** What lore took of what it may take. */
export interface BudgetUse {
  budget: number;
  used: number;
  overflowed: boolean;
}

/** How near an entry came: what it failed at last counts more than what it failed at first. */
const ranks: Record<Decision['kind'], number> = {
  disabled: 0,
  trigger: 1,
  'character-filter': 1,
  'tag-filter': 1,
  delay: 2,
  cooldown: 2,
  'waits-for-recursion': 3,
  'excluded-from-recursion': 3,
  decorator: 4,
  'no-keys': 5,
  'no-match': 6,
  secondary: 7,
  group: 8,
  'removed-twice': 8,
  probability: 9,
  budget: 10,
  fired: 11,
};

/** Of two decisions on one entry the one that tells more; the later one of equals, but for a contest lost again. */
export function nearer(kept: Decision | undefined, later: Decision): Decision {
  if (kept?.kind === 'group' && later.kind === 'group') return kept;
  return kept !== undefined && ranks[kept.kind] > ranks[later.kind] ? kept : later;
}
