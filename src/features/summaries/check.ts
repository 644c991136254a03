import { fold } from '../../lib/fold.ts';
import { forModel } from '../../lib/model-text.ts';
import { oneLine } from '../../lib/one-line.ts';
import { termsIn } from '../../lib/retrieval/index.ts';
import { isOrder } from './orders.ts';

/** What a model's summary is held against. */
export interface Grounds {
  /** What it was made from, speakers included. */
  source: string;
  /** What the model was told to do. */
  prompt: string;
  language: string;
  mostCharacters: number;
}

const fewestCharacters = 30;
/** A summary that loses more than this share of its sentences was not made from the lines. */
const mostRefused = 0.34;
/** What sums a talk up holds some of its words. */
const leastTakenUp = 0.15;
/** So many words in a row are no coincidence. */
const repeatedWords = 7;

/**
 * What may be kept of a summary that a model wrote: no sentence that gives orders, repeats the task, names somebody or
 * links to something that occurs in no line. Undefined when too little is left.
 */
export function checkedSummary(answer: string, grounds: Grounds): string | undefined {
  const text = oneLine(
    forModel(answer)
      .replaceAll(/[*_#`>[\]{}]+/gu, ' ')
      .replaceAll(/^\s*[-•]\s+/gmu, ''),
    8_000,
  );
  const sentences = sentencesOf(text);
  const known = new Set(wordsOf(grounds.source));
  const task = shinglesOf(grounds.prompt);
  const kept = sentences.filter(
    (sentence) =>
      !isOrder(sentence) &&
      !shinglesOf(sentence)
        .values()
        .some((shingle) => task.has(shingle)) &&
      !hasStrangeLink(sentence, grounds.source) &&
      !namesStranger(sentence, known, grounds.language),
  );
  if (kept.length < sentences.length * (1 - mostRefused)) return undefined;
  if (!isAboutThem(kept.join(' '), grounds.source)) return undefined;
  const short = withinLength(kept, grounds.mostCharacters);
  return short.length < fewestCharacters ? undefined : short;
}

/** Whether it takes up what was said at all: other words are well, a tale of its own or another language is none. */
function isAboutThem(text: string, source: string): boolean {
  const terms = termsIn(text);
  return terms.intersection(termsIn(source)).size >= terms.size * leastTakenUp;
}

/** The sentences of a text. */
export function sentencesOf(text: string): string[] {
  return (text.match(/\S.*?(?:[.!?…]+["”’)]*(?=\s|$)|[。！？]+|$)/gsu) ?? [])
    .map((one) => one.trim())
    .filter((one) => /[\p{L}\p{N}]/u.test(one));
}

/** Whole sentences from the beginning, as many as fit. */
export function withinLength(sentences: readonly string[], mostCharacters: number): string {
  let text = '';
  for (const sentence of sentences) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length > mostCharacters) break;
    text = longer;
  }
  return text;
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  const last = words.length - repeatedWords;
  return new Set(
    words.flatMap((_, index) => (index > last ? [] : [words.slice(index, index + repeatedWords).join(' ')])),
  );
}

function hasStrangeLink(sentence: string, source: string): boolean {
  const links = sentence.match(/\b(?:https?:\/\/|www\.)[^\s)>"”]+/giu) ?? [];
  return links.some((link) => !source.includes(link.replace(/[.,;:]+$/u, '')));
}

/** Capitalised words that are no names. */
const noNames = new Set(
  `i i'm monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december english german french spanish italian christmas easter internet ok tv pc ai god mr mrs ms dr
  montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember`.split(
    /\s+/,
  ),
);

/** What people do in summaries: who does it at the beginning of a sentence is somebody, even where all nouns are capitalised. */
const doing =
  /^(?:and|said|says|asked|asks|told|tells|wants|wanted|likes|liked|loves|plans|planned|agreed|promised|suggested|mentioned|thinks|is|was|has|had|will|sagt|sagte|fragt|fragte|meint|meinte|erzählt|erzählte|will|wollte|möchte|mag|plant|hat|hatte|ist|war|wird|und|a|dit|demande|veut|dice|dijo|quiere|tiene|vuole)$/u;
/** After these a capitalised German word is a thing. */
const determiners =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein|keine|keinen|im|am|zum|zur|vom|ins|ans|beim|sein|seine|seinen|ihr|ihre|ihren|mein|meine|dein|deine|diese|dieser|dieses|viele|alle|mehr|\d+)$/u;
const nounLanguages = new Set(['de', 'und']);

function namesStranger(sentence: string, known: ReadonlySet<string>, language: string): boolean {
  const words = sentence.match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu) ?? [];
  return words.some((word, index) => {
    if (!/^\p{Lu}\p{Ll}/u.test(word) || isKnown(word, known)) return false;
    const isSomebody =
      doing.test(words[index + 1] ?? '') && !determiners.test((words[index - 1] ?? '').toLowerCase());
    if (index === 0) return isSomebody && !isPlain(word);
    return nounLanguages.has(language) ? isSomebody : true;
  });
}

/** Words that begin sentences and are nobody's name. */
function isPlain(word: string): boolean {
  return /^(?:The|This|That|There|They|It|He|She|We|You|Who|What|Everyone|Everybody|Nobody|Somebody|Someone|One|Both|All|Others?|People|Talk|Tone|Mood|Open|Later|Then|Some|Many|Most|Nothing|Another|Each|Es|Er|Sie|Wir|Man|Alle|Beide|Dann|Danach|Offen|Die|Der|Das|Niemand|Jemand|Einer|Eine|Il|Elle|On|Ils|Elles|El|Ella|Todos)$/u.test(
    word,
  );
}

function isKnown(word: string, known: ReadonlySet<string>): boolean {
  const plain = fold(word).replace(/['’](?:s|t|re|ve|ll|d|m)?$/u, '');
  return known.has(plain) || noNames.has(plain) || (plain.endsWith('s') && known.has(plain.slice(0, -1)));
}
