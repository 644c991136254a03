import type { CaseResult } from './cases.ts';
import type { BarredKey, Decision, KeyFound } from './engine/decision.ts';
import type { Change } from './engine/hint.ts';
import type { OwnScanResult } from './own-scan.ts';
import { whyTexts } from './texts.ts';

/** What a run of cases found, for people: a line for each step. */
export function casesText(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ id, expected }) =>
    expected.map(({ activated }, step) => `${id} ${step + 1}  ${activated.join(', ') || '–'}`),
  );
  return lines.join('\n');
}

/** What a scan of one's own found, for people. */
export function ownScanText({ entries, budget, nearMisses, meaning }: OwnScanResult): string {
  type Entry = OwnScanResult['entries'][number];
  const isFired = ({ decision }: Entry) => decision.kind === 'fired';
  const wide = Math.max(0, ...entries.map(({ id }) => id.length));
  const line = ({ id, name, decision, hasPlace }: Entry) => {
    const title = name === '' ? '' : `  (${name})`;
    return `${decision.kind === 'fired' ? '✓' : '–'} ${id.padEnd(wide)}  ${sentence(decision)}${hasPlace ? '' : ', but its position is unknown'}${title}`;
  };
  const misses = nearMisses.map(({ id, hint }) => `  ${id.padEnd(wide)}  ${hintText(hint)}`);
  const nearly = (meaning?.nearly ?? []).map(
    ({ id, nearness }) => `  ${id.padEnd(wide)}  ${whyTexts.nearlyMeant(nearness)}`,
  );
  return [
    ...entries.filter(isFired).map(line),
    ...entries.filter((entry) => !isFired(entry)).map(line),
    '',
    `Budget: ${budget.used} of ${budget.budget} tokens${budget.overflowed ? ', and more was wanted' : ''}.`,
    ...(misses.length === 0 ? [] : ['', 'Would have fired with:', ...misses]),
    ...(nearly.length === 0 ? [] : ['', 'Nearly:', ...nearly]),
    ...(meaning?.remark === undefined ? [] : ['', meaning.remark]),
  ].join('\n');
}

/** One decision in a few words. */
export function sentence(decision: Decision): string {
  switch (decision.kind) {
    case 'fired':
      return `fired in pass ${decision.pass}: ${becauseText(decision)}, ${decision.tokens} tokens`;
    case 'disabled':
      return 'is switched off';
    case 'trigger':
      return 'is not for this kind of turn';
    case 'character-filter':
    case 'tag-filter':
      return 'is not for this character';
    case 'delay':
      return `waits until the talk has ${decision.messages} messages`;
    case 'cooldown':
      return `rests until the talk has ${decision.until} messages`;
    case 'waits-for-recursion':
      return `waits for recursion, level ${decision.level}`;
    case 'excluded-from-recursion':
      return 'is left out of recursion';
    case 'decorator':
      return `@@${decision.name} keeps it back`;
    case 'no-keys':
      return 'has no key';
    case 'no-match':
      return [
        'no key was found',
        ...(decision.barred ?? []).map(barredText),
        ...(decision.lost ?? []).map(lostText),
      ].join('; ');
    case 'secondary':
      return `${keyText(decision.key)}, but the secondary keys say no (${decision.logic})`;
    case 'group':
      return groupText(decision);
    case 'removed-twice':
      return 'was removed in place of one that lost in two groups, as the recorded engine does';
    case 'probability':
      return `rolled ${decision.roll.toFixed(1)}, needed at most ${decision.probability}`;
    case 'budget':
      return `${decision.overBy} tokens over the budget`;
  }
}

function becauseText({ because, key, nearness }: Extract<Decision, { kind: 'fired' }>): string {
  if (because === 'meaning') return whyTexts.meant(nearness);
  return because === 'key' ? keyText(key) : because;
}

function keyText(key: KeyFound | undefined): string {
  if (key === undefined) return 'a key was found';
  return `${placeText(key)}${key.byAscii === true ? ' (a part of a longer word, but ASCII borders count here)' : ''}`;
}

function placeText({ written, where }: KeyFound): string {
  if (where === undefined) return `key “${written}” across several messages`;
  if (where.kind === 'message') return `key “${written}” in message ${where.index + 1}`;
  if (where.kind === 'entries') return `key “${written}” in what ${where.ids.join(', ')} said`;
  return `key “${written}” in ${where.kind === 'source' ? where.name : 'another prompt'}`;
}

function barredText({ written, why }: BarredKey): string {
  return `key “${written}” is no longer tried: ${why}`;
}

function lostText(written: string): string {
  return `key “${written}” is there, but not as a word by the ASCII borders that count here`;
}

function groupText({ group, how, to, odds }: Extract<Decision, { kind: 'group' }>): string {
  const against = odds === undefined ? '' : ` ${odds.winner}:${odds.loser}`;
  const winner = to === undefined ? '' : ` to ${to}`;
  return `lost group ${group}${against}${winner} (${how})`;
}

/** A hint as `field: value`. */
export function hintText({ entry = {}, settings = {} }: Change): string {
  const part = (where: string, fields: object) =>
    Object.entries(fields).map(([name, value]) => `${where}${name}: ${JSON.stringify(value) ?? 'none'}`);
  return [...part('', entry), ...part('settings.', settings)].join(', ');
}
