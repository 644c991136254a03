import type { PlacedEntry } from '../../core/ports.ts';
import type { SummaryStore } from './store.ts';
import type { Summary } from './summary.ts';

/** A moment in a lane. */
export type Moment = Pick<PlacedEntry, 'position' | 'at'>;

/** The summaries of a lane that tell of the time before a moment, oldest first, as coarse as they are. */
export async function summariesBefore(
  { told, partsOf }: Pick<SummaryStore, 'told' | 'partsOf'>,
  lane: string,
  until: Moment,
): Promise<Summary[]> {
  return within(await told(lane));

  /** Of a coarser one that goes on after the moment only the parts before it count. */
  async function within(summaries: readonly Summary[]): Promise<Summary[]> {
    const found = await Promise.all(
      summaries
        .filter(({ after, fromAt }) => after < until.position && fromAt < until.at)
        .map(async (one) =>
          one.to < until.position || one.level === 'episode' ? [one] : within(await partsOf(one.id)),
        ),
    );
    return found.flat();
  }
}
