import { fold } from '../../../lib/fold.ts';
import { lazily } from '../../../lib/lazily.ts';
import type { FactDraft } from '../fact.ts';
import { spelledOut } from './clauses.ts';
import { statedPart } from './doubt.ts';
import { patternExtractor } from './draft.ts';
import { english } from './english/english.ts';
import { german } from './german/german.ts';
import type { Language } from './language.ts';
import { gap } from './marks.ts';
import { eventRules, namesSort, type PlaceRule, placeName, placeRules, there } from './place-words.ts';
import type { Talk } from './reading.ts';
import { takeTimes } from './times.ts';
import { withoutCalls } from './wishes.ts';
import { asSentence, isTooLong, nameInFact, placeOf, subjectOf, withoutArticle } from './wording.ts';

const confidence = 0.75;

interface Named {
  name: string;
  /** A noun in it says that it is a place. */
  sorted: boolean;
}

type Code = keyof typeof placeRules;

const nameFirst = lazily(() => new RegExp(`^${placeName} `, 'u'));
const nameWithin = lazily(
  () => new RegExp(`^(?<front>.+? (?:at|in|im|in der|bei|beim|am)) ${placeName}(?<back>(?: .*)?)$`, 'u'),
);
const rules = compiled(placeRules, ({ when }) => `^${when}`);
const events = compiled(eventRules, (pattern) => `^${pattern}$`);

/** Each is compiled when it is first tried. */
function compiled<Rule>(of: Readonly<Record<Code, readonly Rule[]>>, pattern: (rule: Rule) => string) {
  const each = (code: Code) =>
    of[code].map((rule) => ({ rule, expression: lazily(() => new RegExp(pattern(rule), 'u')) }));
  return { en: each('en'), de: each('de') } as const;
}

/** What a person states of a place that has a name: when it opens, where it is, what happened to it or happens there. */
export function placesIn(sentence: string, talk: Talk): FactDraft[] {
  if (!mayName.test(sentence) && !namesSort(sentence)) return [];
  for (const [code, language] of [
    ['en', english],
    ['de', german],
  ] as const) {
    const text = statedOf(withoutCalls(sentence, talk.people), language);
    const draft = text && (ofPlace(text, code, talk) ?? ofEvent(text, code, talk));
    if (draft) return [draft];
  }
  return [];
}

const mayName = /(?:^|\s)(?:The|Der|Die|Das|Zum|Zur) \p{Lu}/u;
const wholeName = new RegExp(`^${placeName}$`, 'u');

/** Whether words are the name of a place, and nobody's. */
export function isPlaceName(words: string, talk: Talk): boolean {
  return nameIn(wholeName.exec(words)?.groups, talk) !== undefined;
}

/** The first clause of what is stated, without what leads up to it. */
function statedOf(sentence: string, language: Language): string | undefined {
  const spelled = spelledOut(sentence, language).replace(language.leadIns, '');
  const stated = statedPart(spelled, language);
  const first = stated
    ?.split(/,\s|\s(?:but|because|since|aber|weil|denn)\s/)[0]
    ?.replace(language.fillers, '')
    .trim();
  return first?.includes(gap) ? undefined : first;
}

function ofPlace(text: string, code: Code, talk: Talk): FactDraft | undefined {
  const found = nameFirst().exec(text);
  const named = found && nameIn(found.groups, talk);
  if (!named) return undefined;
  const said = text.slice(found[0].length);
  for (const { rule, expression } of rules[code]) {
    const mayFit = rule.begins?.some((word) => said.startsWith(word)) ?? true;
    const says = mayFit ? expression().exec(said)?.[0] : undefined;
    if (says === undefined || (rule.sorted && !named.sorted)) continue;
    const time = timeAfter(said.slice(says.length), rule, code, talk);
    if (time === undefined || !isLasting(says, rule, named)) continue;
    return draft(named, `${capital(named.name)} ${says}${time}`, talk, {
      slot: rule.slot,
      value: fold(says),
    });
  }
  return undefined;
}

/** What follows must be nothing, or the time of what happened: told as a date. */
function timeAfter(
  rest: string,
  { event }: PlaceRule,
  code: Code,
  { line, timeZone }: Talk,
): string | undefined {
  if (rest.trim() === '') return '';
  if (event !== true) return undefined;
  const { text, times } = takeTimes(rest.replace(season, ''), code, { at: line.at, timeZone });
  const [time] = times;
  if (text.trim() !== '') return undefined;
  const span = time?.span('past');
  return span === undefined ? '' : ` ${span.says}`;
}

/** Which one it was stands in no calendar. */
const season = / (?:last|this|in the) (?:spring|summer|autumn|fall|winter)$/i;

/** Opinions, moods and sales are none of it, and a place is only beside what is one itself. */
function isLasting(says: string, { slot }: PlaceRule, { sorted }: Named): boolean {
  if (passing.test(says)) return false;
  if (slot !== 'location') return true;
  return (
    namesSort(says) ||
    landmark.test(says) ||
    (sorted &&
      /^is (?:right |just |directly )?(?:in|near|opposite|behind|by|next to|close to) .*\p{Lu}|^(?:ist|liegt|steht) .*\p{Lu}/u.test(
        says,
      ))
  );
}

/** What is no more than an opinion, or over tomorrow. */
export const passing =
  /\b(?:best|worst|great|good|bad|nice|amazing|awesome|terrible|awful|cute|vibes?|such|so|too|no idea|fire|sale|tonight|today|tomorrow|right now|been|gone|got|my|your|it|this|that|heute|morgen|gerade)\b/i;
const landmark =
  /\b(?:river|corner|town|village|square|seaside|sea|coast|hill|left|right|ground floor|first floor|bus stop|waterfront|canal|railway|tracks|bahnhof|fluss|ecke|ufer|dorf|stadt)\b/i;

function ofEvent(text: string, code: Code, talk: Talk): FactDraft | undefined {
  const found = nameWithin().exec(text)?.groups;
  const named = found && nameIn(found, talk);
  if (!named) return undefined;
  const around = `${found['front']} ${there}${found['back']}`;
  for (const { expression } of events[code]) {
    const groups = expression().exec(around)?.groups;
    if (!groups || passing.test(groups['event'] ?? '') || namesAnybody(groups['event'], talk)) continue;
    const and = code === 'de' ? 'und andere treffen sich' : `and others ${groups['does']}`;
    const statement = text
      .replace(/^(?:[Ww]e|[Ww]ir) (?:treffen uns|\p{L}+(?: up)?)/u, `${nameInFact(talk.speaker.name)} ${and}`)
      .replace(/^our\b/i, 'The')
      .replace(/^unsere?\b/i, (word) => (/e$/.test(word) ? 'Die' : 'Das'));
    return draft(named, statement, talk, { value: fold(around.replace(` ${there}`, '')) });
  }
  return undefined;
}

function namesAnybody(event: string | undefined, { people }: Talk): boolean {
  return event !== undefined && people.namesIn(event).length > 0;
}

/** The place that a pattern found, unless it is somebody's name or none of a place. */
function nameIn(groups: Record<string, string | undefined> | undefined, { people }: Talk): Named | undefined {
  const { described, titled, named } = groups ?? {};
  const name = described ?? titled ?? named;
  if (name === undefined || whose.test(name)) return undefined;
  if (described !== undefined && !namesSort(described.replace(/ (?:of|in|at|near|von|in|bei) .*$/, '')))
    return undefined;
  if (named !== undefined && !(namesSort(named) && withoutArticle(named).includes(' '))) return undefined;
  if (people.namesIn(name).some((found) => found.name.length === name.length)) return undefined;
  return { name, sorted: described !== undefined || namesSort(name) };
}

const whose = /^(?:My|Our|Your|His|Her|Their|This|That|Its|Mein|Meine|Unser|Unsere|Dein|Deine|Euer|Eure)\b/;

function draft(
  { name }: Named,
  text: string,
  { line, speaker }: Talk,
  what: Pick<FactDraft, 'slot' | 'value'>,
): FactDraft | undefined {
  if (isTooLong(text)) return undefined;
  return {
    statement: asSentence(text),
    kind: 'fact',
    about: [placeOf(name)],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence,
    ...what,
    extractor: patternExtractor,
  };
}

function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
