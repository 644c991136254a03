import { hashOf } from '../random.ts';
import { createColumn } from './columns.ts';
import { type Cues, cuesOf } from './cues.ts';
import { type Layout, layOut } from './layout.ts';
import { speakerName } from './question.ts';
import { cueBits, mostTimes, type Rows, standsAlone, takenAway } from './rows.ts';
import { wordsOf } from './terms.ts';

/** A passage as it is put on a shelf. */
export interface Line {
  /** Its number in the store, by which its vectors are read. */
  seq: number;
  id: string;
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
  /** Lines that have a term, as `line * 16 + times`; those taken away are among them. */
  withTerm(term: string): readonly number[];
  rows(): Rows;
  layout(): Layout;
  idOf(line: number): string;
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
  const ids: string[] = [];
  const seqs = createColumn((length) => new Float64Array(length));
  const lines = new Map<number, number>();
  const speakers = new Map<string, number>();
  /** How many lines of each are still there. */
  const spoken: number[] = [];
  const postings = new Map<string, number[]>();
  let postingCount = 0;
  let gone = 0;
  let totalLength = 0;
  let layout: Layout | undefined;

  function speakerNumber(name: string | undefined): number {
    if (name === undefined) return -1;
    const key = speakerName(name);
    const known = speakers.get(key) ?? speakers.size;
    speakers.set(key, known);
    return known;
  }

  function post(line: number, terms: readonly string[]): void {
    const times = new Map<string, number>();
    for (const term of terms) times.set(term, Math.min(mostTimes, (times.get(term) ?? 0) + 1));
    for (const [term, count] of times) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [line * 16 + count]);
      else list.push(line * 16 + count);
    }
    postingCount += times.size;
  }

  function rows(): Rows {
    return {
      at: at.values(),
      speaker: speaker.values(),
      length: lengths.values(),
      cues: cues.values(),
      firstPerson: firstPerson.values(),
      mark: mark.values(),
      state: state.values(),
    };
  }

  return {
    add(line) {
      const number = ids.length;
      const words = wordsOf(line.text);
      const terms = words.filter(({ empty }) => !empty).map(({ term }) => term);
      const found = cuesOf(line.text, words);
      ids.push(line.id);
      seqs.push(line.seq);
      lines.set(line.seq, number);
      at.push(line.at);
      const saidBy = speakerNumber(line.speaker);
      speaker.push(saidBy);
      if (saidBy !== -1) spoken[saidBy] = (spoken[saidBy] ?? 0) + 1;
      lengths.push(terms.length);
      cues.push(bitsOf(found));
      firstPerson.push(found.firstPerson);
      mark.push(markOf(terms));
      state.push(line.alone ? standsAlone : 0);
      totalLength += terms.length;
      post(number, terms);
      layout = layout?.extended(rows()) ?? undefined;
    },
    take(taken) {
      for (const seq of taken) {
        const line = lines.get(seq);
        if (line === undefined) continue;
        state.values()[line] = takenAway;
        totalLength -= lengths.values()[line] ?? 0;
        lines.delete(seq);
        const saidBy = speaker.values()[line] ?? -1;
        if (saidBy !== -1) spoken[saidBy] = (spoken[saidBy] ?? 1) - 1;
        gone += 1;
        layout = undefined;
      }
    },
    get size() {
      return ids.length;
    },
    get live() {
      return ids.length - gone;
    },
    get totalLength() {
      return totalLength;
    },
    speakers: () =>
      gone === 0 ? speakers : new Map([...speakers].filter(([, number]) => (spoken[number] ?? 0) > 0)),
    withTerm: (term) => postings.get(term) ?? [],
    rows,
    layout() {
      layout ??= layOut(rows());
      return layout;
    },
    idOf: (line) => ids[line] ?? '',
    seqOf: (line) => seqs.values()[line] ?? 0,
    lineOf: (seq) => lines.get(seq),
    get bytes() {
      // A row of columns and layout, an id and its entry; a term's string and list.
      return ids.length * 400 + postingCount * 20 + postings.size * 160;
    },
  };
}

function bitsOf(found: Cues): number {
  return (
    Number(found.asks) * cueBits.asks +
    Number(found.hasTime) * cueBits.hasTime +
    Number(found.hasNumber) * cueBits.hasNumber
  );
}

/** Two lines of the same words in any order have the same one. */
function markOf(terms: readonly string[]): number {
  return terms.reduce((mark, term) => (mark + hashOf(term)) | 0, 0);
}
