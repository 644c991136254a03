import type { FactDraft } from '../../fact.ts';
import { spelledOut } from '../clauses.ts';
import { english } from '../english/english.ts';
import type { Talk } from '../reading.ts';
import { retoldIn } from '../retelling.ts';
import { plainOrders } from './orders.ts';

/** Reads a sentence by the rules. */
export type ReadPlainly = (sentence: string, talk: Talk) => FactDraft[];

/**
 * What a sentence says that no rule reads as it stands: each of its clauses is brought into the plain order, and read by
 * the rules, or by tense and verb. `known` is what the rules have read of it.
 */
export function openlyRead(
  sentence: string,
  talk: Talk,
  known: readonly FactDraft[],
  readPlainly: ReadPlainly,
): FactDraft[] {
  const spelled = spelledOut(sentence, english);
  if (isDoubted(spelled)) return [];
  const isNew = newsAfter(known);
  // Where only names were told, nothing is read yet of what those who bear them do.
  const whole = known.every(isNaming) ? retoldIn(sentence, talk).filter(isNew) : [];
  const byClause = plainOrders(spelled, isSure).flatMap((ways) => {
    for (const way of ways) {
      const read = readPlainly(way, talk);
      const told = read.every(isNaming) ? [...retoldIn(way, talk), ...read] : read;
      if (told.length > 0) return told.filter(isNew);
    }
    return [];
  });
  return [...whole, ...byClause];
}

/** Whether it tells no more than what somebody or an animal is called. */
function isNaming({ statement }: FactDraft): boolean {
  return / (?:is|are) called \S+\.$/.test(statement);
}

function isSure(text: string): boolean {
  return !english.hedges.test(text) && !isDoubted(text);
}

function isDoubted(text: string): boolean {
  return english.doubts.some((doubt) => doubt.test(text));
}

/** Whether a draft says more than what is known already; each is known from then on. */
function newsAfter(known: readonly FactDraft[]): (draft: FactDraft) => boolean {
  const told = known.map(({ statement }) => wordsOf(statement));
  return ({ statement }) => {
    const words = wordsOf(statement);
    const isNew = !told.some(
      (other) => words.every((word) => other.includes(word)) || other.every((word) => words.includes(word)),
    );
    told.push(words);
    return isNew;
  };
}

function wordsOf(statement: string): string[] {
  return statement.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
