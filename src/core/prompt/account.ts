import type { Answer, PromptPart } from '../receipt.ts';

/** Parts of a prompt that are one to the eye: neighbours of one kind that are there for one reason. */
export interface PromptRow {
  title: string;
  source: string;
  /** How many parts it stands for. */
  parts: number;
  tokens: number;
  /** Of what the model read; 0 for what was left out. */
  share: number;
  because: string | undefined;
  dropped: boolean;
  cut: boolean;
}

type Counted = Pick<Answer, 'prompt' | 'usage'>;

/** The rows of a prompt. What the provider counted is shared out among them as they were estimated. */
export function promptRows(answer: Counted): PromptRow[] {
  const parts = answer.prompt.map(asCounted(answer));
  const sum = parts.reduce((total, { tokens, dropped }) => total + (dropped === true ? 0 : tokens), 0);
  const rows: PromptRow[] = [];
  for (const part of parts) {
    const row = rowOf(part, sum);
    const last = rows.at(-1);
    if (last !== undefined && isAlike(last, row)) {
      last.parts += 1;
      last.tokens += row.tokens;
      last.share += row.share;
    } else rows.push(row);
  }
  return rows.map((row) => ({ ...row, tokens: Math.round(row.tokens) }));
}

/** A part with its tokens as the provider's count has them, as far as there is one. */
function asCounted({ prompt, usage }: Counted): (part: PromptPart) => PromptPart {
  const estimated = prompt.reduce((sum, { tokens, dropped }) => sum + (dropped === true ? 0 : tokens), 0);
  const factor = usage.estimated || estimated === 0 ? 1 : usage.promptTokens / estimated;
  return (part) => (part.dropped === true ? part : { ...part, tokens: part.tokens * factor });
}

function rowOf(part: PromptPart, sum: number): PromptRow {
  const { source, tokens, because, dropped = false, cut = false } = part;
  const share = dropped || sum === 0 ? 0 : tokens / sum;
  return { title: kindOf(part), source, parts: 1, tokens, share, because, dropped, cut };
}

function isAlike(a: PromptRow, b: PromptRow): boolean {
  const same = a.title === b.title && a.source === b.source && a.because === b.because;
  return same && a.dropped === b.dropped && a.cut === b.cut;
}

/** What a part is one of. */
function kindOf({ source, title }: PromptPart): string {
  if (source === 'history') return 'The talk';
  return title.startsWith('Example') ? 'Examples' : title;
}

/** By how much the estimate missed what the provider counted, as a share of that; undefined where nobody counted. */
export function estimateError({ usage, reckoned }: Pick<Answer, 'usage' | 'reckoned'>): number | undefined {
  if (reckoned === undefined || usage.estimated || usage.promptTokens === 0) return undefined;
  return (reckoned.promptTokens - usage.promptTokens) / usage.promptTokens;
}

/** `estimated 912 before, 1.3 % too many`; undefined where nobody counted. */
export function reckoningText(answer: Pick<Answer, 'usage' | 'reckoned'>): string | undefined {
  const error = estimateError(answer);
  if (error === undefined || answer.reckoned === undefined) return undefined;
  const percent = Math.abs(error * 100).toFixed(1);
  const miss = percent === '0.0' ? 'which is right' : `${percent} % too ${error > 0 ? 'many' : 'few'}`;
  return `estimated ${answer.reckoned.promptTokens} before, ${miss}`;
}
