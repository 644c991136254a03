import type { FactDraft } from '../fact.ts';
import { couldFit, needing } from './could-fit.ts';
import { patternExtractor } from './draft.ts';
import { englishLists } from './english/words.ts';
import { articlesOf, germanInEnglish, germanMeanings, germanSpelling } from './german/words.ts';
import type { Acquaintance } from './line.ts';
import { pairIn, sinceWhen } from './pairs.ts';
import type { Talk } from './reading.ts';
import { turnedAround } from './sorts/object.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

const kin = `${englishLists['family']}|bestie|bf|gf|bff|teammate|mentor|apprentice|student`;
const isMy = new RegExp(
  `^(?:is|was|['’]s) (?:actually |also |like )?my (?:(?:little|big|older|younger|baby|twin|new|dear|elder|\\w+er) )?(?<kin>${kin})(?: (?:actually|btw|lol|too|and|so|from|since)\\b.*|,.*)?$`,
  'iu',
);
const amTheir = needing(
  'i am ',
  new RegExp(
    `^I am (?<name>.{1,40}?)['’]s? (?:(?:little|big|older|younger|baby|twin|elder) )?(?<kin>${kin})$`,
    'iu',
  ),
);
const met =
  /^I (?:met|have known|know) (?<name>.{1,40}?) (?<where>(?:at|in|through|from|since|for) .{2,40})$/iu;
const isMeine = new RegExp(
  `^(?:ist|war) (?:übrigens |auch )?meine? (?:(?:kleine|große|ältere|jüngere|beste|\\p{L}+)[rs]? )?(?<kin>${Object.keys(germanMeanings['verwandte'] ?? {}).join('|')})(?:,.*)?$`,
  'iu',
);

/** What a clause says of how two people belong together: "Ana is my sister", "Bo and I are dating". */
export function relationsIn(clause: string, talk: Talk): FactDraft[] {
  const draft = tieOfNamed(clause, talk) ?? tieToNamed(clause, talk) ?? meetingIn(clause, talk);
  return draft === undefined ? pairIn(clause, talk) : [draft];
}

/** "Ana is my sister", "Ana ist meine Schwester". */
function tieOfNamed(clause: string, talk: Talk): FactDraft | undefined {
  const named = talk.people.leading(clause);
  const other = named && somebodyElse(named.name, talk);
  if (named === undefined || other === undefined) return undefined;
  const rest = named.rest.trim();
  const word = isMy.exec(rest)?.groups?.['kin']?.toLowerCase();
  if (word !== undefined)
    return relation(`${name(other)} is ${possessive(talk.speaker)} ${word}`, other, word, talk);
  const said = isMeine.exec(rest)?.groups?.['kin'];
  if (said === undefined) return undefined;
  const wort = germanSpelling('verwandte', said);
  const article = articlesOf(wort).der.toLowerCase();
  const value = germanInEnglish(['verwandte'], said) ?? wort;
  return relation(`${name(other)} ist ${article} ${wort} von ${name(talk.speaker)}`, other, value, talk);
}

/** "I am Ana's brother". */
function tieToNamed(clause: string, talk: Talk): FactDraft | undefined {
  const found = couldFit(amTheir, clause) ? amTheir.exec(clause)?.groups : undefined;
  const other = found && somebodyElse(found['name'] ?? '', talk);
  if (found === undefined || other === undefined) return undefined;
  const word = found['kin']?.toLowerCase() ?? '';
  return relation(`${name(talk.speaker)} is ${possessive(other)} ${word}`, other, `${word} of`, talk);
}

/** "I met Ana at school", "I have known Ana since 2010". */
function meetingIn(clause: string, talk: Talk): FactDraft | undefined {
  const found = met.exec(clause)?.groups;
  const other = found && somebodyElse(found['name'] ?? '', talk);
  if (found === undefined || other === undefined) return undefined;
  const { rest: where, from } = sinceWhen(found['where']?.replace(/[.!,]+$/, '') ?? '', talk);
  const knows = /^since\b/.test(where) ? 'has known' : 'knows';
  const told = `${name(talk.speaker)} ${knows} ${name(other)} ${turnedAround(where)}`;
  return { ...relation(told, other, 'acquainted', talk), from };
}

/** Another person of the talk, where the name is theirs for sure. */
function somebodyElse(called: string, { people, line, speaker }: Talk): Acquaintance | undefined {
  const one = people.called(called, line);
  return one?.kind === 'person' && one.id !== speaker.id ? one : undefined;
}

function name({ name }: Acquaintance): string {
  return nameInFact(name);
}

function possessive(one: Acquaintance): string {
  return `${name(one)}'s`;
}

function relation(statement: string, other: Acquaintance, value: string, { line, speaker }: Talk): FactDraft {
  return {
    statement: asSentence(statement),
    kind: 'relation',
    about: [subjectOf(speaker), subjectOf(other)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: 0.8,
    slot: `relation:${other.id}`,
    value,
    extractor: patternExtractor,
  };
}
