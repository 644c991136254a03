import type { FactDraft } from '../fact.ts';
import { patternExtractor } from './draft.ts';
import { englishLists } from './english/words.ts';
import { articlesOf, germanInEnglish, germanMeanings, germanSpelling } from './german/words.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import { pairIn, sinceWhen } from './pairs.ts';
import type { Talk } from './reading.ts';
import { turnedAround } from './sorts/object.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

const kin = `${englishLists['family']}|bestie|bf|gf|bff|teammate|mentor|apprentice|student`;
const isMy = new RegExp(
  `^(?:is|was|['’]s) (?:actually |also |like )?my (?:(?:little|big|older|younger|baby|twin|new|dear|elder|\\w+er) )?(?<kin>${kin})(?: (?:actually|btw|lol|too|and|so|from|since)\\b.*|,.*)?$`,
  'iu',
);
const amTheir = new RegExp(
  `^I am (?<name>.{1,40}?)['’]s? (?:(?:little|big|older|younger|baby|twin|elder) )?(?<kin>${kin})$`,
  'iu',
);
const met =
  /^I (?:met|have known|know) (?<name>.{1,40}?) (?<where>(?:at|in|through|from|since|for) .{2,40})$/iu;
const isMeine = new RegExp(
  `^(?:ist|war) (?:übrigens |auch )?meine? (?:(?:kleine|große|ältere|jüngere|beste|\\p{L}+)[rs]? )?(?<kin>${Object.keys(germanMeanings['verwandte'] ?? {}).join('|')})(?:,.*)?$`,
  'iu',
);

/** What a clause says of how two people belong together: "Ana is my sister", "Bo and I are dating". */
export function relationsIn(clause: string, talk: Talk): FactDraft[] {
  const { people, line, speaker } = talk;
  const mine = people.leading(clause);
  const other = mine && people.called(mine.name, line);
  const found = mine && isMy.exec(mine.rest.trim())?.groups?.['kin'];
  if (found && isOther(other, speaker)) {
    const word = found.toLowerCase();
    return [relation(`${name(other)} is ${possessive(speaker)} ${word}`, other, word, line, speaker)];
  }
  const deren = mine && isMeine.exec(mine.rest.trim())?.groups?.['kin'];
  if (deren && isOther(other, speaker)) {
    const word = germanSpelling('verwandte', deren);
    const key = germanInEnglish(['verwandte'], deren) ?? word;
    return [
      relation(
        `${name(other)} ist ${articlesOf(word).der.toLowerCase()} ${word} von ${name(speaker)}`,
        other,
        key,
        line,
        speaker,
      ),
    ];
  }
  const theirs = amTheir.exec(clause)?.groups;
  const owner = theirs && people.called(theirs['name'] ?? '', line);
  if (theirs && isOther(owner, speaker)) {
    const word = theirs['kin']?.toLowerCase() ?? '';
    return [relation(`${name(speaker)} is ${possessive(owner)} ${word}`, owner, `${word} of`, line, speaker)];
  }
  const meeting = met.exec(clause)?.groups;
  const friend = meeting && people.called(meeting['name'] ?? '', line);
  if (meeting && isOther(friend, speaker)) {
    const { rest: where, from } = sinceWhen(meeting['where']?.replace(/[.!,]+$/, '') ?? '', talk);
    const knows = /^since\b/.test(where) ? 'has known' : 'knows';
    const told = `${name(speaker)} ${knows} ${name(friend)} ${turnedAround(where)}`;
    return [{ ...relation(told, friend, 'acquainted', line, speaker), from }];
  }
  return pairIn(clause, talk);
}

function isOther(one: Acquaintance | undefined, speaker: Acquaintance): one is Acquaintance {
  return one !== undefined && one.kind === 'person' && one.id !== speaker.id;
}

function name({ name }: Acquaintance): string {
  return nameInFact(name);
}

function possessive(one: Acquaintance): string {
  return `${name(one)}'s`;
}

function relation(
  statement: string,
  other: Acquaintance,
  value: string,
  line: SaidLine,
  speaker: Acquaintance,
): FactDraft {
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
