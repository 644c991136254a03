/**
 * For long chains of work that never wait for anything real: promises alone do not let the event loop turn, and
 * sockets and timers would starve. Returns what to await once the loop has not turned for so long.
 */
export function createBreath(
  everyMs: number,
  nowMs: () => number = () => performance.now(),
): () => Promise<void> | undefined {
  let since: number | undefined;
  const turned = () => {
    since = undefined;
  };
  return () => {
    const now = nowMs();
    if (since === undefined) {
      since = now;
      setImmediate(turned);
      return undefined;
    }
    if (now - since < everyMs) return undefined;
    return new Promise((resolve) => setImmediate(resolve));
  };
}
