import { type PromptRow, promptRows, reckoningText } from '../../core/prompt/account.ts';
import { mannerText } from '../../core/prompt/manner.ts';
import { type Answer, type Considered, type Receipt, saidGrounds } from '../../core/receipt.ts';
import { texts } from './texts.ts';

/** A receipt in Markdown, as `/why` shows it. Names and texts of people are data: hosts must not let them ping. */
export function explain(receipt: Receipt): string {
  return [
    `**${headline(receipt)}** ${receipt.why}`,
    ...(receipt.into === undefined ? [] : [`It was joined to message ${receipt.into}.`]),
    ...(receipt.remedy === undefined
      ? []
      : [`To change that: ${receipt.remedy.how} (\`${receipt.remedy.setting}\`)`]),
    ...explainConsidered(receipt),
    ...receipt.answers.map(explainAnswer),
  ].join('\n');
}

const headlines: Record<Receipt['outcome'], string> = {
  answered: 'Answered.',
  'not-addressed': 'Not addressed.',
  'channel-off': 'Channel off.',
  muted: 'Muted.',
  'ignored-author': 'Author ignored.',
  'bot-author': 'Written by a bot.',
  'no-character': 'Nobody lives here.',
  empty: 'Nothing to answer.',
  'over-length': 'Too long.',
  'rate-limited': 'Too many in a minute.',
  missed: 'Missed while away.',
  'intent-missing': 'Text withheld.',
  coalesced: 'Joined to a later message.',
  superseded: 'Gave way to a later message.',
  proxied: 'Spoken through a proxy.',
  deleted: 'Deleted before it was answered.',
  'missing-permission': 'Missing permission.',
  'model-unavailable': 'No model could answer.',
  refused: 'The model refused.',
  'delivery-failed': 'The answer could not be posted.',
  uncertain: 'The answer may or may not have been posted.',
  interrupted: 'Interrupted by a restart.',
  'shutting-down': 'Acore was stopping.',
  failed: 'Something went wrong inside Acore.',
};

function headline({ outcome }: Receipt): string {
  return headlines[outcome];
}

const reasons: Record<Considered['because'], string> = {
  summoned: 'asked for by command',
  mentioned: 'mentioned',
  'replied-to': 'replied to',
  named: 'named',
  direct: 'a direct message',
  continuation: 'the conversation was going on',
  burst: 'the message went on from the one before',
  always: 'this channel answers everything',
  lead: 'the first one here speaks where nobody is named',
  'not-named': 'not named',
  'names-not-heard': 'named, but here only a mention or a reply counts',
};

/** Whoever was present: those to answer, then those passed over, told together where the reason is one. */
function explainConsidered({ considered = [] }: Receipt): string[] {
  if (considered.length === 0) return [];
  const groups = new Map<string, string[]>();
  for (const { characterName, chosen, because } of considered) {
    const key = `${chosen ? 'chosen' : 'passed over'}: ${reasons[because]}`;
    groups.set(key, [...(groups.get(key) ?? []), characterName]);
  }
  return ['Considered:', ...[...groups].map(([reason, names]) => `- ${names.join(', ')}: ${reason}`)];
}

function explainAnswer(answer: Answer): string {
  const { usage, timings } = answer;
  const about = usage.estimated ? 'about ' : '';
  const parts = summedParts(answer);
  const reckoning = reckoningText(answer);
  return [
    answer.failure === undefined
      ? `**${answer.characterName}** answered: ${reasons[answer.because]}.`
      : `**${answer.characterName}** could not answer: ${answer.failure.message}`,
    `- Model: ${answer.model}${answer.standIn ? ' (the built-in understudy, not a language model)' : ''}`,
    ...(answer.standInBecause === undefined ? [] : [`- Instead of a model: ${answer.standInBecause}`]),
    ...explainConsent(answer),
    ...explainMissing(answer),
    ...(answer.manner === undefined ? [] : [`- Manner: ${mannerText(answer.manner)}`]),
    `- Tokens: ${about}${usage.promptTokens} in, ${usage.completionTokens} out${
      usage.cachedTokens === undefined ? '' : `, ${usage.cachedTokens} of them from the provider's cache`
    }${reckoning === undefined ? '' : `; ${reckoning}`}`,
    `- Time: ${timings.waitedMs} ms waiting, first word after ${timings.firstTokenMs} ms, ${timings.generatedMs} ms in all, posted in ${timings.saidMs} ms`,
    ...(answer.cut === undefined
      ? []
      : [
          `- Cut: ${answer.cut === 'length' ? 'the answer reached its longest' : 'the model began to speak for somebody else'}`,
        ]),
    ...(parts.length === 0 ? [] : ['- Prompt, in tokens (`/context` says why):', ...parts]),
    ...explainFound(answer),
  ].join('\n');
}

/** What slices found for the answer, each thing with its reason. */
export function explainFound({ grounds }: Answer): string[] {
  return saidGrounds(grounds).flatMap(({ slice, says }) => [
    `- Found by ${slice}:`,
    ...says.map((line) => `  - ${line}`),
  ]);
}

/** What is not in the prompt because its slice did not tell it in time, or failed. */
export function explainMissing({ missing = [] }: Answer): string[] {
  return missing.map(({ slice, because }) => `- ${texts.missing(slice, because)}`);
}

/** What people allow to be done with their words, as far as it changed something; never whose. */
export function explainConsent({ consent = {} }: Answer): string[] {
  const { localOnly, leftOut = 0, offTheRecord } = consent;
  return [
    ...(localOnly === true ? [texts.keptHere] : []),
    ...(leftOut > 0 ? [texts.leftOutFor(leftOut)] : []),
    ...(offTheRecord === true ? [texts.offTheRecord] : []),
  ].map((line) => `- Consent: ${line}`);
}

/** The prompt in a few lines, each kind of part once. */
function summedParts(answer: Answer): string[] {
  const kinds = Map.groupBy(promptRows(answer), ({ title }) => title);
  return [...kinds].map(([kind, rows]) => {
    const sum = (of: (row: PromptRow) => number) => rows.reduce((total, row) => total + of(row), 0);
    const parts = sum((row) => row.parts);
    const left = sum((row) => (row.dropped ? row.parts : 0));
    const tokens = sum((row) => (row.dropped ? 0 : row.tokens));
    const percent = Math.round(sum(({ share }) => share) * 100);
    const several = parts > 1 ? ` (${parts})` : '';
    return `  - ${kind}${several}: ${tokens}, ${percent} %${left > 0 ? `, ${left} left out` : ''}`;
  });
}
