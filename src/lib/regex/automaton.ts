import { charactersOf, endsLine, type Fits, fitsAtom } from './atoms.ts';
import type { Condition, Machine, Program } from './program.ts';

/** A state's answer to one character: whether the text so far matched, and what comes next. */
interface Move {
  matched: boolean;
  next: State;
}

/** All the places of a program at which a reading may be. */
interface State {
  places: readonly number[];
  moves: Map<number, Move>;
}

/** A text as the automaton reads it. */
interface Reading {
  characters: Uint32Array;
  /** For each character its class: those that the pattern never tells apart share one. */
  classes: Uint16Array;
  /** For each place between characters the conditions that hold there, a bit each. */
  holds: Int32Array;
}

/** Stands for the place after the last character. */
const noClass = 0;
const mostClasses = 4_096;
const mostStates = 1_000;
/** How many places may be looked at for one text; where the states repeat, as they mostly do, few are. */
const mostLooks = 500_000;

class Spent extends Error {}

/**
 * Finds out whether a text matches in a time that grows with the text's length only: all ways to match are followed at
 * once, and nothing is ever tried again. Nothing comes back where the text is so varied, or the pattern so large, that even this would
 * take long.
 */
export function createAutomaton(
  { program, atoms, conditions }: Machine,
  { unicode, sticky }: { unicode: boolean; sticky: boolean },
): (text: string) => boolean | undefined {
  const tell = createClasses(atoms.map(fitsAtom));
  const budget = { left: mostLooks };
  const isWord = new Map<string, Fits>();
  const whole = createRunner(program, { fits: tell.fits, budget, onlyAtStart: sticky });
  const looks = conditions.map((condition) =>
    condition.kind === 'look'
      ? createRunner(condition.program, { fits: tell.fits, budget, onlyAtStart: false })
      : undefined,
  );

  function read(text: string): Reading | undefined {
    const characters = charactersOf(text, unicode);
    const classes = new Uint16Array(characters.length);
    for (const [at, character] of characters.entries()) classes[at] = tell.classOf(character);
    if (tell.count() > mostClasses) return undefined;
    return { characters, classes, holds: new Int32Array(characters.length + 1) };
  }

  function note(reading: Reading, condition: Condition, index: number): void {
    const { holds } = reading;
    if (condition.kind === 'look') {
      const mark = (at: number) => {
        holds[at] = (holds[at] ?? 0) | (1 << index);
        return false;
      };
      looks[index]?.(reading, !condition.behind, mark);
      return;
    }
    const isThere = edgeTest(condition, reading.characters);
    for (let at = 0; at < holds.length; at += 1) if (isThere(at)) holds[at] = (holds[at] ?? 0) | (1 << index);
  }

  function edgeTest(
    { edge }: Condition & { kind: 'edge' },
    characters: Uint32Array,
  ): (at: number) => boolean {
    const end = characters.length;
    if (edge.at === 'start') return (at) => at === 0;
    if (edge.at === 'end') return (at) => at === end;
    if (edge.at === 'lineStart') return (at) => at === 0 || endsLine(characters[at - 1]);
    if (edge.at === 'lineEnd') return (at) => at === end || endsLine(characters[at]);
    const fits = isWord.get(edge.flags) ?? fitsAtom({ source: '\\w', flags: edge.flags });
    isWord.set(edge.flags, fits);
    const wordAt = (at: number) => at >= 0 && at < end && fits(characters[at] ?? 0);
    return (at) => wordAt(at - 1) !== wordAt(at);
  }

  function matches(text: string): boolean | undefined {
    budget.left = mostLooks;
    const reading = read(text);
    if (reading === undefined) return undefined;
    for (const [index, condition] of conditions.entries()) note(reading, condition, index);
    return whole(reading, false, () => true);
  }

  return (text) => {
    try {
      return matches(text);
    } catch (error) {
      if (error instanceof Spent) return undefined;
      throw error;
    }
  };
}

interface Classes {
  classOf(character: number): number;
  count(): number;
  /** For each class and atom whether they fit. */
  fits: boolean[][];
}

/** Puts characters that fit into the same atoms into one class. */
function createClasses(atoms: readonly Fits[]): Classes {
  const fits: boolean[][] = [[]];
  const bySignature = new Map<string, number>();
  const known = new Map<number, number>();

  function find(character: number): number {
    const row = atoms.map((fitsHere) => fitsHere(character));
    const signature = row.map(Number).join('');
    const found = bySignature.get(signature) ?? fits.push(row) - 1;
    bySignature.set(signature, found);
    known.set(character, found);
    return found;
  }

  return { classOf: (character) => known.get(character) ?? find(character), count: () => fits.length, fits };
}

/** Runs a program over a reading; `found` hears of every place where it matched, and may end the run. */
type Runner = (reading: Reading, backwards: boolean, found: (at: number) => boolean) => boolean;

interface RunnerNeeds {
  fits: boolean[][];
  budget: { left: number };
  onlyAtStart: boolean;
}

function createRunner({ steps, start, asked }: Program, { fits, budget, onlyAtStart }: RunnerNeeds): Runner {
  let states = new Map<string, State>();
  let first = stateOf([start]);
  const seen = new Uint32Array(steps.length);
  let round = 0;

  function stateOf(places: readonly number[]): State {
    const key = places.join();
    const state = states.get(key) ?? { places, moves: new Map() };
    states.set(key, state);
    return state;
  }

  /** The characters that the state waits for, once everything that costs none was done. */
  function settle({ places }: State, holding: number): { waiting: number[]; matched: boolean } {
    const waiting: number[] = [];
    const open = [...places];
    let matched = false;
    round += 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen[at] === round) continue;
      seen[at] = round;
      budget.left -= 1;
      const step = steps[at];
      if (step?.kind === 'char') waiting.push(at);
      else if (step?.kind === 'fork') open.push(step.other, step.next);
      else if (step?.kind === 'match') matched = true;
      else if (step !== undefined && ((holding >> step.condition) & 1) === Number(step.wanted))
        open.push(step.next);
    }
    if (budget.left < 0) throw new Spent();
    return { waiting, matched };
  }

  function move(state: State, characterClass: number, holding: number): Move {
    const { waiting, matched } = settle(state, holding);
    const next = new Set(onlyAtStart ? [] : [start]);
    for (const at of waiting) {
      const step = steps[at];
      if (step?.kind === 'char' && fits[characterClass]?.[step.atom] === true) next.add(step.next);
    }
    if (states.size > mostStates) forget();
    return { matched, next: stateOf([...next].sort((a, b) => a - b)) };
  }

  function forget(): void {
    states = new Map();
    first = stateOf([start]);
  }

  return ({ classes, holds }, backwards, found) => {
    const end = classes.length;
    let state = first;
    for (let count = 0; count <= end; count += 1) {
      const at = backwards ? end - count : count;
      const characterClass = count === end ? noClass : (classes[backwards ? at - 1 : at] ?? noClass);
      const holding = (holds[at] ?? 0) & asked;
      const key = holding * mostClasses + characterClass;
      let taken = state.moves.get(key);
      if (taken === undefined) {
        taken = move(state, characterClass, holding);
        state.moves.set(key, taken);
      }
      if (taken.matched && found(at)) return true;
      state = taken.next;
      if (state.places.length === 0) return false;
    }
    return false;
  };
}
