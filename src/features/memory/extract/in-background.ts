import { createBreath } from '../../../lib/breath.ts';
import type { FactDraft } from '../fact.ts';
import type { Acquaintance, ReadingOptions, SaidLine } from './line.ts';
import { factsByLine } from './patterns.ts';
import { readyToExtract } from './ready.ts';

/** Others are not to wait for much longer than one line takes. */
const heldUpMs = 5;

/** The same as `extractFacts`, for work beside which people are answered: it lets others go first again and again. */
export async function extractInBackground(
  lines: readonly SaidLine[],
  acquaintances: readonly Acquaintance[],
  { signal, ...options }: ReadingOptions & { signal?: AbortSignal | undefined },
): Promise<FactDraft[]> {
  if (lines.length > 0) await readyToExtract(signal);
  const breath = createBreath(heldUpMs);
  const drafts: FactDraft[] = [];
  for (const found of factsByLine(lines, acquaintances, options)) {
    drafts.push(...found);
    await breath();
  }
  return drafts;
}
