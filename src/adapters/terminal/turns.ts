import type { AcoreEvent, Events } from '../../core/events.ts';
import { host } from './place.ts';

/** Knows which messages have not had their receipt yet. */
export interface Turns {
  /** Resolves once there are none. */
  ended(): Promise<void>;
  close(): void;
}

export function createTurns(events: Events): Turns {
  const under = new Set<string>();
  const waiting = new Set<() => void>();

  function hear(event: AcoreEvent): void {
    if (event.kind === 'message-received' && event.place.host === host) under.add(event.messageId);
    if (event.kind === 'receipt') under.delete(event.receipt.messageId);
    if (under.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  const close = events.listen(hear);
  return {
    ended: () => (under.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
    close,
  };
}
