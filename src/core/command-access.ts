import type { Caller, Command } from './command.ts';
import type { Place } from './message.ts';

/** Whether somebody may use a command in a place: hosts enforce it, `/help` shows only what passes. */
export function mayUse(
  { permission, contexts }: Pick<Command, 'permission' | 'contexts'>,
  caller: Pick<Caller, 'mayManage'>,
  place: Pick<Place, 'kind'>,
): boolean {
  const fits = contexts.includes(place.kind === 'direct' ? 'direct' : 'guild');
  return fits && (permission === 'everyone' || caller.mayManage);
}
