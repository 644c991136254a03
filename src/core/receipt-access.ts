import type { Caller } from './commands/command.ts';
import type { Place } from './message.ts';
import type { Receipt } from './receipt.ts';

/** Whether a receipt may be told: only where its message was said, or within the same guild to those who manage it. */
export function mayRead(receipt: Receipt, place: Place, caller: Caller): boolean {
  if (receipt.place.host !== place.host) return false;
  if (receipt.place.channelId === place.channelId) return true;
  return caller.mayManage && receipt.place.guildId !== undefined && receipt.place.guildId === place.guildId;
}

/** The id of a message, also out of a link to it. */
export function messageIdIn(reference: string): string {
  return reference.trim().split('/').at(-1) ?? reference;
}
