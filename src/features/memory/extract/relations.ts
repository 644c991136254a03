import type { FactDraft } from '../fact.ts';
import type { Talk } from './clauses.ts';
import { patternExtractor } from './draft.ts';
import { englishLists } from './english-words.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import { asSentence, nameInFact, subjectOf, thingOf } from './wording.ts';

const kin = `${englishLists['family']}|bestie|bf|gf|bff|teammate|mentor|apprentice|student`;
const both =
  'siblings|twins|cousins|best friends|friends|married|engaged|dating|roommates|flatmates|housemates|neighbours|neighbors|colleagues|coworkers|classmates|a couple|partners|brothers|sisters|together|exes|bandmates';

const isMy = new RegExp(
  `^(?:is|was) (?:actually |also )?(?:my|mein|meine) (?:(?:little|big|older|younger|baby|twin|new|dear|elder|\\w+er) )?(?<kin>${kin}|bruder|schwester|freund|freundin|mann|frau)$`,
  'iu',
);
const amTheir = new RegExp(
  `^I am (?<name>.{1,40}?)['’]s? (?:(?:little|big|older|younger|baby|twin|elder) )?(?<kin>${kin})$`,
  'iu',
);
const andI = new RegExp(
  `^(?<name>.{1,40}?) and (?:I|me) (?:are|have been|became|got) (?:\\w+ )?(?<both>${both})$`,
  'iu',
);
const meAnd = new RegExp(
  `^(?:me and|I and) (?<name>.{1,40}?) (?:are|have been|became|got) (?:\\w+ )?(?<both>${both})$`,
  'iu',
);
const myNamed = new RegExp(
  `^my (?<kin>(?:(?:little|big|older|younger|baby|twin|elder|best) )?(?:${kin}|${englishLists['pets']}))(?:,| is called| named| called)? (?<name>\\p{Lu}[\\p{L}'’-]{1,20})(?:,)? (?<rest>\\S.*)$`,
  'iu',
);
const myUnnamed = new RegExp(
  `^my (?<kin>(?:(?:little|big|older|younger|baby|twin|elder|best) )?(?:${kin}|${englishLists['pets']})) (?<rest>\\S.*)$`,
  'iu',
);
const german: Readonly<Record<string, string>> = {
  bruder: 'brother',
  schwester: 'sister',
  freund: 'boyfriend',
  freundin: 'girlfriend',
  mann: 'husband',
  frau: 'wife',
};

/** What a clause says of how two people belong together: "Ana is my sister", "Bo and I are dating". */
export function relationsIn(clause: string, { people, line, speaker }: Talk): FactDraft[] {
  const mine = people.leading(clause);
  const other = mine && people.called(mine.name, line);
  const found = mine && isMy.exec(mine.rest.trim())?.groups?.['kin'];
  if (found && isOther(other, speaker)) {
    const word = german[found.toLowerCase()] ?? found.toLowerCase();
    return [relation(`${name(other)} is ${possessive(speaker)} ${word}`, other, word, line, speaker)];
  }
  const theirs = amTheir.exec(clause)?.groups;
  const owner = theirs && people.called(theirs['name'] ?? '', line);
  if (theirs && isOther(owner, speaker)) {
    const word = theirs['kin']?.toLowerCase() ?? '';
    return [relation(`${name(speaker)} is ${possessive(owner)} ${word}`, owner, `${word} of`, line, speaker)];
  }
  const pair = (andI.exec(clause) ?? meAnd.exec(clause))?.groups;
  const partner = pair && people.called(pair['name'] ?? '', line);
  if (!pair || !isOther(partner, speaker)) return [];
  const word = pair['both']?.toLowerCase() ?? '';
  return [relation(`${name(partner)} and ${name(speaker)} are ${word}`, partner, word, line, speaker)];
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

/** Somebody or some animal of the speaker's that a clause goes on to tell about. */
export interface Belonging {
  subject: Acquaintance;
  /** `sister`, `dog`. */
  what: string;
  /** Undefined where no name was said. */
  name?: string | undefined;
  /** What the clause tells, with the subject's name in front. */
  rest: string;
}

/** "My sister Ana lives in Rome" tells about the sister, not about the speaker. */
export function belongingIn(clause: string, { speaker }: Talk): Belonging | undefined {
  const named = myNamed.exec(clause)?.groups;
  const called = named?.['name'] ?? '';
  const isName = /^\p{Lu}/u.test(called);
  const found = isName ? named : myUnnamed.exec(clause)?.groups;
  if (found === undefined || found === null) return undefined;
  const what = (found['kin'] ?? '').toLowerCase();
  const told = isName ? `${possessive(speaker)} ${what} ${called}` : `${possessive(speaker)} ${what}`;
  const subject = { id: thingOf(isName ? called : told).id, name: told, kind: 'person' as const };
  return { subject, what, name: isName ? called : undefined, rest: found['rest'] ?? '' };
}

/** That the speaker has somebody or some animal of this name. */
export function namedBelonging({ what, name }: Belonging, { line, speaker }: Talk): FactDraft | undefined {
  if (name === undefined) return undefined;
  const isPet = new RegExp(`(?:^|\\s)(?:${englishLists['pets']})$`, 'i').test(what);
  return {
    statement: asSentence(`${possessive(speaker)} ${what} is called ${name}`),
    kind: isPet ? 'fact' : 'relation',
    about: [subjectOf(speaker), thingOf(name)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: 0.8,
    slot: isPet ? `pet-name:${what}` : what,
    value: name.toLowerCase(),
    extractor: patternExtractor,
  };
}
