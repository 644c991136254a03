import { type PromptRow, promptRows, reckoningText } from '../../core/prompt/account.ts';
import { type Answer, type PromptPart, saidGrounds } from '../../core/receipt.ts';
import { explainConsent, explainFound, explainMissing } from './explain.ts';
import { texts } from './texts.ts';

/** A prompt as a table in Markdown: what stood in it, from whom, how much of it, and why. */
export function contextText(answer: Answer): string {
  const rows = promptRows(answer);
  const left = [...rows.filter(({ dropped }) => dropped).map(leftLine), ...leftBySlices(answer)];
  return [
    texts.promptOf(answer.characterName, answer.model),
    sizeLine(answer),
    ...rows.filter(({ dropped }) => !dropped).map(toldLine),
    ...(left.length === 0 ? [texts.whole] : [texts.leftOut, ...left]),
    ...explainFound(answer),
    ...explainMissing(answer),
    ...explainConsent(answer),
  ].join('\n');
}

/** What did not even come as far as the prompt, since its slice has a room of its own. */
function leftBySlices({ grounds }: Answer): string[] {
  return saidGrounds(grounds).flatMap(({ slice, leftOut = 0 }) =>
    leftOut > 0 ? [`- ${texts.leftBy(slice, leftOut)}`] : [],
  );
}

function sizeLine(answer: Answer): string {
  const { usage, reckoned } = answer;
  const { promptTokens, cachedTokens } = usage;
  const said = [
    usage.estimated ? texts.notCounted(promptTokens) : texts.counted(promptTokens),
    reckoningText(answer),
    cachedTokens === undefined ? undefined : texts.cached(cachedTokens, percent(cachedTokens / promptTokens)),
  ];
  const size = `${said.filter((part) => part !== undefined).join('; ')}.`;
  if (reckoned === undefined) return size;
  return `${size} ${texts.room(reckoned.budgetTokens, percent(promptTokens / reckoned.budgetTokens))}`;
}

function toldLine(row: PromptRow): string {
  const share = `${percent(row.share)} %`.padStart(5);
  return `\`${bar(row.share)}${share}\` ${nameOf(row)}`;
}

function leftLine(row: PromptRow): string {
  return `- ${nameOf(row)}`;
}

function nameOf({ title, source, parts, tokens, because, cut }: PromptRow): string {
  const several = parts > 1 ? ` (${parts})` : '';
  const why = because === undefined ? '' : ` – ${because}`;
  return `**${title}**${several}, ${source}, ${tokens}${cut ? texts.cut : ''}${why}`;
}

const cells = 10;

function bar(share: number): string {
  const full = Math.round(share * cells);
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)}`;
}

function percent(share: number): number {
  return Math.round(share * 100);
}

/** The whole prompt, to be read: every part with its text, also what was left out. */
export function wholePrompt(answer: Answer): string {
  return [
    `${answer.characterName}, ${answer.model}\n${sizeLine(answer)}`,
    ...answer.prompt.map((part) => `${headOf(part)}\n${part.text || texts.textForgotten}`),
  ].join('\n\n');
}

function headOf({ title, source, tokens, because, dropped, cut }: PromptPart): string {
  const state = dropped === true ? ', left out' : cut === true ? texts.cut : '';
  return `=== ${title} (${source}, ${tokens}${state})${because === undefined ? '' : ` ${because}`}`;
}
