import { createColumn } from './columns.ts';
import { type Rows, standsAlone } from './rows.ts';
import { sessionGapMs } from './weights.ts';

/** Which lines stand beside each other on a shelf, in the order of time; -1 where there is none. */
export interface Layout {
  previous: Int32Array;
  next: Int32Array;
  /** The sitting that a line belongs to; -1 for lines that stand alone. */
  session: Int32Array;
  sessions: number;
  /** How many terms each sitting has. */
  sessionLength: Float32Array;
  /** The same with one line more at the end; undefined when that line belongs further up. */
  extended(rows: Rows): Layout | undefined;
}

/** Lays out all lines of a shelf. */
export function layOut(rows: Rows): Layout {
  const order = Array.from(rows.state.keys()).filter((line) => rows.state[line] === 0);
  order.sort((a, b) => (rows.at[a] ?? 0) - (rows.at[b] ?? 0) || a - b);
  const growing = createGrowing();
  const places = new Int32Array(rows.state.length).fill(-1);
  growing.previous.pushAll(places);
  growing.next.pushAll(places);
  growing.session.pushAll(places);
  for (const line of order) append(growing, rows, line);
  return shown(growing);
}

interface Growing {
  previous: ReturnType<typeof ints>;
  next: ReturnType<typeof ints>;
  session: ReturnType<typeof ints>;
  sessionLength: ReturnType<typeof floats>;
  last: number;
}

const ints = () => createColumn((length) => new Int32Array(length));
const floats = () => createColumn((length) => new Float32Array(length));

function createGrowing(): Growing {
  return { previous: ints(), next: ints(), session: ints(), sessionLength: floats(), last: -1 };
}

function append(growing: Growing, rows: Rows, line: number): void {
  const { last, sessionLength } = growing;
  const pause = last === -1 ? Number.POSITIVE_INFINITY : (rows.at[line] ?? 0) - (rows.at[last] ?? 0);
  if (pause > sessionGapMs) sessionLength.push(0);
  else {
    growing.previous.values()[line] = last;
    growing.next.values()[last] = line;
  }
  const session = sessionLength.length - 1;
  growing.session.values()[line] = session;
  const sums = sessionLength.values();
  sums[session] = (sums[session] ?? 0) + (rows.length[line] ?? 0);
  growing.last = line;
}

function shown(growing: Growing): Layout {
  return {
    previous: growing.previous.values(),
    next: growing.next.values(),
    session: growing.session.values(),
    sessions: growing.sessionLength.length,
    sessionLength: growing.sessionLength.values(),
    extended(rows) {
      const line = rows.state.length - 1;
      const isAlone = rows.state[line] === standsAlone;
      if (!isAlone && growing.last !== -1 && (rows.at[line] ?? 0) < (rows.at[growing.last] ?? 0))
        return undefined;
      growing.previous.push(-1);
      growing.next.push(-1);
      growing.session.push(-1);
      if (!isAlone) append(growing, rows, line);
      return shown(growing);
    },
  };
}
