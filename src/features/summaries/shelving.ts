import { hostOf, type Place } from '../../core/message.ts';
import type { Digest, Digests } from '../../core/ports/digests.ts';
import type { Passage, Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Transcript } from '../../core/ports/transcript.ts';
import { inSteps } from '../../lib/in-steps.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { SummaryStore } from './store.ts';
import { isExcerpt, type Summary } from './summary.ts';

const prefix = 'summary:';

/** Where summaries of a lane are found again. */
export function summaryShelf(lane: string): string {
  return `summaries:${lane}`;
}

/** The name under which the search knows a summary. */
export function summaryPassageId(id: string): string {
  return `${prefix}${id}`;
}

/** Whether a summary is to be found again: when all of it may be, and in other words than its lines, which are found themselves. */
export function isToBeFound(summary: Summary): boolean {
  return summary.text !== '' && !isExcerpt(summary) && summary.remembered === true;
}

/** Whether all of a summary was said since the talk is remembered. */
export function isSince({ fromAt }: Pick<Summary, 'fromAt'>, learnsSince: number | undefined): boolean {
  return fromAt >= (learnsSince ?? Number.POSITIVE_INFINITY);
}

/** A summary, to be found again. */
export function asPassage({ id, lane, text, fromAt, toAt, people, confined }: Summary): Passage {
  return {
    id: summaryPassageId(id),
    shelf: summaryShelf(lane),
    text,
    at: Math.floor((fromAt + toAt) / 2),
    alone: true,
    wordsOf: people.map((one) => ({ host: hostOf(lane), id: one })),
    ...(confined && { confined }),
  };
}

/** Those of these passages that are summaries. */
export async function digestsAmong(
  store: Pick<SummaryStore, 'find'>,
  passageIds: readonly string[],
): ReturnType<Digests['find']> {
  const own = passageIds.filter((id) => id.startsWith(prefix));
  const found = await store.find(own.map((id) => id.slice(prefix.length)));
  return found.map(digestOf);
}

function digestOf({ id, lane, after, to, fromAt, toAt, lines, text, people }: Summary): Digest {
  return { passageId: summaryPassageId(id), lane, after, to, fromAt, toAt, lines, text, people };
}

/** Takes summaries that are gone out of the search. */
export async function unshelve(
  recall: Pick<Recall, 'remove'>,
  transaction: Transaction,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await recall.remove(transaction, ids.map(summaryPassageId));
}

interface EarlierNeeds {
  store: Pick<SummaryStore, 'unshelved' | 'markShelved'>;
  storage: Pick<Storage, 'transaction'>;
  transcript: Pick<Transcript, 'find'>;
  recall: Pick<Recall, 'shelve'>;
  learnsSince(place: Place): Promise<number | undefined>;
}

/** Lets episodes be found that were made before summaries were. */
export async function shelveEarlier(needs: EarlierNeeds, signal: AbortSignal): Promise<void> {
  const { store, storage, transcript, recall } = needs;
  await inSteps(async () => {
    const some = await store.unshelved();
    if (some.length === 0) return 0;
    const found = await Promise.all(
      some.map(async ({ summary, messageId }) => {
        const line = messageId === undefined ? undefined : await transcript.find(messageId);
        if (line === undefined) return [];
        const remembered = isSince(summary, await needs.learnsSince(line.place));
        return isToBeFound({ ...summary, remembered }) ? [summary] : [];
      }),
    );
    const passages = new Map(found.flat().map((summary) => [summary.id, asPassage(summary)]));
    await storage.transaction(async (transaction) => {
      const still = await store.markShelved(
        transaction,
        some.map(({ summary }) => summary.id),
      );
      await recall.shelve(
        transaction,
        still.flatMap((id) => passages.get(id) ?? []),
      );
    });
    return some.length;
  }, signal);
}
