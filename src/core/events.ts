import type { Place } from './message.ts';
import type { Receipt } from './receipt.ts';

/** What happens in the engine, told to whoever shows or counts it. */
export type AcoreEvent =
  | { kind: 'message-received'; messageId: string; place: Place }
  | { kind: 'turn-started'; messageId: string; place: Place; characterId: string }
  | { kind: 'reply-delta'; messageId: string; place: Place; characterId: string; text: string }
  /** Words shown so far are void: the turn gave way, failed, or was cut. */
  | { kind: 'reply-withdrawn'; messageId: string; place: Place; characterId: string }
  | { kind: 'reply-said'; messageId: string; place: Place; characterId: string; postedId: string }
  | { kind: 'receipt'; receipt: Receipt }
  /** What was said there is no longer kept: it was taken back, erased, or its time was over. */
  | { kind: 'forgotten'; place: Place; messageIds: readonly string[] }
  | { kind: 'failure'; where: string; error: unknown };

/** A hub with one channel. Listeners must not throw; one that does is dropped from that event only. */
export interface Events {
  emit(event: AcoreEvent): void;
  /** Returns what ends the listening. */
  listen(listener: (event: AcoreEvent) => void): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<(event: AcoreEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          if (event.kind !== 'failure') this.emit({ kind: 'failure', where: 'a listener', error });
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
