import type { Caller, Command } from './command.ts';
import { UserError } from './errors.ts';
import type { Place } from './message.ts';

/** Whether somebody may use a command in a place: hosts enforce it, `/help` shows only what passes. */
export function mayUse(
  { permission, contexts }: Pick<Command, 'permission' | 'contexts'>,
  caller: Pick<Caller, 'mayManage'>,
  place: Pick<Place, 'kind'>,
): boolean {
  return contexts.includes(contextOf(place)) && (permission === 'everyone' || caller.mayManage);
}

/** Throws a UserError that says why when somebody may not use a command in a place. */
export function refuseUnlessAllowed(
  command: Pick<Command, 'permission' | 'contexts'>,
  caller: Pick<Caller, 'mayManage'>,
  place: Pick<Place, 'kind'>,
): void {
  if (mayUse(command, caller, place)) return;
  if (!command.contexts.includes(contextOf(place)))
    throw new UserError(
      contextOf(place) === 'direct' ? 'This works only in a server.' : 'This works only in direct messages.',
    );
  throw new UserError(
    'This changes the server, so it needs “Manage Server” or the role that was named for it.',
  );
}

function contextOf(place: Pick<Place, 'kind'>): Command['contexts'][number] {
  return place.kind === 'direct' ? 'direct' : 'guild';
}
