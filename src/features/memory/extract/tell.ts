import { lazily } from '../../../lib/lazily.ts';
import type { FactDraft } from '../fact.ts';
import type { Belonging } from './belonging.ts';
import { plainKin } from './belongings.ts';
import { readingsOf } from './clauses.ts';
import { draftOf, patternExtractor } from './draft.ts';
import { isPet } from './english/kin.ts';
import { englishLists } from './english/words.ts';
import type { Language } from './language.ts';
import type { Reading, Talk } from './reading.ts';
import { matchRules } from './rules.ts';
import { asSentence, subjectOf } from './wording.ts';

/** What the rules make of a reading. */
export function draftsOf(reading: Reading, language: Language, talk: Talk): FactDraft[] {
  return matchRules(reading, language)
    .map((match) => draftOf(reading, match, language, talk))
    .filter((draft) => draft !== undefined);
}

/** What "she lives in Rome" tells of somebody's sister. */
export function tell(belonging: Belonging, text: string, language: Language, talk: Talk): FactDraft[] {
  const plain = plainlyOf(belonging, text, talk) ?? byRules(belonging, text, language, talk);
  if (plain.length > 0) return plain;
  // "She is 7 and obsessed with slime."
  const [, one = '', other = ''] = /^she is (.+?) and (.+)$/i.exec(text) ?? [];
  const parts = one === '' ? [] : [one, other];
  return parts.flatMap((part) => {
    const each = `she is ${part}`;
    return plainlyOf(belonging, each, talk) ?? byRules(belonging, each, language, talk);
  });
}

function byRules({ subject }: Belonging, text: string, language: Language, talk: Talk): FactDraft[] {
  const about: Talk = { ...talk, referent: subject };
  return readingsOf(text, language, about)
    .flatMap(({ readings }) => readings)
    .filter((reading) => reading.subject.id === subject.id)
    .flatMap((reading) => draftsOf(reading, language, about))
    .map((draft) => ({ ...draft, statement: asTheyAre(draft.statement, subject.name) }));
}

/** "Bo's parents live", where the rules speak of one. */
function asTheyAre(statement: string, name: string): string {
  const [, verb = '', rest = ''] = /^(\p{L}+)( .*)$/u.exec(statement.slice(name.length).trim()) ?? [];
  if (!/(?:parents|in-laws)$/.test(name) || !statement.startsWith(name) || verb === '') return statement;
  const many = ({ is: 'are', was: 'were', has: 'have' } as const)[verb] ?? verb.replace(/(?<!s)s$/, '');
  return `${name} ${many}${rest}`;
}

const age =
  /^she is (?:about |around |almost |already |only |just )?(?<age>\d{1,2}|one|two|three|four|five)(?: (?:years? old|years?|yo|y\/o|yrs old))?(?: now| already)?$/i;
const breed = lazily(
  () =>
    new RegExp(
      `^she is (?:an? )(?<breed>(?:[\\p{L}-]+ ){0,2}(?:${englishLists['pets']})(?: mix| cross)?)$`,
      'iu',
    ),
);

/** The age of a child or an animal, and of an animal its breed: of grown people the rules tell. */
function plainlyOf(belonging: Belonging, text: string, talk: Talk): FactDraft[] | undefined {
  const clean = text.replace(/[\s.!,]+$/, '');
  const years = age.exec(clean)?.groups?.['age'];
  if (years !== undefined)
    return [
      plainDraft(belonging, `is ${years} years old`, { slot: 'age', value: years.toLowerCase() }, talk),
    ];
  const kind = isPet(plainKin(belonging.what)) ? breed().exec(clean)?.groups?.['breed'] : undefined;
  if (kind === undefined) return undefined;
  const article = /^[aeiou]/i.test(kind) ? 'an' : 'a';
  return [plainDraft(belonging, `is ${article} ${kind}`, { slot: 'breed', value: kind.toLowerCase() }, talk)];
}

function plainDraft(
  { subject, owner }: Belonging,
  says: string,
  held: Pick<FactDraft, 'slot' | 'value'>,
  { speaker, line }: Talk,
): FactDraft {
  return {
    statement: asSentence(`${subject.name} ${says}`),
    kind: 'fact',
    about: [subjectOf(subject)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: owner.id === speaker.id ? 0.7 : 0.56,
    ...held,
    extractor: patternExtractor,
  };
}
