import type { FactDraft } from '../fact.ts';
import { steersOthers } from './doubt.ts';
import { patternExtractor } from './draft.ts';
import type { Acquaintance } from './line.ts';
import { gap } from './marks.ts';
import type { Talk } from './reading.ts';
import { plainValue } from './rules.ts';
import { turnedAround } from './sorts/object.ts';
import { takeTimes } from './times.ts';
import { isCalled } from './wishes.ts';
import { asSentence, isTooLong, nameInFact, subjectOf } from './wording.ts';

const before =
  '(?:(?:very well|all right|alright|then|so|well|fine|good|ok|okay|and|it is settled|then it is settled|as you wish|gut|also|na gut|schön)[,:.]? )*';
const calls = [
  `^${before}I (?:will|shall|am going to) (?:just |simply )?(?:call|name) you (?<it>.{2,40}?)(?: from now on| henceforth| then|, if you like)*$`,
  `^${before}(?:from now on|henceforth),? I (?:will|shall) call you (?<it>.{2,40}?)$`,
  `^${before}ich (?:nenne dich|werde dich) (?:ab jetzt |von nun an |ab sofort |einfach )*(?<it>.{2,40}?)(?: nennen)?(?: ab jetzt| von nun an)?$`,
].map((pattern) => new RegExp(pattern, 'iu'));

const oath = '(?:I (?:do )?(?:promise|swear|vow)(?: you)?|you have my word|I give you my word|my word on it)';
const promises = [
  new RegExp(`^${before}${oath}[,:]? (?:that )?I (?:will|shall) (?<it>.+)$`, 'iu'),
  new RegExp(`^${before}I (?:do )?(?:promise|swear|vow)(?: you)? (?<it>(?:not )?to .+)$`, 'iu'),
];
const germanPromises = [
  new RegExp(`^${before}ich (?:verspreche|schwöre)(?: es)?(?: dir| euch)?[,:]? (?<it>.+)$`, 'iu'),
  new RegExp(`^${before}versprochen[,:] (?<it>ich .+)$`, 'iu'),
];

const longest = 14;
/** A promise to do as one is told is none that is kept. */
const submits =
  /\b(?:obey|serve|submit|follow|comply|whatever|anything|everything|no matter|always (?:agree|say|answer)|never (?:refuse|say no|disagree)|command\w*|orders?|instructions?|rules?|gehorch\w*|alles|befehl\w*)\b/i;

/** What a character promises whom it answers: how it will call them, or what it will do. */
export function promiseIn(stated: string, talk: Talk, to: Acquaintance | undefined): FactDraft | undefined {
  const text = withoutName(stated.replace(/[\s.,!…]+$/u, ''), to);
  if (text.includes(gap) || submits.test(text) || namesOthers(text, talk, to)) return undefined;
  return callingIn(text, talk, to) ?? promisedIn(text, talk, to);
}

/** "…, Bo": whom it is said to. */
function withoutName(text: string, to: Acquaintance | undefined): string {
  if (to === undefined) return text;
  return [to.name, ...(to.aliases ?? [])].reduce(
    (rest, name) => (rest.endsWith(`, ${name}`) ? rest.slice(0, -name.length - 2) : rest),
    text,
  );
}

function namesOthers(text: string, { people, line, speaker }: Talk, to: Acquaintance | undefined): boolean {
  return people.namesIn(text).some(({ name }) => {
    const who = people.called(name, line);
    return who?.id !== speaker.id && who?.id !== to?.id;
  });
}

function callingIn(text: string, talk: Talk, to: Acquaintance | undefined): FactDraft | undefined {
  const called = calls
    .map((pattern) => pattern.exec(text)?.groups?.['it'])
    .find((name) => name !== undefined);
  if (to === undefined || called === undefined || !isCalled(called) || !/^\p{Lu}/u.test(called))
    return undefined;
  return draft(`${nameInFact(talk.speaker.name)} calls ${nameInFact(to.name)} ${called}`, talk, {
    kind: 'fact',
    slot: `calls:${to.id}`,
    value: plainValue(called),
  });
}

function promisedIn(text: string, talk: Talk, to: Acquaintance | undefined): FactDraft | undefined {
  const said = firstOf(promises, text);
  const word = said ?? firstOf(germanPromises, text);
  if (word === undefined || word.split(' ').length > longest || word.split(' ').length < 2) return undefined;
  if (steersOthers(word) || (speaksToSomebody.test(word) && to === undefined)) return undefined;
  const whom = to === undefined ? '' : ` ${nameInFact(to.name)}`;
  const what = said === undefined ? `, in these words, “${word}”` : ` ${told(said, talk, to)}`;
  const statement = `${nameInFact(talk.speaker.name)} promised${whom}${what}`;
  return draft(statement, talk, { kind: 'plan', value: plainValue(word) });
}

const speaksToSomebody = /\b(?:you|your|yours|yourself|du|dich|dir|dein\w*)\b/i;

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.map((pattern) => pattern.exec(text)?.groups?.['it']).find((word) => word !== undefined);
}

/** "I will keep your letter" becomes "to keep Bo's letter"; "tomorrow" becomes a date. */
function told(word: string, { line, timeZone }: Talk, to: Acquaintance | undefined): string {
  const { text, times } = takeTimes(` ${word}`, 'en', { at: line.at, timeZone });
  const [time] = times;
  const span = time?.span('future');
  const says = span === undefined ? '' : ` ${span.says}`;
  const name = nameInFact(to?.name ?? '');
  const turned = turnedAround(text.trim())
    .replace(/\byour(?:s|self)?\b/gi, `${name}'s`)
    .replace(/\byou\b/gi, name);
  const verb = /^(?:not )?to /.test(turned) ? turned : turned.replace(/^(not )?/, '$1to ');
  return `${verb}${says}`;
}

function draft(
  text: string,
  { line, speaker }: Talk,
  what: Pick<FactDraft, 'kind' | 'slot' | 'value'>,
): FactDraft | undefined {
  if (isTooLong(text)) return undefined;
  return {
    statement: asSentence(text),
    about: [subjectOf(speaker)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: 0.8,
    ...what,
    extractor: patternExtractor,
  };
}
