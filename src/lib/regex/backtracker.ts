import { charactersOf, endsLine, type Fits, fitsAtom } from './atoms.ts';
import type { Atom, Edge, Node, Pattern, Repeat } from './syntax.ts';

/** Where each group began and ended, two numbers each; -1 where it took no part. */
type Groups = readonly number[];

/** What is still to be matched, the next thing first. */
type Rest = { todo: Todo; after: Rest } | undefined;

type Todo =
  | { kind: 'node'; node: Node }
  | { kind: 'close'; index: number; from: number }
  /** Goes on with a repetition, unless a round took nothing although none was needed. */
  | { kind: 'again'; repeat: Repeat; min: number; max: number; from: number; needed: boolean };

/** A state to which the search may come back. */
interface Choice {
  rest: Rest;
  at: number;
  groups: Groups;
}

class Spent extends Error {}

/**
 * Matches as JavaScript defines it, one way after the other, but at most for a number of steps: for what only going back
 * can find, as references to earlier groups. Nothing comes back where the steps did not suffice.
 */
export function createBacktracker(
  pattern: Pattern,
  mostSteps: number,
): (text: string) => boolean | undefined {
  const { root, unicode, sticky, groupCount } = pattern;
  const fits = createFitting();
  const none: Groups = Array.from({ length: 2 * (groupCount + 1) }, () => -1);

  function matches(text: string): boolean {
    const characters = charactersOf(text, unicode);
    const search = createSearch(characters, fits, { left: mostSteps });
    for (let at = 0; at <= characters.length; at += 1) {
      if (search(root, { at, groups: none }, false) !== undefined) return true;
      if (sticky) return false;
    }
    return false;
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

/** What fits where, each asked for once. */
interface Fitting {
  atom(atom: Atom): Fits;
  word(flags: string): Fits;
  /** What counts as the same character. */
  same(character: number, flags: string): Fits;
}

function createFitting(): Fitting {
  const atoms = new Map<Atom, Fits>();
  const made = new Map<string, Atom>();

  function atom(atom: Atom): Fits {
    const known = atoms.get(atom);
    if (known !== undefined) return known;
    const fits = fitsAtom(atom);
    atoms.set(atom, fits);
    return fits;
  }

  function fitsMade(key: string, make: () => Atom): Fits {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return atom(known);
  }

  return {
    atom,
    word: (flags) => fitsMade(flags, () => ({ source: '\\w', flags })),
    same: (character, flags) =>
      fitsMade(`${character}${flags}`, () => ({ source: '', flags, literal: character })),
  };
}

type Search = (
  node: Node,
  from: { at: number; groups: Groups },
  backwards: boolean,
) => { at: number; groups: Groups } | undefined;

function createSearch(characters: Uint32Array, fits: Fitting, budget: { left: number }): Search {
  const isAt = createEdgeTest(characters, fits);

  /** Finds the first way to match, with a stack of its own for each look-around. */
  function search(node: Node, from: { at: number; groups: Groups }, backwards: boolean) {
    const choices: Choice[] = [{ ...from, rest: before(node, undefined) }];
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      const reached = follow(choice, choices, backwards);
      if (reached !== undefined) return reached;
    }
    return undefined;
  }

  function follow(choice: Choice, choices: Choice[], backwards: boolean) {
    let state: Choice | undefined = choice;
    while (state?.rest !== undefined) {
      budget.left -= 1;
      if (budget.left < 0) throw new Spent();
      const { todo, after } = state.rest;
      state = take(todo, { rest: after, at: state.at, groups: state.groups }, choices, backwards);
    }
    return state;
  }

  function take(todo: Todo, state: Choice, choices: Choice[], backwards: boolean): Choice | undefined {
    if (todo.kind === 'node') return takeNode(todo.node, state, choices, backwards);
    if (todo.kind === 'close') return close(todo.index, todo.from, state, backwards);
    if (!todo.needed && todo.from === state.at) return undefined;
    return repeat(todo.repeat, todo.min, todo.max, state, choices);
  }

  function takeNode(node: Node, state: Choice, choices: Choice[], backwards: boolean): Choice | undefined {
    const { rest, at } = state;
    if (node.kind === 'char') {
      const character = characters[backwards ? at - 1 : at];
      if (character === undefined || !fits.atom(node.atom)(character)) return undefined;
      return { rest, at: backwards ? at - 1 : at + 1, groups: state.groups };
    }
    if (node.kind === 'sequence') {
      const order = backwards ? node.parts : node.parts.toReversed();
      return {
        rest: order.reduce<Rest>((after, part) => before(part, after), rest),
        at,
        groups: state.groups,
      };
    }
    if (node.kind === 'choice') {
      const [first, ...others] = node.options.map((option) => ({
        rest: before(option, rest),
        at,
        groups: state.groups,
      }));
      choices.push(...others.toReversed());
      return first;
    }
    if (node.kind === 'repeat') return repeat(node, node.min, node.max, state, choices);
    if (node.kind === 'group') {
      const after = { todo: { kind: 'close' as const, index: node.index, from: at }, after: rest };
      return { rest: before(node.body, after), at, groups: state.groups };
    }
    if (node.kind === 'edge') return isAt(node, at) ? state : undefined;
    if (node.kind === 'look') return look(node, state);
    return back(node, state, backwards);
  }

  function repeat(
    node: Repeat,
    min: number,
    max: number,
    state: Choice,
    choices: Choice[],
  ): Choice | undefined {
    if (max === 0) return state;
    const again = {
      kind: 'again' as const,
      repeat: node,
      min: Math.max(0, min - 1),
      max: max - 1,
      from: state.at,
      needed: min > 0,
    };
    const round = {
      rest: before(node.body, { todo: again, after: state.rest }),
      at: state.at,
      groups: forgetting(state.groups, node),
    };
    if (min > 0) return round;
    choices.push(node.greedy ? state : round);
    return node.greedy ? round : state;
  }

  function look({ body, behind, negated }: Node & { kind: 'look' }, state: Choice): Choice | undefined {
    const found = search(body, state, behind);
    if (negated) return found === undefined ? state : undefined;
    return found && { ...state, groups: found.groups };
  }

  function back(node: Node & { kind: 'back' }, state: Choice, backwards: boolean): Choice | undefined {
    const group = node.groups.find((index) => (state.groups[2 * index] ?? -1) >= 0);
    if (group === undefined) return state;
    const [from, to] = [state.groups[2 * group] ?? 0, state.groups[2 * group + 1] ?? 0];
    const length = to - from;
    budget.left -= length;
    const begin = backwards ? state.at - length : state.at;
    if (begin < 0 || begin + length > characters.length) return undefined;
    for (let offset = 0; offset < length; offset += 1) {
      const [wanted = 0, there = 0] = [characters[from + offset], characters[begin + offset]];
      if (wanted !== there && !fits.same(wanted, node.flags)(there)) return undefined;
    }
    return { ...state, at: backwards ? begin : begin + length };
  }

  return search;
}

function before(node: Node, after: Rest): Rest {
  return { todo: { kind: 'node', node }, after };
}

function close(index: number, from: number, state: Choice, backwards: boolean): Choice {
  const groups = [...state.groups];
  groups[2 * index] = backwards ? state.at : from;
  groups[2 * index + 1] = backwards ? from : state.at;
  return { ...state, groups };
}

function forgetting(groups: Groups, { firstGroup, endGroup }: Repeat): Groups {
  return firstGroup === endGroup
    ? groups
    : groups.map((value, at) => (at >= 2 * firstGroup && at < 2 * endGroup ? -1 : value));
}

function createEdgeTest(characters: Uint32Array, fits: Fitting): (edge: Edge, at: number) => boolean {
  const end = characters.length;

  function isWord(at: number, flags: string): boolean {
    const character = characters[at];
    return character !== undefined && fits.word(flags)(character);
  }

  return ({ at: wanted, flags }, at) => {
    if (wanted === 'start') return at === 0;
    if (wanted === 'end') return at === end;
    if (wanted === 'lineStart') return at === 0 || endsLine(characters[at - 1]);
    if (wanted === 'lineEnd') return at === end || endsLine(characters[at]);
    return (isWord(at - 1, flags) !== isWord(at, flags)) === (wanted === 'word');
  };
}
