import type { FactDraft } from '../fact.ts';
import { patternExtractor } from './draft.ts';
import type { SaidLine } from './line.ts';
import { isReadable } from './readable.ts';
import type { Talk } from './reading.ts';
import { plainValue } from './rules.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

const motto =
  /^(?:my (?:life )?(?:motto|mantra|philosophy|rule)(?: in life| is|:)*|as I always say,?|I always say(?: that)?,?|words I live by:?|mein motto(?: ist|:)*)[ :,]+["“„]?(?<said>[^"“”„\n]{8,120}?)["”]?[.!]*$/imu;
const quotable =
  /^(?:"?quote of the (?:day|week|month|year)|(?:I am|I'm|im) (?:so )?(?:quoting|framing|stealing) (?:that|this)|putting (?:that|this) on a (?:t-?shirt|shirt|mug|wall|poster)|someone (?:quote|pin|frame) (?:that|this)|(?:frame|pin) (?:that|this)|(?:that|this) (?:goes|is going|belongs) (?:on|in|into) (?:the |a )?(?:wall|mug|shirt|t-?shirt|quote ?book|hall of fame)|(?:that|this)(?:'s| is) (?:a quote|one for the (?:books|quote ?book|wall)))\b/i;

/** What somebody calls their motto, or what another one calls worth quoting. Nothing else is kept word for word. */
export function quotesIn({ line, speaker }: Talk, before: SaidLine | undefined): FactDraft[] {
  const own = line.text.split('\n').flatMap((text) => motto.exec(text)?.groups?.['said'] ?? []);
  const drafts = own.slice(0, 1).map((said) => quote(said, speaker, [line.messageId]));
  const isPraised = before !== undefined && isReadable(before) && before.author.id !== speaker.id;
  if (isPraised && quotable.test(line.text.trim()) && isShort(before.text))
    drafts.push(quote(before.text, before.author, [before.messageId, line.messageId]));
  return drafts;
}

function isShort(text: string): boolean {
  return /^[^\n`|>*<]{12,140}$/.test(text.trim());
}

function quote(said: string, by: { id: string; name: string }, sources: string[]): FactDraft {
  const words = said
    .trim()
    .replace(/["“”„]/g, "'")
    .replace(/[.!]+$/, '');
  return {
    statement: asSentence(`${nameInFact(by.name)} said "${words}"`),
    kind: 'quote',
    about: [subjectOf(by)],
    saidBy: subjectOf(by),
    sources,
    confidence: 0.7,
    value: plainValue(words),
    extractor: patternExtractor,
  };
}
