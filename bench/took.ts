import { quantile, rounded } from './statistics.ts';

/** How long something took, and what all threads of this process worked meanwhile, which other programs hardly change. */
export interface Took {
  ms: number;
  cpuMs: number;
}

/** Measures one piece of work; nothing else of this process may be at work. */
export async function took(work: () => Promise<unknown>): Promise<Took> {
  const began = performance.now();
  const worked = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(worked);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1_000 };
}

/** What is left of something without parts of it that were measured too. */
export function without({ ms, cpuMs }: Took, parts: readonly Took[]): Took {
  return {
    ms: ms - parts.reduce((sum, part) => sum + part.ms, 0),
    cpuMs: cpuMs - parts.reduce((sum, part) => sum + part.cpuMs, 0),
  };
}

/** How long such pieces took, the middle one and nearly the longest; undefined where there are none. */
export function spread(
  pieces: readonly Took[],
): Record<'p50' | 'p95' | 'cpuP50' | 'cpuP95', number> | undefined {
  if (pieces.length === 0) return undefined;
  const of = (figure: keyof Took, share: number) =>
    rounded(
      quantile(
        pieces.map((piece) => piece[figure]),
        share,
      ),
    );
  return { p50: of('ms', 0.5), p95: of('ms', 0.95), cpuP50: of('cpuMs', 0.5), cpuP95: of('cpuMs', 0.95) };
}
