import { UserError } from '../../core/errors.ts';

/** Why a database is not opened, and the next step. */
export type Refusal = UserError & { says: string; fix: string };

export function refusal(says: string, fix: string): Refusal {
  return Object.assign(new UserError(`${says} ${fix}`), { says, fix });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof UserError && 'says' in error;
}
