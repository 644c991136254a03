import { type REST, Routes } from 'discord.js';
import type { Place } from '../../core/message.ts';

/** Discord shows typing for ten seconds. */
const everyMs = 8_000;

/** A reply that is there at once needs no sign that one is coming. */
const firstAfterMs = 150;

/** Shows typing until the signal aborts; trouble with it is of no interest to anybody. */
export function createTyping(rest: REST): (place: Place, signal: AbortSignal) => void {
  return (place, signal) => {
    if (signal.aborted) return;
    let timer = setTimeout(show, firstAfterMs);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });

    function show(): void {
      rest
        .post(Routes.channelTyping(place.channelId), { signal })
        .catch(() => undefined)
        .finally(() => {
          if (!signal.aborted) timer = setTimeout(show, everyMs);
        });
    }
  };
}
