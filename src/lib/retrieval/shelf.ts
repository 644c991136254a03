import { createColumn } from './columns.ts';
import { type Cues, cuesOf } from './cues.ts';
import { type Layout, layOut } from './layout.ts';
import { createPostings, type Postings } from './postings.ts';
import { speakerName } from './question.ts';
import { cueBits, type Rows, standsAlone, takenAway } from './rows.ts';
import { wordsOf } from './terms.ts';

/** A passage as it is put on a shelf. */
export interface Line {
  /** Its number in the store, by which it is known; larger than those of all lines before. */
  seq: number;
  text: string;
  speaker?: string | undefined;
  at: number;
  alone: boolean;
}

/** One shelf, held in memory to be searched: words and marks of its lines, but no text. */
export interface Shelf {
  add(line: Line): void;
  /** Takes lines away; they are found no more. */
  take(seqs: ReadonlySet<number>): void;
  readonly size: number;
  /** How many lines are still there. */
  readonly live: number;
  /** How many terms the lines have that are still there. */
  readonly totalLength: number;
  /** Those who say something that is still there, with their numbers. */
  speakers(): ReadonlyMap<string, number>;
  /** How many lines of one of them are still there. */
  spokenBy(speaker: number): number;
  /** Which lines have which terms; those taken away are among them. */
  postings: Pick<Postings, 'each' | 'countOf'>;
  rows(): Rows;
  layout(): Layout;
  seqOf(line: number): number;
  lineOf(seq: number): number | undefined;
  /** About how much memory it takes. */
  readonly bytes: number;
}

/** An empty shelf. */
export function createShelf(): Shelf {
  const at = createColumn((length) => new Float64Array(length));
  const speaker = createColumn((length) => new Int32Array(length));
  const lengths = createColumn((length) => new Float32Array(length));
  const cues = createColumn((length) => new Uint8Array(length));
  const firstPerson = createColumn((length) => new Float32Array(length));
  const mark = createColumn((length) => new Int32Array(length));
  const state = createColumn((length) => new Uint8Array(length));
  const seqs = createColumn((length) => new Float64Array(length));
  const columns = [at, speaker, lengths, cues, firstPerson, mark, state, seqs];
  const speakers = new Map<string, number>();
  /** How many lines of each are still there. */
  const spoken: number[] = [];
  const postings = createPostings();
  let gone = 0;
  let totalLength = 0;
  let layout: Layout | undefined;
  let shown: Rows | undefined;

  function speakerNumber(name: string | undefined): number {
    if (name === undefined) return -1;
    const key = speakerName(name);
    const known = speakers.get(key) ?? speakers.size;
    speakers.set(key, known);
    return known;
  }

  /** Where a number stands, or where it would. */
  function placeOf(seq: number): number {
    let from = 0;
    let to = seqs.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (seqs.at(middle) < seq) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  function lineOf(seq: number): number | undefined {
    const line = placeOf(seq);
    return line < seqs.length && seqs.at(line) === seq && state.at(line) !== takenAway ? line : undefined;
  }

  function rows(): Rows {
    shown ??= {
      at: at.values(),
      speaker: speaker.values(),
      length: lengths.values(),
      cues: cues.values(),
      firstPerson: firstPerson.values(),
      mark: mark.values(),
      state: state.values(),
    };
    return shown;
  }

  return {
    add(line) {
      const number = seqs.length;
      const words = wordsOf(line.text);
      const found = cuesOf(line.text, words);
      let terms = 0;
      let marked = 0;
      for (const word of words) {
        if (word.empty) continue;
        terms += 1;
        // Two lines of the same words in any order have the same mark.
        marked = (marked + word.mark) | 0;
        postings.post(number, word.term);
      }
      seqs.push(line.seq);
      at.push(line.at);
      const saidBy = speakerNumber(line.speaker);
      speaker.push(saidBy);
      if (saidBy !== -1) spoken[saidBy] = (spoken[saidBy] ?? 0) + 1;
      lengths.push(terms);
      cues.push(bitsOf(found, line.alone));
      firstPerson.push(found.firstPerson);
      mark.push(marked);
      state.push(line.alone ? standsAlone : 0);
      shown = undefined;
      totalLength += terms;
      layout = layout?.extended(rows()) ?? undefined;
    },
    take(taken) {
      for (const seq of taken) {
        const line = lineOf(seq);
        if (line === undefined) continue;
        state.put(line, takenAway);
        totalLength -= lengths.at(line);
        const saidBy = speaker.at(line);
        if (saidBy !== -1) spoken[saidBy] = (spoken[saidBy] ?? 1) - 1;
        gone += 1;
        layout = undefined;
      }
    },
    get size() {
      return seqs.length;
    },
    get live() {
      return seqs.length - gone;
    },
    get totalLength() {
      return totalLength;
    },
    speakers: () =>
      gone === 0 ? speakers : new Map([...speakers].filter(([, number]) => (spoken[number] ?? 0) > 0)),
    spokenBy: (speaker) => spoken[speaker] ?? 0,
    postings,
    rows,
    layout() {
      layout ??= layOut(rows());
      return layout;
    },
    seqOf: (line) => seqs.at(line),
    lineOf,
    get bytes() {
      // The layout has three numbers for each line, and one or two for a sitting.
      const row = columns.reduce((sum, column) => sum + column.bytes, 0);
      return row + 16 * seqs.length + postings.bytes;
    },
  };
}

function bitsOf(found: Cues, alone: boolean): number {
  return (
    Number(found.asks) * cueBits.asks +
    Number(found.hasTime) * cueBits.hasTime +
    Number(found.hasNumber) * cueBits.hasNumber +
    Number(found.hasPlace) * cueBits.hasPlace +
    Number(found.brief && !alone) * cueBits.brief
  );
}
