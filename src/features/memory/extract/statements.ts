import type { FactDraft } from '../fact.ts';
import { readingsOf, spelledOut } from './clauses.ts';
import { draftOf } from './draft.ts';
import type { Language } from './language.ts';
import type { ReadClause, Talk } from './reading.ts';
import { belongingIn, namedBelonging, pairIn, relationsIn } from './relations.ts';
import { matchRules } from './rules.ts';

/** What the part of a sentence that its author states says of anybody. */
export function statementsIn(stated: string, language: Language, talk: Talk): FactDraft[] {
  const pair = pairIn(spelledOut(stated, language).replace(language.leadIns, ''), talk);
  if (pair.length > 0) return pair;
  return readingsOf(stated, language, talk).flatMap((clause) => factsIn(clause, language, talk));
}

function factsIn({ clause, readings }: ReadClause, language: Language, talk: Talk): FactDraft[] {
  const relations = relationsIn(clause, talk);
  if (relations.length > 0) return relations;
  for (const reading of readings) {
    const drafts = matchRules(reading, language)
      .map((match) => draftOf(reading, match, language, talk))
      .filter((draft) => draft !== undefined);
    if (drafts.length > 0) return drafts;
  }
  return readBelonging(clause, language, talk);
}

/** "My sister Ana lives in Rome." */
function readBelonging(clause: string, language: Language, talk: Talk): FactDraft[] {
  const belonging = belongingIn(clause, language, talk);
  if (belonging === undefined) return [];
  const { subject, rest } = belonging;
  const about: Talk = { ...talk, referent: subject };
  const readings = readingsOf(`${language.code === 'de' ? 'sie' : 'she'} ${rest}`, language, about).flatMap(
    ({ readings }) => readings,
  );
  const told = readings
    .filter((reading) => reading.subject.id === subject.id)
    .flatMap((reading) =>
      matchRules(reading, language).map((match) => draftOf(reading, match, language, about)),
    )
    .filter((draft) => draft !== undefined);
  const named = namedBelonging(belonging, talk);
  return named === undefined ? told : [named, ...told];
}

/** What says the same of the same one is one. */
export function withoutRepeats(drafts: readonly FactDraft[]): FactDraft[] {
  const seen = new Map<string, FactDraft>();
  for (const draft of drafts) {
    const key = [draft.about[0]?.id, draft.kind, draft.slot, draft.value].join('\n');
    if (!seen.has(key)) seen.set(key, draft);
  }
  return [...seen.values()];
}
