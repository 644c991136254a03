import { belongingIn } from './belongings.ts';
import { readingsOf, spelledOut } from './clauses.ts';
import { statedPart } from './doubt.ts';
import { wordsOf } from './echo.ts';
import type { Language } from './language.ts';
import { languages } from './languages.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import { gap } from './marks.ts';
import { meansSame } from './paraphrases.ts';
import type { Proposal } from './proposal.ts';
import type { ReadClause, Talk } from './reading.ts';
import { referentFor } from './referent.ts';
import { relationsIn } from './relations.ts';
import { ownSentences } from './speech.ts';

/** The words of a message that a claim calls upon. */
export interface Evidence {
  /** The sentences that the quote stands in. */
  sentences: readonly string[];
  /** What of them their author states as so; empty where all is doubtful. */
  stated: string;
  /** Everything that may be told from it. */
  told: readonly string[];
  quote: string;
  referent: Acquaintance | undefined;
}

/** A word that no message has, for what was left out: no quotation reads across it. */
const gapWord = ' xgapx ';

/** Finds a quote in what the author of a message says as themself; undefined where it does not stand there. */
export function evidenceFor(
  quote: string,
  talk: Talk,
  byId: ReadonlyMap<string, SaidLine>,
): Evidence | undefined {
  const all = ownSentences(talk.line.text);
  const wanted = spokenWords(quote);
  if (!/\p{L}{3}|\d{2}/u.test(wanted.join(''))) return undefined;
  const range = rangeOf(wanted, all);
  if (range === undefined) return undefined;
  const sentences = all.slice(range.first, range.last + 1);
  const stated = sentences.map(statedIn).filter((text) => text !== undefined);
  // A question may say what the answer is about: "Fav movie? Amélie."
  const asked = stated.length > 0 ? sentences.filter((sentence) => /\?\s*$/.test(sentence)) : [];
  const whole = sentences.filter((sentence) => statedIn(sentence)?.length === spelledFor(sentence).length);
  const words = wordsOf([...stated, ...asked, ...whole].join(' '));
  return {
    sentences,
    stated: wanted.some((word) => words.includes(word)) ? stated.join('. ') : '',
    told: [...stated, ...asked, ...whole],
    quote,
    referent: referentFor(talk, all.slice(0, range.last + 1), byId),
  };
}

/** Laughter falls between sentences and is in none of them. */
function spokenWords(text: string): string[] {
  return wordsOf(text).filter((word) => !/^(?:lo+l|lmao|(?:ha){2,}h?|(?:he){2,}|xd|d|p)$/.test(word));
}

function rangeOf(
  wanted: readonly string[],
  sentences: readonly string[],
): { first: number; last: number } | undefined {
  const words = sentences.map((sentence) => spokenWords(sentence.replaceAll(gap, gapWord)));
  const text = (from: number, to: number) => ` ${words.slice(from, to).flat().join(' ')} `;
  const quote = ` ${wanted.join(' ')} `;
  for (let length = 1; length <= sentences.length; length += 1) {
    for (let first = 0; first + length <= sentences.length; first += 1)
      if (text(first, first + length).includes(quote)) return { first, last: first + length - 1 };
  }
  return undefined;
}

const germanWords =
  /(?:^|[^\p{L}])(?:ich|mein\p{L}*|mir|mich|und|nicht|ist|bin|habe?|heißt?|heiße|wohn\p{L}*|mag|der|die|das|ein|eine|kein\p{L}*)(?=$|[^\p{L}])/iu;

/** Which language's marks of doubt count. */
export function languageOf(sentence: string): Language {
  const german = languages.find(({ code }) => code === 'de');
  const [first] = languages;
  if (first === undefined) throw new Error('there is no language');
  return german !== undefined && germanWords.test(sentence) && !/\bI\b|\bthe\b/.test(sentence)
    ? german
    : first;
}

function spelledFor(sentence: string): string {
  const language = languageOf(sentence);
  return spelledOut(sentence, language).replace(language.remember, '');
}

function statedIn(sentence: string): string | undefined {
  return statedPart(spelledFor(sentence), languageOf(sentence));
}

/** Whether the one a claim is about is the one whom its words are about, for sure. */
export function isAbout(who: Acquaintance, { statement }: Proposal, evidence: Evidence, talk: Talk): boolean {
  const quoted = readAll(evidence.quote, talk);
  const clauses = quoted.length > 0 ? quoted : readAll(evidence.stated, talk);
  const readings = clauses.flatMap(({ readings }) => readings);
  const related = clauses.flatMap(({ clause }) => relationsIn(clause, talk)).flatMap(({ about }) => about);
  const subjects = new Set([...readings.map(({ subject }) => subject.id), ...related.map(({ id }) => id)]);
  if (subjects.size > 0) return subjects.has(who.id) && isNotOnlyTheirs(who, statement, clauses, talk);
  return who.id === talk.speaker.id && !speaksOfOthers(evidence, talk);
}

function readAll(text: string, talk: Talk): ReadClause[] {
  return readingsOf(text, languageOf(text), talk).filter(
    ({ clause, readings }) => readings.length > 0 || relationsIn(clause, talk).length > 0,
  );
}

/** What is said of somebody's sister or dog must be told of the sister or the dog. */
function isNotOnlyTheirs(
  who: Acquaintance,
  statement: string,
  clauses: readonly ReadClause[],
  talk: Talk,
): boolean {
  const own = clauses.flatMap(({ readings }) => readings).filter(({ subject }) => subject.id === who.id);
  if (own.some(({ of }) => of === undefined)) return true;
  const words = wordsOf(statement);
  return own.every(({ clause }) => {
    const belonging = belongingIn(clause, languageOf(clause), talk);
    if (belonging === undefined) return true;
    const called = wordsOf(`${belonging.said} ${belonging.what} ${belonging.name ?? ''}`);
    return called.some((word) =>
      words.some((told) => told.replace(/'s$/, '') === word || meansSame(told, word)),
    );
  });
}

const otherSubject =
  /^(?:(?:an?|some|every|most|many|all|this|that|these|those|people|everyone|everybody|nobody|someone|somebody) \p{L}|he|she|they|you|your|his|her|their|he's|she's|they're|you're|er|sie|du)/iu;

function speaksOfOthers({ sentences, quote }: Evidence, { people, line, speaker }: Talk): boolean {
  if (otherSubject.test(quote.trim())) return true;
  return [quote, ...sentences].some((text) =>
    people.namesIn(text).some(({ name, index }) => {
      const isSubject = index <= 1 || /[,.]\s*@?$|\b(?:and|but)\s+@?$/.test(text.slice(0, index));
      return (
        isSubject &&
        people.called(name, line)?.kind !== 'character' &&
        people.called(name, line)?.id !== speaker.id
      );
    }),
  );
}
