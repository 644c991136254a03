import type { FactDraft } from '../fact.ts';
import { patternExtractor } from './draft.ts';
import { englishLists } from './english/words.ts';
import { articlesOf, germanInEnglish, germanMeanings, germanSpelling } from './german/words.ts';
import type { Language } from './language.ts';
import type { Acquaintance, SaidLine } from './line.ts';
import type { Talk } from './reading.ts';
import { turnedAround } from './sorts.ts';
import { takeTimes } from './times.ts';
import { asSentence, nameInFact, subjectOf, thingOf } from './wording.ts';

const kin = `${englishLists['family']}|bestie|bf|gf|bff|teammate|mentor|apprentice|student`;
const both =
  'siblings|twins|cousins|best friends|friends|married|engaged|dating|roommates|flatmates|housemates|neighbours|neighbors|colleagues|coworkers|classmates|a couple|partners|brothers|sisters|together|exes|bandmates';

const isMy = new RegExp(
  `^(?:is|was|['’]s) (?:actually |also |like )?my (?:(?:little|big|older|younger|baby|twin|new|dear|elder|\\w+er) )?(?<kin>${kin})(?: (?:actually|btw|lol|too|and|so|from|since)\\b.*|,.*)?$`,
  'iu',
);
const amTheir = new RegExp(
  `^I am (?<name>.{1,40}?)['’]s? (?:(?:little|big|older|younger|baby|twin|elder) )?(?<kin>${kin})$`,
  'iu',
);
const andI = new RegExp(
  `^(?<name>.{1,40}?) and (?:I|me) (?:(?:are|have been|became|got) (?:\\w+ )??)?(?<both>${both}|work together|live together|grew up together|went to school together|study together)(?: (?<when>(?:since|for|from|at|in) .*))?$`,
  'iu',
);
const meAnd = new RegExp(
  `^(?:me and|I and) (?<name>.{1,40}?) (?:(?:are|have been|became|got) (?:\\w+ )??)?(?<both>${both}|work together|live together|grew up together|went to school together|study together)(?: (?<when>(?:since|for|from|at|in) .*))?$`,
  'iu',
);
const ages =
  '(?:(?:little|big|older|younger|baby|twin|elder|best|kleiner?|großer?|ältere[rs]?|jüngere[rs]?) )?';
const kinds: Readonly<Record<string, string>> = {
  en: `${ages}(?:${kin}|${englishLists['pets']})`,
  de: `${ages}(?:${[...Object.keys(germanMeanings['verwandte'] ?? {}), ...Object.keys(germanMeanings['tiere'] ?? {})].join('|')})`,
};
const whose: Readonly<Record<string, string>> = { en: 'my|your', de: 'meine?|deine?' };
const belongings = Object.entries(kinds).map(([code, words]) => ({
  code,
  named: new RegExp(
    `^(?<whose>${whose[code]}) (?<kin>${words})(?:,| is called| named| called)? (?<name>\\p{Lu}[\\p{L}'’-]{1,20})(?:,)? (?<rest>\\S.*)$`,
    'iu',
  ),
  unnamed: new RegExp(`^(?<whose>${whose[code]}) (?<kin>${words}) (?<rest>\\S.*)$`, 'iu'),
}));
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
    const [where, from] = sinceWhen(meeting['where']?.replace(/[.!,]+$/, '') ?? '', talk);
    const knows = /^since\b/.test(where) ? 'has known' : 'knows';
    const told = `${name(speaker)} ${knows} ${name(friend)} ${turnedAround(where)}`;
    return [{ ...relation(told, friend, 'acquainted', line, speaker), from }];
  }
  return pairIn(clause, talk);
}

/** "Ana and I have been dating for two years". */
export function pairIn(clause: string, talk: Talk): FactDraft[] {
  const { people, line, speaker } = talk;
  const pair = (andI.exec(clause) ?? meAnd.exec(clause))?.groups;
  const partner = pair && people.called(pair['name'] ?? '', line);
  if (!pair || !isOther(partner, speaker)) return [];
  const word = pair['both']?.toLowerCase() ?? '';
  const told = `${name(partner)} and ${name(speaker)} ${/together$/.test(word) ? '' : 'are '}${word}`;
  const [, from] = sinceWhen(pair['when'] ?? '', talk);
  return [{ ...relation(told, partner, word, line, speaker), from }];
}

/** What is left of "since 2019" and "for ten years", and since when that is. */
function sinceWhen(text: string, { line, timeZone }: Talk): [string, number | undefined] {
  const { text: rest, times } = takeTimes(` ${text}`, 'en', { at: line.at, timeZone });
  const from = times.find(({ role }) => role === 'since' || role === 'for')?.span('past')?.from;
  return [rest.trim(), from];
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
  owner: Acquaintance;
  subject: Acquaintance;
  /** `sister`, `dog`. */
  what: string;
  /** The same in the words it was said in. */
  said: string;
  /** That the subject is called so, as a sentence. */
  says: string;
  /** Undefined where no name was said. */
  name?: string | undefined;
  /** What the clause tells, with the subject's name in front. */
  rest: string;
}

/** "My sister Ana lives in Rome" tells about the sister, not about the speaker. */
export function belongingIn(
  clause: string,
  { code }: Language,
  { speaker, addressed }: Talk,
): Belonging | undefined {
  const patterns = belongings.find((each) => each.code === code);
  const named = patterns?.named.exec(clause)?.groups;
  const called = named?.['name'] ?? '';
  // The patterns take no heed of capitals, a name does.
  const isName = /^\p{Lu}/u.test(called);
  const found = isName ? named : patterns?.unnamed.exec(clause)?.groups;
  const owner = /^(?:your|dein)/i.test(found?.['whose'] ?? '') ? addressed : speaker;
  if (found === undefined || owner === undefined) return undefined;
  const said = (found['kin'] ?? '').toLowerCase();
  const what = code === 'de' ? (germanInEnglish(kinLists, bareKin(said)) ?? said) : said;
  const known = isName ? called : `${possessive(owner)} ${what}`;
  const { name: told, says } =
    code === 'de'
      ? inGerman(owner, said, isName ? called : undefined)
      : inEnglish(owner, what, isName ? called : undefined);
  const subject = { id: thingOf(known, owner.id).id, name: told, kind: 'person' as const };
  return { owner, subject, what, said, says, name: isName ? called : undefined, rest: found['rest'] ?? '' };
}

const kinLists = ['verwandte', 'tiere'];

/** Without "kleine" and "große" before it. */
function bareKin(said: string): string {
  return said.split(' ').at(-1) ?? said;
}

function inEnglish(owner: Acquaintance, what: string, called: string | undefined) {
  const whose = `${possessive(owner)} ${what}`;
  return { name: called === undefined ? whose : `${whose} ${called}`, says: `${whose} is called ${called}` };
}

function inGerman(owner: Acquaintance, said: string, called: string | undefined) {
  const bare = bareKin(said);
  const list = kinLists.find((each) => germanInEnglish([each], bare) !== undefined) ?? '';
  const word = germanSpelling(list, bare);
  const whose = `${word} von ${name(owner)}`;
  const { der } = articlesOf(word);
  return {
    name: called === undefined ? `${der} ${whose}` : `${called} (${whose})`,
    says: `${der} ${whose} heißt ${called}`,
  };
}

/** That the speaker has somebody or some animal of this name. */
export function namedBelonging(
  { owner, what, says, name }: Belonging,
  { line, speaker }: Talk,
): FactDraft | undefined {
  if (name === undefined) return undefined;
  const isPet = new RegExp(`(?:^|\\s)(?:${englishLists['pets']})$`, 'i').test(what);
  return {
    statement: asSentence(says),
    kind: isPet ? 'fact' : 'relation',
    about: [subjectOf(owner), thingOf(name, owner.id)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: owner === speaker ? 0.8 : 0.56,
    slot: isPet ? `pet-name:${what}` : what,
    value: name.toLowerCase(),
    extractor: patternExtractor,
  };
}
