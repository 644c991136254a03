import {
  afterName,
  beforeName,
  introducing,
  introductionFrames,
  merelyIn,
  plainlyHere,
} from './english/introductions.ts';
import { isKnownPlace } from './known-places.ts';
import type { Talk } from './reading.ts';

/** Several ways to say one thing in a whole sentence: the first that is understood counts. */
export type Wordings = readonly string[];

const mostWords = 7;
const mostParts = 12;
/** After its first sentence an introduction goes on for so many. */
const goesOn = 3;

/**
 * What somebody tells of themself without saying "I", where they introduce themself: `Bo here! Welder, 33, from Bilbao`.
 * For each sentence its parts, in whole sentences.
 */
export function introducedIn(sentences: readonly string[], talk: Talk, isAsked: boolean): Wordings[][] {
  const opening = isAsked ? 0 : sentences.slice(0, 2).findIndex((each) => opened(each, talk) !== undefined);
  return sentences.map((sentence, index) => {
    const plain = plainlyHere.exec(sentence)?.groups?.['what'];
    if (plain !== undefined) return [[`I am a ${plain}`, `I am ${plain}`]];
    if (opening < 0 || index < opening || index > opening + goesOn) return [];
    const rest = index === opening ? (opened(sentence, talk) ?? sentence) : sentence;
    return partsOf(rest, talk).map(wordingsOf);
  });
}

/** What follows the words with which somebody introduces themself; undefined where nobody does. */
function opened(sentence: string, talk: Talk): string | undefined {
  if (/\?\s*$/u.test(sentence)) return undefined;
  const cue = introducing.exec(sentence)?.[0];
  const rest = sentence.slice(cue?.length ?? 0);
  return afterOwnName(rest, talk) ?? (cue === undefined ? undefined : rest);
}

function afterOwnName(text: string, { people, line, speaker }: Talk): string | undefined {
  const told = text.replace(beforeName, '');
  const called = people.leading(told);
  if (called === undefined || people.called(called.name, line)?.id !== speaker.id) return undefined;
  const ends = afterName.exec(called.rest);
  return ends === null ? undefined : called.rest.slice(ends[0].length);
}

const startsPart =
  /\s*[,|•·;]\s*|\s+(?=(?:originally )?from \p{L})|\s+(?=(?:currently |now )?(?:living|based|working|studying) (?:in|at|near|as) )|(?<!\b(?:born|raised|bred|up|living|based|live|lives|currently|now|still|work|working))\s+(?=in \p{L}[\p{L} -]{2,30}$)/iu;
/** In brackets stand pronouns and an age; else something about what stands before. */
const aside = /\(([^()]{1,60})\)/gu;
const isOwnSort = /^(?:\p{L}{2,4}\/\p{L}{2,5}(?:\/\p{L}{2,6})?|\d{2})$/u;
const isSentence =
  /^(?:I|my|we|our|you|your|he|she|they|it|this|that|his|her|their|who|what|there|please|pls|can|could|do|does|is|are|if)(?=\s|$|['’])/iu;

function partsOf(text: string, { people, line, speaker }: Talk): string[] {
  const isOfOthers = people.namesIn(text).some(({ name }) => people.called(name, line)?.id !== speaker.id);
  if (isOfOthers) return [];
  const parts = text
    .replace(aside, (_, said: string) => (isOwnSort.test(said) ? `, ${said}, ` : ' '))
    .replace(/^[\s.,!:]+|[\s.,!…]+$/gu, '')
    .split(startsPart)
    .map((part) => part.trim());
  return parts
    .flatMap((part) => [part, ...withoutWhole(part.split(/\s+(?:and|n|&)\s+/iu))])
    .filter((part) => part !== '' && part.split(' ').length <= mostWords && !isSentence.test(part))
    .slice(0, mostParts);
}

function withoutWhole(parts: readonly string[]): readonly string[] {
  return parts.length > 1 ? parts : [];
}

function wordingsOf(part: string): Wordings {
  for (const [pattern, sentences] of introductionFrames) {
    const found = pattern.exec(part);
    if (found === null) continue;
    if (merelyIn.test(part) && !isKnownPlace(found[1] ?? '')) return [];
    return sentences.map((sentence) => asOneSentence(part.replace(pattern, sentence)));
  }
  return [];
}

/** `Electrician.` begins large, what comes of it does not. */
function asOneSentence(text: string): string {
  return text.replace(/(?<=^I am (?:a )?)\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}
