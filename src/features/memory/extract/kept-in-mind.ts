import type { FactDraft } from '../fact.ts';
import { patternExtractor } from './draft.ts';
import type { Language } from './language.ts';
import { gap } from './marks.ts';
import type { Talk } from './reading.ts';
import { plainValue } from './rules.ts';
import { turnedAround } from './sorts/object.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

/** What somebody asks to be remembered, without the asking; undefined where nothing is asked. */
export function toRemember(sentence: string, { remember }: Language): string | undefined {
  const text = sentence.replace(remember, '');
  return text === sentence || text.trim() === '' ? undefined : text.trim();
}

const verbs: Readonly<Record<string, string>> = {
  am: 'is',
  have: 'has',
  do: 'does',
  was: 'was',
  will: 'will',
  can: 'can',
  go: 'goes',
};
const pastOrModal =
  /ed$|^(?:was|had|will|can|must|went|left|put|got|made|bought|lost|found|met|won|sold|told|gave|took|came|saw|did|kept|hid|parked|owe|lent|set)$/i;

/** A wish to be remembered that no pattern reads: kept in the speaker's words where it is about the speaker or about no one. */
export function keptAsSaid(text: string, { line, speaker, people }: Talk): FactDraft | undefined {
  const words = text.replace(/[.!]+$/, '');
  if (words.includes(gap) || /\b(?:you|your|u|ur|du|dich|dir|dein\w*)\b/i.test(words) || words.length > 120)
    return undefined;
  if (
    words.split(' ').length < 3 ||
    people.namesIn(words).some(({ name }) => people.called(name, line)?.id !== speaker.id)
  )
    return undefined;
  const statement = told(words, nameInFact(speaker.name));
  if (statement === undefined) return undefined;
  return {
    statement: asSentence(statement),
    kind: 'fact',
    about: [subjectOf(speaker)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: 0.7,
    value: plainValue(words),
    extractor: patternExtractor,
  };
}

function told(words: string, name: string): string | undefined {
  const own = /^I (\p{L}+)\b(.*)$/iu.exec(words);
  if (own !== null) {
    const verb = own[1] ?? '';
    const rest = own[2] ?? '';
    return / I\b/.test(rest) ? undefined : `${name} ${thirdPerson(verb.toLowerCase())}${turnedAround(rest)}`;
  }
  if (/\bI\b|\b(?:he|she|they|it)\b/i.test(words)) return undefined;
  const mine = /^my (.+)$/i.exec(words);
  if (mine !== null) return `${name}'s ${turnedAround(mine[1] ?? '')}`;
  // A name that nobody here has may be somebody who has not spoken yet, and what is about them is not the speaker's to keep.
  if (
    !/^(?:the|our|an?|on|there|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow)\b.*\b(?:is|are|was|were|starts?|begins?|closes|opens|leaves|has|have|takes|happens)\b/iu.test(
      words,
    )
  )
    return undefined;
  return `${name} asked to remember that ${turnedAround(words)}`;
}

function thirdPerson(verb: string): string {
  const known = verbs[verb];
  if (known !== undefined) return known;
  if (pastOrModal.test(verb)) return verb === 'owe' ? 'owes' : verb;
  if (/(?:s|sh|ch|x|z|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}
