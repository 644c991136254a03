import { rounded } from './statistics.ts';

/**
 * For how long nothing else could happen on this thread while searches were waited for, how much of that it worked, and
 * how long it worked at one stretch: where others take the processor away, it stands still without having done anything.
 */
export function watchLoop() {
  let last = performance.now();
  let lastWork = workedMs();
  let longest = { blockMs: 0, workMs: 0 };
  let longestWorkMs = 0;
  const look = () => {
    const at = performance.now();
    const work = workedMs();
    const blockMs = at - last - 1;
    const workMs = work - lastWork;
    if (blockMs > longest.blockMs) longest = { blockMs, workMs };
    longestWorkMs = Math.max(longestWorkMs, workMs);
    last = at;
    lastWork = work;
  };
  const timer = setInterval(look, 1);
  return {
    stop() {
      look();
      clearInterval(timer);
      return {
        longestBlockMs: rounded(longest.blockMs),
        workInThatBlockMs: rounded(longest.workMs),
        longestWorkMs: rounded(longestWorkMs),
      };
    },
  };
}

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
