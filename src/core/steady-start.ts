import { hashOf } from '../lib/random.ts';

/**
 * Where a talk begins that is too long to be told from its beginning: at one of the `within` messages from `from` on,
 * and turn after turn at the same one until it has to go. If the talk lost a message with every turn, no prompt cache
 * would know the rest of it again. Needs no memory: the message is chosen by its id.
 */
export function steadyStart(messageIds: readonly string[], from: number, within: number): number {
  const choice = messageIds.slice(from, from + Math.max(1, within)).map(hashOf);
  return choice.length === 0 ? from : from + choice.indexOf(Math.min(...choice));
}
