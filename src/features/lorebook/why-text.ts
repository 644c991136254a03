import type { Decision, KeyFound } from './engine/decision.ts';
import type { ScanMessage } from './engine/input.ts';
import type { NearMiss } from './engine/near-misses.ts';
import { sentence } from './lore-text.ts';
import { whyTexts } from './texts.ts';
import type { LoreLine, LoreView } from './view.ts';

const mostLines = 15;
const excerptLength = 48;
const barLength = 12;

/** Why an entry fired: by which key, in which message, at which pass. */
export function firedText(
  { because, pass, tokens, key, nearness }: Extract<Decision, { kind: 'fired' }>,
  { messages }: { messages: readonly ScanMessage[] },
): string {
  return whyTexts.fired(whyText(), pass, tokens);

  function whyText(): string {
    if (because === 'key') return keyText(key, messages);
    return because === 'meaning' ? whyTexts.meant(nearness) : whyTexts.because[because];
  }
}

function keyText(key: KeyFound | undefined, messages: readonly ScanMessage[]): string {
  if (key === undefined) return whyTexts.someKey;
  const { written, where } = key;
  if (where === undefined) return whyTexts.keyAcross(written);
  if (where.kind === 'entries') return whyTexts.keyInEntries(written);
  if (where.kind !== 'message')
    return whyTexts.keyElsewhere(written, where.kind === 'source' ? where.name : '');
  const message = messages[where.index];
  const back = messages.length - 1 - where.index;
  return whyTexts.keyInMessage(written, message?.name ?? '', excerpt(message?.text ?? ''), back);
}

/** What kept an entry back that had found a key. */
export function keptBackText(decision: Decision): string {
  return sentence(decision);
}

/** What one change would have made fire. */
export function missText({ kind, hint, decision }: Omit<NearMiss, 'candidate'>): string {
  if (decision.kind !== 'no-match') return sentence(decision);
  if (kind === 'depth') return whyTexts.deeper(hint.entry?.scanDepth ?? 0);
  if (kind === 'whole-words') return whyTexts.partOfWord;
  return hint.entry?.wholeWords === false ? whyTexts.withoutCaseAndWords : whyTexts.withoutCase;
}

/** All of it, for a panel. */
export function viewText(view: LoreView): string {
  const { characterName, books, fired, nearMisses, borders, budget, passes, changed } = view;
  return [
    whyTexts.title(characterName, books),
    `${bar(budget)} ${whyTexts.budget(budget, passes)}`,
    ...(fired.length === 0 ? [whyTexts.nothing] : [whyTexts.told, ...listed(fired)]),
    ...(nearMisses.length === 0 ? [] : [whyTexts.nearly, ...listed(nearMisses)]),
    ...(borders.length === 0 ? [] : [whyTexts.borders, ...listed(borders)]),
    ...(changed ? [whyTexts.changed] : []),
  ].join('\n');
}

function listed(lines: readonly LoreLine[]): string[] {
  const shown = lines
    .slice(0, mostLines)
    .map(
      ({ book, entry, profile, says }) => `- **${excerpt(entry)}** (${excerpt(book)}, ${profile}) – ${says}`,
    );
  return lines.length > mostLines ? [...shown, whyTexts.more(lines.length - mostLines)] : shown;
}

function bar({ used, budget }: LoreView['budget']): string {
  const full = budget === 0 ? 0 : Math.min(barLength, Math.ceil((used * barLength) / budget));
  return `\`${'█'.repeat(full)}${'░'.repeat(barLength - full)}\``;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length > excerptLength ? `${letters.slice(0, excerptLength).join('')}…` : line;
}
