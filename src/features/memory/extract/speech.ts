import { withoutCode } from '../../../lib/words.ts';
import { languages } from './languages.ts';
import { gap, withoutMarks } from './marks.ts';

/** Nobody tells of themself in longer ones; patterns are not to be kept busy with them. */
const longestSentence = 400;
const mostSentences = 30;

const quotedLine = /^\s*>>>[\s\S]*|^\s*>.*$/gm;
/** A line out of another talk, as programs write it: `<Bo> …`, `[12:01] <Bo> …`. Mentions and emojis begin otherwise. */
const loggedLine = /(?:^|[,:]\s+)(?:\[[^\]\n]{1,30}\]\s*)?<[\p{L}\p{N}_][^<>\n:/]{0,40}>\s.*$/gmu;
const spoiler = /\|\|[\s\S]*?\|\|/g;
const oneStressed = /(?<![*\w])([*_])([\p{L}'’]+)\1(?![*\w])/gu;
const rolePlay = /(?<![*\w])\*(?!\*)[^*\n]+\*(?![*\w])|(?<![_\w])_(?!_)[^_\n]+_(?![_\w])/g;
const action = /(?<![*\w])\*(?!\*)[^*\n]*\s[^*\n]*\*(?![*\w])/u;
const quotation =
  /"[^"\n]*"|[“„][^”“\n]*[”“]|«[^»\n]*»|‹[^›\n]*›|(?<![\p{L}\p{N}])'[^'\n]{2,}'(?![\p{L}\p{N}])/gu;
/** A name that somebody puts in quotation marks is still said. */
const namedInQuotes =
  /(\b(?:called|named|name(?:'s| is)?|call me|heißt|heiße|nenn mich)\s+)["“„']([\p{L}\p{N}][\p{L}\p{N} .'-]{0,30})["”“'](?![\p{L}])/giu;
const emphasis = /\*{2,3}|__|~~.*?~~/g;
const shortened = /\b(?:St|Mr|Mrs|Ms|Dr|Prof|vs|approx|ca|bzw)\.$/i;
const ordinal = /\d{1,2}\.$/;
const afterOrdinal =
  /^(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}*\b|^(?:Geburtstag|Klasse|Semester|Stock)\b/u;

/**
 * The sentences that the author of a message says as themself: without quotations, code, spoilers, stage directions and
 * addresses, and up to where a play or a story begins. Ends of sentences stay, so that questions can be told.
 */
export function ownSentences(text: string): string[] {
  const said = withoutCode(
    text.replace(quotedLine, ' ').replace(loggedLine, ' ').replace(spoiler, ` ${gap} `),
  )
    .replace(/[’ʼ]/g, "'")
    .replace(namedInQuotes, '$1$2')
    .replace(quotation, ` ${gap} `)
    .replace(/\*{2}|__/g, '')
    .replace(oneStressed, '$2')
    .replace(rolePlay, '\n')
    .replace(emphasis, '');
  return upToPretence(spokenSentences(withoutMarks(said)))
    .filter(({ length }) => length <= longestSentence)
    .slice(0, mostSentences);
}

/** "Pretend you are me. I live in Narnia": whoever begins to make something up goes on with it. */
function upToPretence(sentences: readonly string[]): string[] {
  const begins = sentences.findIndex((sentence) => languages.some(({ pretends }) => pretends.test(sentence)));
  return begins < 0 ? [...sentences] : sentences.slice(0, begins);
}

/** One word between stars is stress within a sentence, and what a character does before or after one. */
const gesture = /(^|\n|[.!?…]\s*)\*[\p{L}'’-]+\*|\*[\p{L}'’-]+\*(?=\s*(?:$|\n))/gu;

/** What a character says, without what it does. */
export function withoutGestures(text: string): string {
  return text.replace(gesture, '$1\n');
}

/** Whether somebody plays a part in a message: what they do stands between asterisks. */
export function isPlayed(text: string): boolean {
  return action.test(text);
}

function spokenSentences(text: string): string[] {
  const pieces = text
    .split(
      /\n+|(?<=[.!?…])\s+(?!\((?:in|at|on|as|only|not) )|\s+[-–—]+\s+|;\s+|\p{Extended_Pictographic}+|\s+(?:lol|lmao|haha+|hehe+|xd|:[)(DPp3/]|;\))(?=\s|$)/u,
    )
    .map((piece) => piece.replace(/\s+/gu, ' ').trim());
  const sentences: string[] = [];
  for (const piece of pieces) {
    const last = sentences.at(-1);
    if (last !== undefined && (shortened.test(last) || (ordinal.test(last) && afterOrdinal.test(piece))))
      sentences[sentences.length - 1] = `${last} ${piece}`;
    else if (/[\p{L}\p{N}]/u.test(piece)) sentences.push(piece);
  }
  return sentences;
}
