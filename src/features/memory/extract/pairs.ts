import { lazily } from '../../../lib/lazily.ts';
import { endingAt, type FactDraft, type Subject } from '../fact.ts';
import { belongingOf, plainKin } from './belongings.ts';
import { patternExtractor } from './draft.ts';
import { isName, singularKin, spelledName, withKin } from './english/kin.ts';
import type { Acquaintance } from './line.ts';
import { phrases } from './phrases.ts';
import type { Talk } from './reading.ts';
import { turnedAround } from './sorts/object.ts';
import { takeTimes } from './times.ts';
import { asSentence, nameInFact, subjectOf, thingOf } from './wording.ts';

const nouns = phrases`
  siblings, twins, cousins, best friends, friends, roommates, flatmates, housemates, neighbours, neighbors
  colleagues, coworkers, classmates, a couple, partners, brothers, sisters, exes, bandmates, in-laws, teammates
  business partners, childhood friends, old friends, good friends, close friends, step-?siblings, half-siblings
`;
const romance = 'married|engaged|dating|a couple|together';
const doing = 'work together|live together|grew up together|went to school together|study together';
const surely =
  '(?:(?:actually|also|both|now|happily|still|really|literally|technically|just|officially|all|long-time|sort of|like) )?';
const when = '(?: (?<when>(?:since|for|from|at|in|on|through|back in|over|last|this|during|via) .{2,60}?))?';
const tail =
  '(?:[,;(].*| (?:and|but|so|because|until|if only|lol|btw|by the way|though|tho)(?: .*)?)?[.!\\s]*$';

const related = lazily(
  () =>
    new RegExp(
      `^(?:(?:are|am|have been|became|got|have become) ${surely})?(?<both>${nouns}|${romance}|${doing})(?! in (?:crime|arms|spirit|disguise))${when}${tail}`,
      'iu',
    ),
);
const wereRelated = lazily(
  () => new RegExp(`^(?:used to be|were once) (?<both>${nouns}|${romance})${when}${tail}`, 'iu'),
);
const met = lazily(() => new RegExp(`^(?:first )?met${when}${tail}`, 'iu'));
const ties = 'together|dating|married|engaged|friends|best friends|flatmates|roommates';
const parted = lazily(
  () =>
    new RegExp(
      `^(?:(?:have|had) )?(?:(?:just|recently|finally|officially|also|mutually|amicably) )*(?<how>split up|split|broke up|broken up|separated|parted ways|called it quits|got divorced|(?:have |been )?divorced|been separated|are (?:divorced|separated|over|done)|(?:are|am) (?:no longer (?<both>${ties})|not (?<same>${ties}) any ?(?:more|longer)))${'(?<when>(?: .{2,40}?)?)'}${tail}`,
      'iu',
    ),
);

/** Two who belong together, and what a sentence goes on to say of both. */
interface Pair {
  one: Acquaintance;
  other: Other;
  rest: string;
}

interface Other {
  subject: Subject;
  name: string;
  /** Somebody of the talk; else the name of a stranger. */
  known: boolean;
  /** `sister`, where that is how they were called. */
  kin?: string | undefined;
}

const orders = lazily(() => [
  /^(?:me|I) and (?<name>.{1,40}?) (?<rest>(?:are|am|have|had|became|got|used|were|first|met|split|broke|separated|parted|called|divorced|just|recently|finally|officially|work|live|grew|went|study|dating|married|engaged|siblings|cousins|friends)\b.*)$/iu,
  /^(?<name>.{1,40}?) and (?:I|me) (?<rest>(?:are|am|have|had|became|got|used|were|first|met|split|broke|separated|parted|called|divorced|just|recently|finally|officially|work|live|grew|went|study|dating|married|engaged|siblings|cousins|friends)\b.*)$/iu,
  /^we (?<rest>[^,]{4,40}), (?:me|I) and (?<name>\p{L}[\p{L}'’ -]{1,30}?)(?:,.*| (?:in|on|last|back|since) .*)?$/iu,
  /^we (?<rest>[^,]{4,40}), (?<name>\p{L}[\p{L}'’ -]{1,30}?) and (?:me|I)(?:,.*)?$/iu,
  /^@?(?<one>[^,]{1,32}?) and @?(?<name>[^,]{1,32}?) (?<rest>(?:are|have been|became|got|used to be|were once|work|grew up|went to school|live together)\b.*)$/iu,
]);

/** "Ana and I have been dating for two years", "me and Jolien split up", "Dov and Tamsin are cousins". */
export function pairIn(sentence: string, talk: Talk): FactDraft[] {
  if (!/\band\b/i.test(sentence)) return [];
  const pair = pairOf(sentence, talk);
  if (pair === undefined) return [];
  const draft = partedDraft(pair, talk) ?? metDraft(pair, talk) ?? relatedDraft(pair, talk);
  return draft === undefined ? [] : [draft];
}

function pairOf(sentence: string, talk: Talk): Pair | undefined {
  for (const order of orders()) {
    const { one, name = '', rest = '' } = order.exec(sentence)?.groups ?? {};
    const first = one === undefined ? talk.speaker : personCalled(one, talk);
    const other = rest === '' || first === undefined ? undefined : otherCalled(name, talk);
    if (first === undefined || other === undefined || other.subject.id === first.id) continue;
    if (one === undefined || other.known) return { one: first, other, rest };
    // Of strangers only the one somebody has been with for long counts, and it is theirs.
    if (other.kin !== undefined || !lasts.test(rest)) continue;
    return { one: first, other: { ...other, subject: thingOf(name.trim(), first.id) }, rest };
  }
  return undefined;
}

/** What nobody says of two who only play together tonight. */
const lasts =
  /^(?:have )?been (?:together|married|dating|engaged) (?:since|for) (?!.*\b(?:act|session|chapter|season|episode|level|book)\b)/i;

function personCalled(name: string, { people, line }: Talk): Acquaintance | undefined {
  const found = people.called(name.trim(), line);
  return found?.kind === 'person' ? found : undefined;
}

const myKinFor = withKin(
  ({ one }) => new RegExp(`^(?:[Mm]y|[Oo]ur) (?<kin>${one})(?: (?<name>${spelledName}))?$`, 'u'),
);
const onlyName = new RegExp(`^${spelledName}$`, 'u');

/** Whom a name or "my wife" means: somebody of the talk, or a stranger who belongs to the speaker. */
export function otherCalled(text: string, talk: Talk): Other | undefined {
  const { speaker, people, line, theirs } = talk;
  const name = text.trim().replace(/^@/, '');
  const known = people.called(name, line);
  if (known !== undefined)
    return known.kind === 'person' && known.id !== speaker.id
      ? { subject: subjectOf(known), name: nameInFact(known.name), known: true }
      : undefined;
  const before = theirs?.get(name.toLowerCase());
  if (before?.name !== undefined)
    return { subject: thingOf(before.name, speaker.id), name: before.name, known: false };
  const { kin, name: called } = myKinFor(name).exec(name)?.groups ?? {};
  if (kin !== undefined) {
    const { subject, what } = belongingOf(speaker, kin, called);
    return {
      subject: { id: subject.id, name: called ?? subject.name },
      name: called ?? `their ${what}`,
      known: false,
      kin: plainKin(what),
    };
  }
  if (!onlyName.test(name) || !isName(name)) return undefined;
  return { subject: thingOf(name, speaker.id), name: nameInFact(name), known: false };
}

const ofHearts = new RegExp(`^(?:${romance})$`, 'i');

function relatedDraft(pair: Pair, talk: Talk): FactDraft | undefined {
  const { one, other, rest } = pair;
  const now = related().exec(rest)?.groups;
  const { both = '', when = '' } = now ?? wereRelated().exec(rest)?.groups ?? {};
  const word = both.toLowerCase();
  // Two others who are "together" may only be so tonight.
  if (word === '' || (one !== talk.speaker && word === 'together' && !lasts.test(rest)) || isJoke(word, talk))
    return undefined;
  if (other.kin !== undefined && !ofHearts.test(word)) return undefined;
  const { from } = sinceWhen(when, talk);
  const verb = now === undefined ? 'used to be ' : /. together$/.test(word) ? '' : 'are ';
  return {
    ...pairDraft(pair, talk, `${bothOf(pair)} ${verb}${word}`, word),
    from,
    ...(now === undefined && { from: undefined, ends: true, over: true as const }),
  };
}

/** "We are twins lol", of two who wear the same. */
function isJoke(word: string, { line }: Talk): boolean {
  return (
    /^(?:siblings|twins|brothers|sisters|married|exes)$/.test(word) &&
    /\b(?:lol|lmao|haha\w*|same|twinsies|basically|practically)\b|[\u{1f602}\u{1f923}\u{1f606}]/iu.test(
      line.text,
    )
  );
}

/** "Ana and Bo", "Bo and their wife". */
function bothOf({ one, other }: Pair): string {
  const name = nameInFact(one.name);
  return other.name.startsWith('their ') ? `${name} and ${other.name}` : `${other.name} and ${name}`;
}

function metDraft(pair: Pair, talk: Talk): FactDraft | undefined {
  const { when } = met().exec(pair.rest)?.groups ?? {};
  if (when === undefined || (!pair.other.known && pair.other.kin === undefined)) return undefined;
  const told = `${bothOf(pair)} met ${turnedAround(when)}`;
  return pairDraft(pair, talk, told, 'acquainted');
}

function partedDraft(pair: Pair, talk: Talk): FactDraft | undefined {
  const { how, same, both = same ?? 'together', when = '' } = parted().exec(pair.rest)?.groups ?? {};
  if (how === undefined || pair.one !== talk.speaker) return undefined;
  return endOfTie(pair.other, both.toLowerCase(), when, talk);
}

/** That the speaker is no longer somebody's friend or partner; undefined where what follows is no time. */
export function endOfTie(other: Other, both: string, when: string, talk: Talk): FactDraft | undefined {
  const { rest, from, until = from } = sinceWhen(when, talk);
  if (!/^(?:after .*|in the end|for good|recently|last night|this morning)?$/i.test(rest)) return undefined;
  const isHeart = ofHearts.test(both);
  const word = isHeart && both !== 'together' ? `${both}${both === 'dating' ? '' : ' to'}` : `${both} with`;
  const told = `${nameInFact(talk.speaker.name)} is no longer ${word} ${other.name}`;
  const draft = pairDraft({ one: talk.speaker, other, rest: '' }, talk, told, both);
  const slot = isHeart ? { slot: 'partner', value: other.kin ?? other.name.toLowerCase() } : {};
  return { ...draft, ...slot, ends: true, ...endingAt(until) };
}

function pairDraft({ one, other }: Pair, { line, speaker }: Talk, told: string, word: string): FactDraft {
  const single = singularKin(word.replace(/^(?:best|childhood|old|good|close) /, ''));
  const slot = ofHearts.test(word) ? 'partner' : single;
  return {
    statement: asSentence(told),
    kind: 'relation',
    about: [subjectOf(one), other.subject],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: one.id === speaker.id ? 0.8 : 0.56,
    ...(other.known
      ? { slot: `relation:${other.subject.id}`, value: word }
      : { slot: word === 'acquainted' ? undefined : slot, value: other.kin ?? other.name.toLowerCase() }),
    extractor: patternExtractor,
  };
}

/** What is left of "since 2019" and "for ten years", since when that is, and when something ended in it. */
export function sinceWhen(
  text: string,
  { line, timeZone }: Talk,
): { rest: string; from: number | undefined; until: number | undefined } {
  const { text: rest, times } = takeTimes(` ${text.trim()}`, 'en', { at: line.at, timeZone });
  const from = times.find(({ role }) => role === 'since' || role === 'for')?.span('past')?.from;
  const until = times.find(({ role }) => role === 'at')?.span('past')?.until;
  return { rest: rest.trim(), from, until };
}
