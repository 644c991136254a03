import type { Recall } from '../../core/ports/recall.ts';
import type { Transaction } from '../../lib/sql.ts';
import { type Fact, hasEnd } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import { factAsPassage, factPassageId, linePassageId } from './passages.ts';
import { excludes } from './reconcile.ts';
import { correctedBy, successorsOf } from './succession.ts';

interface RetractionNeeds {
  facts: FactStore;
  lanes: Pick<LaneStore, 'release'>;
  recall: Recall;
}

/** A fact that stands in another one's place, and since when, where that has changed. */
interface Heir {
  fact: Fact;
  since?: number | undefined;
}

/**
 * Takes back what was derived from messages that are gone: their lines, the facts that rest on nothing else, and what
 * those had replaced or ended stands again, unless something else has taken its place since. Their words leave the
 * ledger as well.
 */
export async function retractFrom(
  { facts, lanes, recall }: RetractionNeeds,
  transaction: Transaction,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const gone = new Set(messageIds);
  const left = (ids: readonly string[]) => ids.filter((id) => !gone.has(id));
  const rests = ({ sources }: Fact) => sources.length === 0 || left(sources).length > 0;
  await recall.remove(transaction, messageIds.map(linePassageId));
  await lanes.release(transaction, messageIds);
  const resting = await facts.restingOn(transaction, messageIds);
  const lost = new Map(resting.filter((fact) => !rests(fact)).map((fact) => [fact.id, fact]));
  for (const fact of resting) if (!lost.has(fact.id)) await put(await withoutGone(fact));
  for (const corrected of await correctedBy(transaction, [...lost.keys()]))
    if (rests(corrected)) await put(await standing(corrected));
  await facts.erase(transaction, [...lost.keys()]);
  await recall.remove(transaction, [...lost.keys()].map(factPassageId));
  await facts.eraseGone(transaction, messageIds);

  async function put(fact: Fact): Promise<void> {
    await facts.amend(transaction, fact);
    await recall.shelve(transaction, [factAsPassage(fact)]);
  }

  async function withoutGone(fact: Fact): Promise<Fact> {
    const wasEnded = fact.endedBy?.some((id) => gone.has(id)) ?? false;
    return wasEnded ? await standing(fact) : { ...fact, sources: left(fact.sources) };
  }

  /** A fact as it stands without what is gone: over where another one is in its place or somebody still says so. */
  async function standing({ until, over, endedBy = [], ...open }: Fact): Promise<Fact> {
    const fact = { ...open, sources: left(open.sources) };
    const heir = await heirOf(fact.id);
    const end = heir?.since ?? until;
    if (heir !== undefined && end !== undefined)
      return { ...fact, until: end, endedBy: left(heir.fact.sources) };
    const stillEndedBy = left(endedBy);
    if (stillEndedBy.length > 0) return { ...fact, ...(over ? { over } : { until }), endedBy: stillEndedBy };
    const other = await laterThan(fact);
    return other === undefined
      ? fact
      : { ...fact, until: other.from ?? other.saidAt, endedBy: left(other.sources) };
  }

  /** What has come to be so since, and cannot be so beside a fact. */
  async function laterThan(fact: Fact): Promise<Fact | undefined> {
    const known = await facts.beside(transaction, fact.characterId, fact.lane, [fact]);
    return known.find(
      (other) =>
        !hasEnd(other) && other.saidAt >= fact.saidAt && !lost.has(other.id) && excludes(fact, other),
    );
  }

  async function heirOf(factId: string, since?: number): Promise<Heir | undefined> {
    for (const { id, fact } of await successorsOf(transaction, factId)) {
      if (fact !== undefined && !lost.has(id)) return { fact, since };
      const heir = await heirOf(id, lost.get(id)?.until ?? since);
      if (heir !== undefined) return heir;
    }
    return undefined;
  }
}
