import type { Fact } from './fact.ts';

/** What can happen to a fact. */
export const changeKinds = [
  'learned',
  'confirmed',
  'replaced',
  'ended',
  'corrected',
  'told',
  'edited',
  'forgotten',
  'imported',
  'undone',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Who changed something: a person, or nobody in particular when a character learned it from the talk. */
export interface ChangedBy {
  id: string;
  name: string;
}

/** One line of the ledger: how a fact was before and after. Lines are never changed; only erasing takes words out. */
export interface Change {
  /** Orders the ledger. */
  position: number;
  at: number;
  kind: ChangeKind;
  factId: string;
  characterId: string;
  lane: string;
  /** Undefined where there was none. */
  before?: Fact | undefined;
  /** Undefined where there is none any more. */
  after?: Fact | undefined;
  by?: ChangedBy | undefined;
  /** Changes of one batch happened together and are undone together. */
  batch: string;
  /** The batch that this one takes back. */
  undoes?: string | undefined;
}

/** A change that is about to be written. */
export type NewChange = Pick<Change, 'kind' | 'before' | 'after'>;

/** How changes came about. */
export interface ChangeReason {
  at: number;
  batch: string;
  by?: ChangedBy | undefined;
  undoes?: string | undefined;
}

/** The facts as they were after the last of these changes, which come in the order of the ledger. */
export function factsAfter(changes: readonly Pick<Change, 'factId' | 'after'>[]): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const { factId, after } of changes) {
    if (after === undefined) facts.delete(factId);
    else facts.set(factId, after);
  }
  return facts;
}

/** One fact's part in a batch, which can be taken back without the others. */
export function partOf(batch: string, factId: string): string {
  return `${batch} ${factId}`;
}

/** What takes a batch back, newest change first; undefined when one of its facts has changed since. */
export function inverseOf(
  batch: readonly Change[],
  current: (factId: string) => Fact | undefined,
): NewChange[] | undefined {
  const isStill = lastOfEach(batch).every(({ factId, after }) => sameFact(current(factId), after));
  if (!isStill) return undefined;
  return batch.toReversed().map(({ before, after }) => ({ kind: 'undone', before: after, after: before }));
}

function lastOfEach(batch: readonly Change[]): Change[] {
  return [...new Map(batch.map((change) => [change.factId, change])).values()];
}

/** Whether a fact stands as it did. */
export function sameFact(one: Fact | undefined, other: Fact | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
