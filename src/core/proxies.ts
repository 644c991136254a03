import type { Message } from './message.ts';
import { laneOf } from './message.ts';

/**
 * Finds the two copies of what one person said through a proxy such as PluralKit: their own message, and the
 * proxy's. Told by place, time and text; either may come first.
 */
export interface ProxyWatch {
  /** The other copy of this message, if it was heard a moment ago. */
  twinOf(message: Message): Message | undefined;
}

const windowMs = 8_000;
const keptPerLane = 8;

export function createProxyWatch(): ProxyWatch {
  const lately = new Map<string, Message[]>();
  return {
    twinOf(message) {
      if (message.author.kind !== 'person' && message.author.kind !== 'proxied') return undefined;
      const lane = laneOf(message.place);
      const heard = (lately.get(lane) ?? []).filter(({ at }) => Math.abs(message.at - at) <= windowMs);
      const twin = heard.find((other) => areTwins(message, other));
      lately.delete(lane);
      lately.set(
        lane,
        [...heard.filter((other) => other !== twin), ...(twin === undefined ? [message] : [])].slice(
          -keptPerLane,
        ),
      );
      forgetOldest(message.at);
      return twin;
    },
  };

  /** Lanes are kept in the order in which they were last heard. */
  function forgetOldest(now: number): void {
    for (const [lane, messages] of lately) {
      if ((messages.at(-1)?.at ?? 0) > now - windowMs) return;
      lately.delete(lane);
    }
  }
}

/** The longest that a proxy's tags may be, so that a short remark is not found in a long message of somebody else. */
const longestTags = 100;

/** A proxy takes its tags away, so the person's own text holds the proxied one. */
function areTwins(a: Message, b: Message): boolean {
  const [own, proxied] = a.author.kind === 'person' ? [a, b] : [b, a];
  if (own.author.kind !== 'person' || proxied.author.kind !== 'proxied') return false;
  if (proxied.text === '')
    return own.attachments.length > 0 && own.attachments.length === proxied.attachments.length;
  const at = own.text.indexOf(proxied.text);
  if (at < 0 || own.text.length - proxied.text.length > longestTags) return false;
  return !isInsideWord(own.text, at) && !isInsideWord(own.text, at + proxied.text.length);
}

const letter = /[\p{L}\p{N}]/u;

function isInsideWord(text: string, at: number): boolean {
  return letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at));
}
