import { belongingIn } from './belongings.ts';
import { englishLists } from './english/words.ts';
import type { Language } from './language.ts';
import type { Reading, Talk } from './reading.ts';

/** A clause that was read, whose subject the next one may leave out. */
export interface Before {
  clause: string;
  reading: Reading;
}

/**
 * The ways in which a clause without a readable subject goes on about whoever the clause before was about: "and work as
 * a nurse", "and plays the cello", "and she is a vet".
 */
export function carriedOn(
  clause: string,
  before: Before | undefined,
  language: Language,
  talk: Talk,
): string[] {
  if (before === undefined) return [];
  if (before.reading.of === 'own') return ofBelonging(clause, before.clause, language, talk);
  if (before.reading.subject.id !== talk.speaker.id)
    return language.thirdPerson.test(clause) ? [`${beginningOf(before, language, talk)} ${clause}`] : [];
  const begun = /^(I am|I have|ich bin|ich habe)\b/i.exec(before.clause)?.[1];
  const subject = language.self.exec(before.clause)?.[0].trim();
  return [subject && `${subject} ${clause}`, begun && `${begun} ${clause}`].filter(
    (whole) => typeof whole === 'string',
  );
}

/** The words for somebody else that a clause begins with. */
function beginningOf({ clause, reading }: Before, { you, other }: Language, { people }: Talk): string {
  const pronoun = (you.exec(clause) ?? other.exec(clause))?.[0].trim();
  return pronoun ?? people.leading(clause)?.name ?? reading.subject.name;
}

const women =
  /\b(?:mother|mom|mum|gf|sis|sister|daughter|wife|girlfriend|fianc[eé]e|aunt|niece|grandm\w+|granny|granddaughter|step(?:mother|mom|sister)|half-sister|godmother|goddaughter|\w+-in-law(?<=(?:mother|sister)-in-law))$/i;
const men =
  /\b(?:father|dad|bf|hubby|bro|brother|son|husband|boyfriend|fiancé|uncle|nephew|grandf\w+|grandpa|grandson|step(?:father|dad|brother)|half-brother|godfather|godson|\w+-in-law(?<=(?:father|brother)-in-law))$/i;
/** Somebody else whom a pronoun may mean as well. */
const another = new RegExp(
  `\\b(?:he|she|they|his|her|their|with|${englishLists['family']}|man|woman|guy|girl)\\b`,
  'i',
);

/** "My brother lives in Oslo and works as a welder", "… and he is a welder". */
function ofBelonging(clause: string, before: string, language: Language, talk: Talk): string[] {
  const belonging = belongingIn(before, language, talk);
  if (belonging === undefined) return [];
  const beginning = before.slice(0, before.length - belonging.rest.length).trim();
  if (language.thirdPerson.test(clause)) return [`${beginning} ${clause}`];
  const pronoun = language.other.exec(clause)?.[0].trim().toLowerCase();
  if (pronoun === undefined || another.test(belonging.rest)) return [];
  const cannotBe = pronoun === 'he' ? women : pronoun === 'she' ? men : /./;
  return cannotBe.test(belonging.what) ? [] : [clause.replace(language.other, `${beginning} `)];
}
