import { inThread } from './thread.ts';

/**
 * Rewrites a database so that no trace of what was deleted is left in its file, in a thread of its own: it takes about
 * a second for 80 MB. Nobody else may be inside a transaction meanwhile.
 */
export async function scrub(file: string): Promise<void> {
  const { problem } = await inThread(new URL('./scrub-worker.ts', import.meta.url), file);
  if (problem !== undefined) throw new Error(problem);
}
