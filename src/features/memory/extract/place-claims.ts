import type { FactDraft } from '../fact.ts';
import { readingsOf } from './clauses.ts';
import { wordsOf } from './echo.ts';
import { type Evidence, languageOf } from './evidence.ts';
import { isFounded } from './founded.ts';
import { isPlaceName, passing } from './places.ts';
import { modelExtractor, type Proposal } from './proposal.ts';
import type { Talk } from './reading.ts';
import type { RefusalReason } from './refusals.ts';
import { plainValue } from './rules.ts';
import { asSentence, isTooLong, placeOf, subjectOf, withoutArticle } from './wording.ts';

const usualConfidence = 0.7;

interface PlaceClaim {
  proposal: Proposal;
  talk: Talk;
  evidence: Evidence;
  /** What the patterns read in the same message. */
  known: readonly FactDraft[];
}

/** Why a claim about a place is not believed; undefined where it is. */
export function doubtOfPlace({ proposal, talk, evidence, known }: PlaceClaim): RefusalReason | undefined {
  const { statement, kind } = proposal;
  const name = proposal.place?.trim() ?? '';
  if (!isPlaceName(name, talk) || !isNamedIn(evidence.told.join(' '), name)) return 'no place';
  if (kind === 'instruction') return 'steers others';
  if (asSentence(statement) === '' || isTooLong(statement) || !isNamedIn(statement, name)) return 'malformed';
  if (sameAs(known, name) !== undefined) return undefined;
  if (passing.test(evidence.stated)) return 'doubtful';
  const clauses = readingsOf(evidence.stated, languageOf(evidence.stated), talk);
  if (clauses.some(({ readings }) => readings.length > 0)) return 'wrong person';
  return isFounded(statement, { evidence: evidence.told, names: [name] }) ? undefined : 'invented';
}

/** A claim about a place as a draft; as the patterns read it where they did. */
export function placeDraft({ proposal, talk, known }: PlaceClaim): FactDraft {
  const name = proposal.place?.trim() ?? '';
  const called = new Set(wordsOf(name));
  const rest = wordsOf(proposal.statement).filter((word) => !called.has(word));
  return (
    sameAs(known, name) ?? {
      statement: asSentence(proposal.statement),
      kind: 'fact',
      about: [placeOf(name)],
      saidBy: subjectOf(talk.speaker),
      sources: [talk.line.messageId],
      confidence: usualConfidence,
      value: plainValue(rest.join(' ')),
      extractor: modelExtractor,
    }
  );
}

function sameAs(known: readonly FactDraft[], name: string): FactDraft | undefined {
  return known.find(({ about }) => about[0]?.id === placeOf(name).id);
}

function isNamedIn(text: string, name: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(withoutArticle(name)).join(' ')} `);
}
