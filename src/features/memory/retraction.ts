import type { Recall } from '../../core/recall.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { Fact } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import type { ChangeKind } from './ledger.ts';
import { factAsPassage, factPassageId, linePassageId } from './passages.ts';

interface RetractionNeeds {
  facts: FactStore;
  lanes: Pick<LaneStore, 'release'>;
  recall: Recall;
}

/**
 * Takes back what was derived from messages that are gone: their lines, the facts that rest on nothing else, and what
 * those had replaced or ended stands again. Their words leave the ledger as well.
 */
export async function retractFrom(
  { facts, lanes, recall }: RetractionNeeds,
  transaction: Transaction,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const gone = new Set(messageIds);
  await recall.remove(transaction, messageIds.map(linePassageId));
  await lanes.release(transaction, messageIds);
  const resting = (await facts.restingOn(transaction, messageIds)).map((fact) => without(fact, gone));
  const lost = resting.filter(({ rests }) => !rests).map(({ fact }) => fact);
  for (const { fact, rests } of resting) if (rests) await put(fact);
  for (const { id } of lost) for (const fact of await replacedBy(id)) await put(fact);
  await facts.erase(
    transaction,
    lost.map(({ id }) => id),
  );
  await recall.remove(
    transaction,
    lost.map(({ id }) => factPassageId(id)),
  );

  async function put(fact: Fact): Promise<void> {
    await facts.amend(transaction, fact);
    await recall.shelve(transaction, [factAsPassage(fact)]);
  }

  /** What a fact had replaced when it was learned, as it was before. */
  async function replacedBy(factId: string): Promise<Fact[]> {
    const birth = await facts.birthOf(transaction, factId);
    const replaced = birth.flatMap(({ kind, before }) =>
      giveWay.has(kind) && before !== undefined ? before : [],
    );
    const lostIds = new Set(lost.map(({ id }) => id));
    return replaced.filter(({ id }) => !lostIds.has(id)).map((fact) => without(fact, gone).fact);
  }
}

/** How a fact gives way to another one. */
const giveWay: ReadonlySet<ChangeKind> = new Set(['replaced', 'ended', 'corrected']);

/** A fact without some of the messages that it rests on; one that no message is left for does not rest any more. */
function without(fact: Fact, gone: ReadonlySet<string>): { fact: Fact; rests: boolean } {
  const sources = fact.sources.filter((id) => !gone.has(id));
  const wasEnded = fact.endedBy?.some((id) => gone.has(id)) ?? false;
  const { until, endedBy, ...open } = fact;
  const ended = wasEnded ? {} : { ...(until !== undefined && { until }), ...(endedBy && { endedBy }) };
  return { fact: { ...open, ...ended, sources }, rests: sources.length > 0 || fact.sources.length === 0 };
}
