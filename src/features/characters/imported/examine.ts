import { CardError } from '../card-error.ts';
import type { ImportedStore } from './store.ts';
import { openVersion } from './version-card.ts';

/** An imported card that can no longer be read, and why, as the end of a sentence that begins with "because". */
export interface LostCard {
  id: string;
  name: string;
  server: string;
  reason: string;
}

/** Reads every imported card anew, one after the other, with its file; those that were deleted are left alone. */
export async function examineImported(
  store: Pick<ImportedStore, 'isThere' | 'all' | 'file'>,
): Promise<{ readable: number; lost: LostCard[] }> {
  // Looked at beside a database that was not yet brought up to date.
  if (!(await store.isThere())) return { readable: 0, lost: [] };
  const rows = (await store.all()).filter(({ deletedAt }) => deletedAt === undefined);
  const lost: LostCard[] = [];
  for (const { id, server, current } of rows) {
    const reason = await problemOf(store, current);
    if (reason !== undefined) lost.push({ id, server, name: current.name, reason });
  }
  return { readable: rows.length - lost.length, lost };
}

async function problemOf(...version: Parameters<typeof openVersion>): Promise<string | undefined> {
  try {
    return (await openVersion(...version)) === undefined ? 'the file that it came in is gone' : undefined;
  } catch (error) {
    if (error instanceof CardError) return error.message;
    throw error;
  }
}
