import { UserError } from '../errors.ts';
import type { Place } from '../message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Caller, Command } from './command.ts';

/** Whether somebody may use a command in a place: hosts enforce it, `/help` shows only what passes. */
export function mayUse(
  { permission, contexts }: Pick<Command, 'permission' | 'contexts'>,
  caller: Pick<Caller, 'mayManage'>,
  place: Pick<Place, 'kind'>,
): boolean {
  return contexts.includes(contextOf(place)) && (permission === 'everyone' || caller.mayManage);
}

/**
 * The command with its own rules enforced, so that no host has to: who may use it where, and how often. Refusals are
 * UserErrors that say why.
 */
export function guarded(command: Command, clock: Clock): Command {
  const rests = createRests(command.cooldownMs, clock);
  return {
    ...command,
    async run(call) {
      refuseUnlessAllowed(command, call.caller, call.place);
      rests.take(call.caller.id);
      return command.run(call);
    },
  };
}

/** Lets each person use a command again only after its pause. */
function createRests(pauseMs: number, clock: Clock): { take(personId: string): void } {
  const until = new Map<string, number>();
  return {
    take(personId) {
      if (pauseMs === 0) return;
      const now = clock.now();
      for (const [id, end] of until) if (end <= now) until.delete(id);
      const end = until.get(personId);
      if (end !== undefined)
        throw new UserError(`You can use this again in ${Math.ceil((end - now) / 1_000)} s.`);
      until.set(personId, now + pauseMs);
    },
  };
}

function refuseUnlessAllowed(
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
