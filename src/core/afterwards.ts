import { createLanes } from '../lib/lanes.ts';
import type { Feature, FinishedTurn } from './feature.ts';
import { laneOf } from './message.ts';
import type { Log } from './ports/log.ts';

/** What slices do with turns that are over, beside the talk: one turn of a channel after another. */
export interface Afterwards {
  follow(turn: FinishedTurn): void;
  idle(): Promise<void>;
  /** Takes nothing more; resolves when what was taken is done. */
  stop(): Promise<void>;
}

/** What waits of one channel; whoever learns looks at the transcript as well, so that the oldest may go. */
const mostWaiting = 20;

export function createAfterwards({ features, log }: { features: readonly Feature[]; log: Log }): Afterwards {
  const observers = features.filter(({ observe }) => observe !== undefined);
  const waiting = new Map<string, FinishedTurn[]>();
  const lanes = createLanes(work, (_lane, error) => log.warn('Learning from a talk failed.', { error }));
  return {
    follow(turn) {
      if (observers.length === 0) return;
      const lane = laneOf(turn.message.place);
      const turns = waiting.get(lane) ?? [];
      turns.push(turn);
      waiting.set(lane, turns.slice(-mostWaiting));
      lanes.wake(lane);
    },
    idle: lanes.idle,
    async stop() {
      lanes.close();
      await lanes.idle();
    },
  };

  async function work(lane: string): Promise<void> {
    for (let turn = take(lane); turn !== undefined; turn = take(lane)) await tell(turn);
  }

  function take(lane: string): FinishedTurn | undefined {
    const turns = waiting.get(lane);
    const turn = turns?.shift();
    if (turns?.length === 0) waiting.delete(lane);
    return turn;
  }

  async function tell(turn: FinishedTurn): Promise<void> {
    for (const { name, observe } of observers) {
      try {
        await observe?.(turn);
      } catch (error) {
        log.warn('A slice could not learn from a turn.', { slice: name, error });
      }
    }
  }
}
