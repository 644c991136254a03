import { fold } from '../../../lib/fold.ts';
import { lazily } from '../../../lib/lazily.ts';
import { type FactDraft, thingMark } from '../fact.ts';
import type { Belonging } from './belonging.ts';
import { belongingOf } from './belongings.ts';
import { canBe, isKin, isPet, withKin } from './english/kin.ts';
import type { Language } from './language.ts';
import { namedKinIn } from './named-kin.ts';
import { anyOf, phrases } from './phrases.ts';
import type { Talk } from './reading.ts';
import { readSort } from './sorts.ts';

const strangers = phrases`
  guy, girl, man, woman, lady, dude, person, doctor, singer, actor, actress, character, author, player, team, company
  band, boy
`;
const crowds = phrases`guys, girls, people, everyone, someone, somebody, anyone`;

/** What brings somebody up, of the words that a text holds. */
const mentionsFor = withKin(({ one, bare }) => ({
  /** Anybody or any animal, so that "she" may be them. */
  single: new RegExp(
    `(?<![\\p{L}'])(?<whose>my|our|your|his|her|their|an?|the|some|another|this|that|one|\\p{L}+'s) (?:\\p{L}+ ){0,2}?(?<kin>${one}|${strangers})(?![\\p{L}-])(?<after>'s \\p{L}+)?`,
    'giu',
  ),
  several: new RegExp(`(?<!\\p{L})${anyOf(bare.many, crowds)}(?!\\p{L})`, 'iu'),
}));
/** "Bruno is a collie" brings up nobody else. */
const isPredicate = /\b(?:is|was|am|are)(?: not| also| just)? $|'s $/i;
const hasOne = /\b(?:have|got|own|adopted|rescued|bought) (?:just )?$/i;
/** "She is called Pip", "his name is Rex", "we named him Bo". */
const named = lazily(
  () =>
    /(?:^|[,;] |\b(?:and|but|so) )(?:(?<who>he|she|it|they) (?:is|are) (?:called|named)|(?<whose>his|her|its|their) name is|(?:I|we) (?:have )?(?:just )?(?:named|called) (?<whom>him|her|it|them)) (?<name>\p{L}[\p{L}' -]{1,24}?)(?= and |[,.;!(]|$)/iu,
);

/**
 * The one relative, friend or animal of the speaker's that these words bring up; undefined where anybody else comes up
 * beside them, since then nobody knows whom "she" means.
 */
export function companionIn(text: string, talk: Talk, language: Language): Belonging | undefined {
  const { single, several } = mentionsFor(text);
  const found = [...text.matchAll(single)].filter(({ index }) => !isPredicate.test(text.slice(0, index)));
  const [first] = found;
  if (first?.groups === undefined || several.test(text)) return undefined;
  const { kin = '' } = first.groups;
  if (!found.every((each) => isOwnMention(each, text) && sameKin(each.groups?.['kin'], kin)))
    return undefined;
  const introduced = namedKinIn(text, talk);
  const name = introduced[0]?.name ?? namingIn(text, kin, language);
  if (introduced.length > 1 || namesOther(text, name, talk)) return undefined;
  return belongingOf(talk.speaker, kin, name);
}

function isOwnMention({ index, groups }: RegExpExecArray, text: string): boolean {
  const { whose = '', after } = groups ?? {};
  if (after !== undefined && !/^'s (?:an?|called|named|name|from|in|at|\d)/i.test(after)) return false;
  if (/^(?:my|our)$/i.test(whose)) return true;
  return /^(?:an?|one)$/i.test(whose) && hasOne.test(text.slice(0, index));
}

function sameKin(one: string | undefined, other: string): boolean {
  return one?.split(' ').at(-1)?.toLowerCase() === other.split(' ').at(-1)?.toLowerCase();
}

/** Whether somebody else has a name there; a name after "in" or "from" is a place's. */
function namesOther(text: string, name: string | undefined, { people, speaker }: Talk): boolean {
  const rest = name === undefined ? text : text.replaceAll(name, '');
  const known = people.namesIn(rest).some(({ name }) => fold(name) !== fold(speaker.name));
  const inner = rest.replace(
    /\b(?:in|to|from|at|near|of|on) (?:the )?\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*/gu,
    '',
  );
  return known || /(?<!^|[.!?…] )(?<![\p{L}'])\p{Lu}\p{Ll}+/u.test(inner);
}

/** What a clause says that this companion is called. */
export function namingIn(clause: string, kin: string, language: Language): string | undefined {
  const { who, whose, whom, name = '' } = named().exec(clause)?.groups ?? {};
  const called = readSort('name', name, language);
  return canBe(who ?? whose ?? whom ?? '', kin) ? called : undefined;
}

/** What stands before the words that name somebody. */
export function beforeNaming(clause: string): string {
  return clause.slice(0, named().exec(clause)?.index ?? clause.length);
}

/** What a clause that begins with "she" or "it" tells, in words that begin with "she". */
export function pronounFor(clause: string, { what }: Belonging): string | undefined {
  const pronoun = /^(?:he|she|it|they|his|her|its|their)\b/i.exec(clause)?.[0];
  if (pronoun === undefined || !canBe(pronoun, what)) return undefined;
  const isWhose = /^(?:his|her|its|their)$/i.test(pronoun);
  return `${isWhose ? 'her' : 'she'}${clause.slice(pronoun.length)}`;
}

/** What a clause that begins with the name of somebody of the speaker's tells, in words that begin with "she". */
export function knownIn(clause: string, { theirs, people, line }: Talk): [Belonging, string] | undefined {
  if (theirs === undefined || theirs.size === 0) return undefined;
  const [, name = '', rest = ''] = /^([\p{L}-]{2,24})((?:'s)? .+)$/u.exec(clause) ?? [];
  const known = theirs.get(fold(name));
  if (known === undefined || people.called(name, line) !== undefined) return undefined;
  const short =
    /^'s (?=(?:an?|the|from|in|at|not|\d+|turning|allergic|vegan|deaf|blind|retired|\p{L}+ing) )|^'s (?=\d+$)/u;
  return [known, `she${rest.replace(short, ' is ')}`];
}

/** Somebody or some animal that a draft gives a name, as the speaker's own. */
export function namedBy({ about, slot, saidBy }: FactDraft): Belonging | undefined {
  const [owner, thing] = about;
  const what = slot?.replace(/^pet-name:/, '') ?? '';
  if (owner?.id !== saidBy.id || !thing?.id.startsWith(`${thingMark}${owner.id}:`)) return undefined;
  const isKnown = what === 'partner' || isPet(what) || isKin(what);
  return isKnown ? belongingOf({ ...owner, kind: 'person' }, what, thing.name) : undefined;
}
