import type { Pattern } from './pattern.ts';

/** Keeps the regular expressions of a book from taking long together, when each alone is quick enough. */
export interface Strain {
  /** To be called before a text is read: what may be spent is there again. */
  renew(): void;
  /** The pattern's answer; false once too much was spent. */
  test(pattern: Pattern, text: string): boolean;
  /** Whether answers were held back since `renew`. */
  isSpent(): boolean;
}

/** What all regular expressions may take for one text, in milliseconds of the processor's time. */
const mostMs = 150;
/** Who takes longer is looked at more closely. */
const noticedMs = 1;
const checkEvery = 64;

/** The processor's time of this thread is measured, not the clock's: a busy machine bars nobody. */
export function createStrain(): Strain {
  let [began, asked, spent] = [0, 0, false];
  const slow = new Set<Pattern>();

  function check(): void {
    if (processorMs() - began < mostMs) return;
    spent = true;
    for (const pattern of slow) pattern.bar('It took too long together with others of its book.');
  }

  return {
    renew() {
      [began, asked, spent] = [processorMs(), 0, false];
      slow.clear();
    },
    test(pattern, text) {
      if (spent) return false;
      const before = performance.now();
      const answer = pattern.test(text);
      const isSlow = performance.now() - before > noticedMs;
      asked += 1;
      if (isSlow) slow.add(pattern);
      if (isSlow || asked % checkEvery === 0) check();
      return answer;
    },
    isSpent: () => spent,
  };
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
