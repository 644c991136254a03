import { mannerText } from '../../core/manner.ts';
import type { Answer, Considered, PromptPart, Receipt } from '../../core/receipt.ts';

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
  const parts = summedParts(answer.prompt);
  return [
    answer.failure === undefined
      ? `**${answer.characterName}** answered: ${reasons[answer.because]}.`
      : `**${answer.characterName}** could not answer: ${answer.failure.message}`,
    `- Model: ${answer.model}${answer.standIn ? ' (the built-in understudy, not a language model)' : ''}`,
    ...(answer.standInBecause === undefined ? [] : [`- Instead of a model: ${answer.standInBecause}`]),
    ...(answer.manner === undefined ? [] : [`- Manner: ${mannerText(answer.manner)}`]),
    `- Tokens: ${about}${usage.promptTokens} in, ${usage.completionTokens} out${
      usage.cachedTokens === undefined ? '' : `, ${usage.cachedTokens} of them from the provider's cache`
    }`,
    `- Time: ${timings.waitedMs} ms waiting, first word after ${timings.firstTokenMs} ms, ${timings.generatedMs} ms in all, posted in ${timings.saidMs} ms`,
    ...(answer.cut === undefined
      ? []
      : [
          `- Cut: ${answer.cut === 'length' ? 'the answer reached its longest' : 'the model began to speak for somebody else'}`,
        ]),
    ...(parts.length === 0 ? [] : ['- Prompt, in tokens:', ...parts]),
  ].join('\n');
}

/** The prompt in a few lines: neighbouring parts of one kind are told together. */
function summedParts(prompt: readonly PromptPart[]): string[] {
  const kinds = new Map<string, { tokens: number; parts: number; dropped: number }>();
  for (const part of prompt) {
    const sum = kinds.get(kindOf(part)) ?? { tokens: 0, parts: 0, dropped: 0 };
    if (part.dropped === true) sum.dropped += 1;
    else sum.tokens += part.tokens;
    sum.parts += 1;
    kinds.set(kindOf(part), sum);
  }
  return [...kinds].map(([kind, { tokens, parts, dropped }]) => {
    const several = parts > 1 ? ` (${parts})` : '';
    return `  - ${kind}${several}: ${tokens}${dropped > 0 ? `, ${dropped} left out: no room` : ''}`;
  });
}

function kindOf({ source, title }: PromptPart): string {
  if (source === 'history') return 'The talk';
  return title.startsWith('Example') ? 'Examples' : title;
}
