import { lazily } from '../../../lib/lazily.ts';
import type { FactDraft } from '../fact.ts';
import type { Belonging } from './belonging.ts';
import { patternExtractor } from './draft.ts';
import { isKin, isName, isPet, partsOfKin, spelledName, withKin } from './english/kin.ts';
import { articlesOf, germanInEnglish, germanMeanings, germanSpelling } from './german/words.ts';
import type { Language } from './language.ts';
import type { Acquaintance } from './line.ts';
import { anyCase } from './phrases.ts';
import type { Talk } from './reading.ts';
import { asSentence, nameInFact, subjectOf, thingOf } from './wording.ts';

const germanAges = '(?:(?:kleiner?|großer?|ältere[rs]?|jüngere[rs]?) )?';
const germanKin = [
  ...Object.keys(germanMeanings['verwandte'] ?? {}),
  ...Object.keys(germanMeanings['tiere'] ?? {}),
];
/** "My dad's a driver" and not "my dad's car". */
const isShort =
  "'s (?=(?:an?|the|from|in|at|now|also|not|\\d+|called|named|turning|allergic|vegan|vegetarian|deaf|blind|retired|pregnant|engaged|married|divorced|single|studying|learning|working|living|moving|getting|really|super|been|got) )";
interface Ways {
  named: RegExp;
  unnamed: RegExp;
}

/** How what is told of somebody begins, after "my". */
const waysIn: Readonly<Record<string, (text: string) => Ways>> = {
  en: withKin(({ one }) => waysFor(one, spelledName)),
  de: lazily(() => waysFor(anyCase(`${germanAges}(?:${germanKin.join('|')})`), "\\p{Lu}[\\p{L}'’-]{1,20}")),
};

function waysFor(kin: string, name: string): Ways {
  return {
    named: new RegExp(
      `^(?<kin>${kin})(?:,| is called| named| called)? (?<name>${name})(?:,)? (?<rest>\\S.*)$`,
      'u',
    ),
    unnamed: new RegExp(`^(?<kin>${kin})(?<short>${isShort}| )(?<rest>\\S.*)$`, 'u'),
  };
}

/** "My sister Ana lives in Rome" tells about the sister, not about the speaker. */
export function belongingIn(clause: string, { code }: Language, talk: Talk): Belonging | undefined {
  const owned = ownerIn(clause, code, talk);
  const ways = owned && waysIn[code]?.(owned.rest);
  if (ways === undefined || owned === undefined) return undefined;
  const named = ways.named.exec(owned.rest)?.groups;
  const called = named !== undefined && isName(named['name'] ?? '') ? named['name'] : undefined;
  const found = called === undefined ? ways.unnamed.exec(owned.rest)?.groups : named;
  if (found === undefined) return undefined;
  const { kin: said = '', short = '', rest = '' } = found;
  // Whom one only plays with is nobody without a name.
  if (called === undefined && /(?:team|guild)mate$/i.test(said)) return undefined;
  return belongingOf(owned.owner, said, called, { code, rest: short.trim() === '' ? rest : `is ${rest}` });
}

/** What is known of somebody or some animal of somebody's, from the words for it and its name. */
export function belongingOf(
  owner: Acquaintance,
  words: string,
  called: string | undefined,
  { code = 'en', rest = '' }: { code?: string; rest?: string } = {},
): Belonging {
  const said = words.toLowerCase();
  const what = code === 'de' ? (germanInEnglish(kinLists, bareKin(said)) ?? said) : said;
  const { name: told, says } = code === 'de' ? inGerman(owner, said, called) : inEnglish(owner, what, called);
  const known = called ?? `${nameInFact(owner.name)}'s ${what}`;
  const subject = { id: thingOf(known, owner.id).id, name: told, kind: 'person' as const };
  return { owner, subject, what, said, says, name: called, rest };
}

const whose: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?<my>my|our)|(?<your>your)) /i,
  de: /^(?:(?<my>meine?)|(?<your>deine?)) /i,
};

function ownerIn(
  clause: string,
  code: string,
  { speaker, addressed, people, line }: Talk,
): { owner: Acquaintance; rest: string } | undefined {
  const found = whose[code]?.exec(clause);
  if (found != null) {
    const owner = found.groups?.['my'] === undefined ? addressed : speaker;
    return owner && { owner, rest: clause.slice(found[0].length) };
  }
  const called = code === 'en' ? people.leading(clause) : undefined;
  const mark = called && /^['’]s? /.exec(called.rest);
  const owner = called && people.called(called.name, line);
  if (called === undefined || mark == null || owner?.kind !== 'person') return undefined;
  return { owner, rest: called.rest.slice(mark[0].length) };
}

const kinLists = ['verwandte', 'tiere'];

/** Without "kleine" and "große" before it. */
function bareKin(said: string): string {
  return said.split(' ').at(-1) ?? said;
}

function inEnglish(owner: Acquaintance, what: string, called: string | undefined) {
  const whose = `${nameInFact(owner.name)}'s ${what}`;
  return { name: called === undefined ? whose : `${whose} ${called}`, says: `${whose} is called ${called}` };
}

function inGerman(owner: Acquaintance, said: string, called: string | undefined) {
  const bare = bareKin(said);
  const list = kinLists.find((each) => germanInEnglish([each], bare) !== undefined) ?? '';
  const word = germanSpelling(list, bare);
  const whose = `${word} von ${nameInFact(owner.name)}`;
  const { der } = articlesOf(word);
  return {
    name: called === undefined ? `${der} ${whose}` : `${called} (${whose})`,
    says: `${der} ${whose} heißt ${called}`,
  };
}

/** That somebody has somebody or some animal of this name. */
export function namedBelonging(belonging: Belonging, { line, speaker }: Talk): FactDraft | undefined {
  const { owner, says, name } = belonging;
  if (name === undefined) return undefined;
  return {
    ...slotOf(belonging),
    statement: asSentence(says),
    about: [subjectOf(owner), thingOf(name, owner.id)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: owner.id === speaker.id ? 0.8 : 0.56,
    value: name.toLowerCase(),
    extractor: patternExtractor,
  };
}

/** Where that an animal or a relative has a name is kept, and as what. */
function slotOf({ what }: Belonging): Pick<FactDraft, 'kind' | 'slot'> {
  const bare = plainKin(what);
  return isPet(bare) ? { kind: 'fact', slot: `pet-name:${bare}` } : { kind: 'relation', slot: bare };
}

/** A relative without what was said of their age: `sister` of `little sister`. */
export function plainKin(what: string): string {
  const { word } = partsOfKin(what);
  return /^(?:best friend|twin (?:sister|brother))$/i.test(what) || !isKin(word) ? what : word;
}
