/** Where whoever watches over Acore asks how it is. */
export const healthPaths = ['/healthz', '/readyz'] as const;

/** What they are told: that the process lives, and whether it can answer messages. */
export function healthAt(
  path: (typeof healthPaths)[number],
  notReady: string | undefined,
): { ok: boolean; status: 200 | 503; says: string } {
  if (path === '/healthz') return { ok: true, status: 200, says: 'Alive.' };
  return notReady === undefined
    ? { ok: true, status: 200, says: 'Ready.' }
    : { ok: false, status: 503, says: notReady };
}
