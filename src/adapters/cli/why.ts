import picocolors from 'picocolors';
import { reckoningText } from '../../core/prompt/account.ts';
import { mannerText } from '../../core/prompt/manner.ts';
import type { Answer, PromptPart, Receipt } from '../../core/receipt.ts';
import { harmless } from './harmless.ts';

interface Options {
  /** With the texts of the prompt, not only their sizes. */
  prompt: boolean;
  colourful: boolean;
}

type Colours = ReturnType<typeof picocolors.createColors>;

/** What `acore why` prints: how a message ended, and what every answer took. */
export function whyText(receipt: Receipt, options: Options): string {
  const colours = picocolors.createColors(options.colourful);
  const lines = [
    ...heading(receipt, colours),
    ...consideredLines(receipt, colours),
    ...receipt.answers.flatMap((answer) => ['', ...answerLines(answer, options, colours)]),
    ...remedyLines(receipt, colours),
  ];
  return `${lines.join('\n')}\n`;
}

function heading(receipt: Receipt, { bold, dim, green, yellow }: Colours): string[] {
  const { place, outcome } = receipt;
  const where = harmless(place.name === undefined ? place.channelId : `#${place.name}`);
  const when = new Date(receipt.receivedAt).toLocaleString('sv');
  const paint = outcome === 'answered' ? green : yellow;
  const joined = receipt.into === undefined ? [] : [`Went into message ${receipt.into}.`];
  return [
    `${bold(`Message ${receipt.messageId}`)} of ${harmless(receipt.authorName)} in ${where} on ${place.host}, ${when}`,
    `${paint(outcome)}: ${harmless(receipt.why)}`,
    ...joined,
    dim(`settled after ${seconds(receipt.finishedAt - receipt.receivedAt)}`),
  ];
}

function consideredLines({ considered = [] }: Receipt, { bold, dim, green }: Colours): string[] {
  if (considered.length === 0) return [];
  const rows = considered.map(({ characterName, chosen, because }) => {
    const mark = chosen ? green('✓') : dim('·');
    return `  ${mark} ${harmless(characterName).padEnd(20)} ${dim(because)}`;
  });
  return ['', bold('Considered'), ...rows];
}

function answerLines(answer: Answer, options: Options, colours: Colours): string[] {
  const { timings } = answer;
  const rows: [string, string][] = [
    ['spoke because', answer.because],
    ['posts', answer.messageIds.join(', ') || 'none'],
    ['model', `${answer.model}${answer.standIn ? ' (the built-in stand-in)' : ''}`],
    ['tokens', tokens(answer)],
    ['time', times(timings)],
  ];
  if (answer.standInBecause !== undefined) rows.push(['instead', answer.standInBecause]);
  if (answer.manner !== undefined) rows.push(['manner', mannerText(answer.manner)]);
  if (answer.cut !== undefined) rows.push(['cut', answer.cut]);
  if (answer.failure !== undefined)
    rows.push(['failed', `${answer.failure.outcome}: ${answer.failure.message}`]);
  return [
    colours.bold(harmless(answer.characterName)),
    ...rows.map(([name, value]) => `  ${colours.dim(name.padEnd(14))}${harmless(value)}`),
    ...answer.prompt.flatMap((part, index) => promptLines(part, index === 0, options, colours)),
  ];
}

function tokens(answer: Answer): string {
  const { promptTokens, completionTokens, cachedTokens, estimated } = answer.usage;
  const cached = cachedTokens === undefined ? '' : ` (${cachedTokens} from the cache)`;
  const reckoning = reckoningText(answer);
  const sure = estimated ? ', estimated' : reckoning === undefined ? '' : `; ${reckoning}`;
  return `${promptTokens} in${cached}, ${completionTokens} out${sure}`;
}

function times({ waitedMs, firstTokenMs, generatedMs, saidMs }: Answer['timings']): string {
  return `waited ${seconds(waitedMs)}, first word ${seconds(firstTokenMs)}, written ${seconds(generatedMs)}, said ${seconds(saidMs)}`;
}

function promptLines(part: PromptPart, first: boolean, options: Options, { dim }: Colours): string[] {
  const size = part.dropped === true ? `left out (${part.tokens})` : `${part.tokens}`;
  const why = part.because === undefined ? '' : `: ${part.because}`;
  const label = dim((first ? 'prompt' : '').padEnd(14));
  const line = `  ${label}${harmless(part.title).padEnd(28)} ${size.padStart(6)}  ${dim(harmless(`${part.source}${part.cut === true ? ', cut' : ''}${why}`))}`;
  if (!options.prompt) return [line];
  return [
    line,
    ...harmless(part.text || '(no longer kept)')
      .split('\n')
      .map((text) => `    ${dim('│')} ${text}`),
  ];
}

function remedyLines({ remedy }: Receipt, { bold }: Colours): string[] {
  if (remedy === undefined) return [];
  const setting = `${remedy.setting}: ${JSON.stringify(remedy.instead)}`;
  return ['', `${bold('To change this')}: ${harmless(remedy.how)}`, `  ${harmless(setting)}`];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}
