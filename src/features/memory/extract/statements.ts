import type { FactDraft } from '../fact.ts';
import type { Belonging } from './belonging.ts';
import { belongingIn, belongingOf, namedBelonging } from './belongings.ts';
import { readingsOf, spelledOut } from './clauses.ts';
import { beforeNaming, companionIn, knownIn, namingIn, pronounFor } from './companions.ts';
import type { Language } from './language.ts';
import { namedKinIn } from './named-kin.ts';
import { pairIn } from './pairs.ts';
import { bereavementIn, partingIn } from './partings.ts';
import type { ReadClause, Talk } from './reading.ts';
import { relationsIn } from './relations.ts';
import { draftsOf, tell } from './tell.ts';

/** What the part of a sentence that its author states says of anybody. */
export function statementsIn(stated: string, language: Language, talk: Talk): FactDraft[] {
  const spelled = spelledOut(stated, language);
  const pair = pairIn(spelled.replace(language.leadIns, ''), talk);
  const named = language.code === 'en' ? namedKinIn(spelled, talk) : [];
  const drafts = named.flatMap((each) => namedBelonging(each, talk) ?? []);
  const told = pair.length > 0 ? pair : toldIn(readingsOf(stated, language, talk), language, talk);
  return [...told, ...drafts.filter((each) => !told.some((other) => isOver(each, other)))];
}

/** Whether a name is told of somebody who is said to be gone. */
function isOver(named: FactDraft, { ends, about, slot }: FactDraft): boolean {
  const isNamed = about[1] !== undefined && about[1].id === named.about[1]?.id;
  return ends === true && isNamed && (slot === named.slot || slot === 'partner');
}

/** What the clauses of a sentence tell; each may go on about whoever came up before it. */
function toldIn(clauses: readonly ReadClause[], language: Language, talk: Talk): FactDraft[] {
  if (language.code !== 'en') return clauses.flatMap((clause) => factsIn(clause, language, talk));
  let before = spelledOut(talk.before ?? '', language);
  let last: Belonging | undefined;
  return clauses.flatMap((each) => {
    const { clause } = each;
    const naming = newNameIn(clause, before, language, talk);
    const both = bothIn(clause, before, language, talk);
    const about =
      naming === undefined && both.length === 0 ? goesOn(each, { before, last }, language, talk) : undefined;
    before = `${before}${before === '' ? '' : ' '}${clause}.`;
    last = about?.[0] ?? belongingIn(clause, language, talk);
    if (about !== undefined) return tell(...about, language, talk);
    if (both.length > 0) return both;
    return [...factsIn(each, language, talk), ...(naming === undefined ? [] : [naming])];
  });
}

/** "My wife is from Lyon, we met in 2009." */
function bothIn(clause: string, before: string, language: Language, talk: Talk): FactDraft[] {
  const [, rest] = /^we (.+)$/i.exec(clause) ?? [];
  const companion = rest === undefined || before === '' ? undefined : companionIn(before, talk, language);
  if (companion === undefined) return [];
  return pairIn(
    `my ${companion.what}${companion.name === undefined ? '' : ` ${companion.name}`} and I ${rest}`,
    talk,
  );
}

/** "… she is called Pip". */
function newNameIn(clause: string, before: string, language: Language, talk: Talk): FactDraft | undefined {
  if (!/\b(?:called|named|name)\b/i.test(clause)) return undefined;
  const companion = companionIn(`${before} ${beforeNaming(clause)}`.trim(), talk, language);
  if (companion === undefined || companion.name !== undefined) return undefined;
  const naming = namingIn(clause, companion.what, language);
  if (naming === undefined) return undefined;
  return namedBelonging(belongingOf(companion.owner, companion.what, naming), talk);
}

/** Whom a clause goes on about, and what it tells in words that begin with "she". */
function goesOn(
  { clause, readings }: ReadClause,
  { before, last }: { before: string; last: Belonging | undefined },
  language: Language,
  talk: Talk,
): [Belonging, string] | undefined {
  if (/^(?:he|she|it|they|his|her|its|their)\b/i.test(clause)) {
    const companion = before === '' ? undefined : companionIn(before, talk, language);
    const told = companion && pronounFor(clause, companion);
    return companion === undefined || told === undefined ? undefined : [companion, told];
  }
  const known = knownIn(clause, talk);
  if (known !== undefined) return known;
  // "… and is a nurse"
  return last !== undefined && readings.length === 0 && /^(?:is|has|was|[\p{Ll}]{2,}s) /u.test(clause)
    ? [last, `she ${clause}`]
    : undefined;
}

function factsIn({ clause, readings }: ReadClause, language: Language, talk: Talk): FactDraft[] {
  const relations = [...relationsIn(clause, talk), ...(language.code === 'en' ? endsIn(clause, talk) : [])];
  if (relations.length > 0) return relations;
  for (const reading of readings) {
    const drafts = draftsOf(reading, language, talk);
    if (drafts.length > 0) return drafts;
  }
  const belonging = belongingIn(clause, language, talk);
  if (belonging === undefined) return [];
  const named = namedBelonging(belonging, talk);
  const told = tell(belonging, `${language.code === 'de' ? 'sie' : 'she'} ${belonging.rest}`, language, talk);
  return named === undefined ? told : [named, ...told];
}

function endsIn(clause: string, talk: Talk): FactDraft[] {
  return [...partingIn(clause, talk), ...bereavementIn(clause, talk)];
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
