import type { DocumentBlock } from '../../core/document.ts';
import { lazily } from '../../lib/lazily.ts';

/** A stretch of a document that is found and told as one. */
export interface Piece {
  text: string;
  /** The headings that it stands under, the topmost first. */
  headings: readonly string[];
  page?: number | undefined;
  /** How many letters of the document stand before it. */
  start: number;
}

/** Changes whenever documents are cut in another way, so that all are cut anew. */
export const cutVersion = '1';

const aboutLetters = 500;
/** From here on a piece ends with a paragraph when the next one does not fit. */
const longEnough = 300;
const longestOverlap = 200;
const longestHeading = 120;

/** What is longer is taken in parts, so that nobody waits for one paragraph. */
const mostAtOnce = 20_000;

interface Sentence {
  text: string;
  page: number | undefined;
  start: number;
  /** It begins a paragraph. */
  opens: boolean;
}

const segmenter = lazily(() => new Intl.Segmenter(undefined, { granularity: 'sentence' }));

/**
 * Cuts a document along its headings, paragraphs and sentences; each piece begins with the sentence that ended the last
 * one. `breathe` is awaited now and then: a long document takes seconds.
 */
export async function cut(
  blocks: readonly DocumentBlock[],
  breathe: () => Promise<void> | undefined,
): Promise<Piece[]> {
  const cutter = createCutter();
  for (const block of blocks) {
    for (const part of partsOf(block)) {
      cutter.add(part);
      await breathe();
    }
  }
  return cutter.done();
}

function partsOf(block: DocumentBlock): DocumentBlock[] {
  if (block.text.length <= mostAtOnce) return [block];
  const count = Math.ceil(block.text.length / mostAtOnce);
  const ends = Array.from({ length: count }, (_, index) => wordEnd(block.text, (index + 1) * mostAtOnce));
  return ends.map((end, index) => ({ ...block, text: block.text.slice(ends[index - 1] ?? 0, end) }));
}

function wordEnd(text: string, near: number): number {
  if (near >= text.length) return text.length;
  const space = text.lastIndexOf(' ', near);
  return space > near - mostAtOnce / 2 ? space : near;
}

/** Takes a document block by block. */
function createCutter() {
  const pieces: Piece[] = [];
  const headingsSeen: DocumentBlock[] = [];
  let path: { level: number; text: string }[] = [];
  let start = 0;
  let held: Sentence[] = [];
  /** How many of those held were in the piece before. */
  let repeated = 0;

  function give(): void {
    const [begins] = held;
    const [first] = held.slice(repeated);
    if (begins === undefined || first === undefined) return;
    const text = textOf(held);
    const headings = path.map((one) => one.text);
    if (text !== '') pieces.push({ text, headings, page: first.page, start: begins.start });
    const last = held.at(-1);
    hold(last !== undefined && last.text.length <= longestOverlap ? [last] : []);
  }

  function hold(sentences: Sentence[]): void {
    held = sentences;
    repeated = sentences.length;
  }

  function take(sentence: Sentence, paragraph: number): void {
    const length = textOf(held).length;
    const isFull = length + sentence.text.length > aboutLetters;
    const endsWell = sentence.opens && length >= longEnough && length + paragraph > aboutLetters;
    // A piece is named by its page, so all of it is of one page.
    const turnsPage = held.length > 0 && held.at(-1)?.page !== sentence.page;
    if (isFull || endsWell || turnsPage) give();
    if (turnsPage) hold([]);
    // A sentence is not repeated before one that fills a piece by itself.
    if (textOf(held).length + sentence.text.length > aboutLetters + longestOverlap) hold([]);
    held.push(sentence);
  }

  function addHeading(block: DocumentBlock, level: number): void {
    give();
    hold([]);
    path = [...path.filter((one) => one.level < level), { level, text: shortened(block.text) }];
    headingsSeen.push(block);
  }

  function add(block: DocumentBlock): void {
    const { text, page, heading } = block;
    if (heading !== undefined) addHeading(block, heading);
    else for (const sentence of sentencesOf(text, page, start)) take(sentence, text.length);
    start += text.length + 1;
  }

  function done(): Piece[] {
    // A document that is nothing but headings says what they say.
    if (pieces.length === 0 && held.length === 0) {
      path = [];
      for (const { text, page } of headingsSeen) add({ text, page });
    }
    give();
    return pieces;
  }

  return { add, done };
}

function shortened(heading: string): string {
  return Array.from(heading.replaceAll(/\s+/g, ' ')).slice(0, longestHeading).join('');
}

function sentencesOf(text: string, page: number | undefined, start: number): Sentence[] {
  return Array.from(segmenter().segment(text), ({ segment, index }) => ({ segment, index }))
    .flatMap(({ segment, index }) =>
      inBounds(segment).map((part) => ({ text: part.text, at: index + part.at })),
    )
    .map(({ text: written, at }) => ({ text: written, page, start: start + at, opens: at === 0 }));
}

/** What is longer than a piece is cut between words, or else anywhere. */
function inBounds(sentence: string): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = [];
  for (let at = 0; at < sentence.length; ) {
    const end = at + aboutLetters >= sentence.length ? sentence.length : placeToCut(sentence, at);
    parts.push({ text: sentence.slice(at, end), at });
    at = end;
  }
  return parts;
}

function placeToCut(text: string, from: number): number {
  const space = text.lastIndexOf(' ', from + aboutLetters) + 1;
  if (space > from + longEnough) return space;
  const end = from + aboutLetters;
  const splitsSign = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return splitsSign ? end - 1 : end;
}

function textOf(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ text, opens }, index) => (opens && index > 0 ? `\n${text}` : text))
    .join('')
    .trim();
}
