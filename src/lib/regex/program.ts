import type { Atom, Edge, Node, Pattern } from './syntax.ts';
import { nameOf, partsOf } from './syntax.ts';

/** One step of a program. `next` and `other` are places in it. */
export type Step =
  | { kind: 'char'; atom: number; next: number }
  | { kind: 'fork'; next: number; other: number }
  | { kind: 'condition'; condition: number; wanted: boolean; next: number }
  | { kind: 'match' };

/** What holds at a place between two characters, or does not: an edge, or what a look-around finds there. */
export type Condition = { kind: 'edge'; edge: Edge } | { kind: 'look'; behind: boolean; program: Program };

/** A pattern as steps, in the order in which they are read: forwards, or backwards for what looks ahead. */
export interface Program {
  steps: readonly Step[];
  start: number;
  /** The conditions that it asks for, a bit each. */
  asked: number;
}

/** A pattern without back-references, ready for a machine that never goes back. */
export interface Machine {
  program: Program;
  atoms: readonly Atom[];
  /** Each rests on earlier ones only. */
  conditions: readonly Condition[];
}

/** Larger machines would be slow. */
const mostSteps = 3_000;
/** As many as bits are handy. */
const mostConditions = 24;
const mostAtoms = 400;

class TooLarge extends Error {}

/** Lays a pattern out as a machine; nothing comes back where that would be too large. */
export function layOut(pattern: Pattern): Machine | undefined {
  const atoms = new Map<string, { atom: Atom; index: number }>();
  const conditions: Condition[] = [];
  let total = 0;

  function programOf(node: Node, backwards: boolean): Program {
    const steps: Step[] = [{ kind: 'match' }];
    let asked = 0;

    function add(step: Step): number {
      total += 1;
      if (total > mostSteps) throw new TooLarge();
      steps.push(step);
      return steps.length - 1;
    }

    /** Adds what matches the piece and then goes on at `next`; returns where it begins. */
    function lay(piece: Node, next: number): number {
      if (piece.kind === 'char') return add({ kind: 'char', atom: indexOf(piece.atom), next });
      if (piece.kind === 'sequence') {
        const order = backwards ? piece.parts : piece.parts.toReversed();
        return order.reduce((after, part) => lay(part, after), next);
      }
      if (piece.kind === 'choice') {
        const begins = piece.options.map((option) => lay(option, next));
        return begins.reduce((other, first) => add({ kind: 'fork', next: first, other }));
      }
      if (piece.kind === 'repeat') return layRepeat(piece, next);
      if (piece.kind === 'group') return lay(piece.body, next);
      if (piece.kind === 'edge') return layCondition(conditionOf(piece), piece.at !== 'notWord', next);
      if (piece.kind === 'look') return layCondition(lookOf(piece), !piece.negated, next);
      throw new TooLarge();
    }

    function layRepeat({ body, min, max }: Node & { kind: 'repeat' }, next: number): number {
      if (isEmpty(body)) return next;
      let begin = next;
      if (max === Number.POSITIVE_INFINITY) begin = layLoop(body, next);
      else for (let left = max - min; left > 0; left -= 1) begin = layOptional(body, begin, next);
      for (let left = min; left > 0; left -= 1) begin = lay(body, begin);
      return begin;
    }

    function layLoop(body: Node, next: number): number {
      const fork = { kind: 'fork' as const, next, other: next };
      const at = add(fork);
      fork.next = lay(body, at);
      return at;
    }

    function layOptional(body: Node, after: number, next: number): number {
      return add({ kind: 'fork', next: lay(body, after), other: next });
    }

    function layCondition(condition: number, wanted: boolean, next: number): number {
      asked |= 1 << condition;
      return add({ kind: 'condition', condition, wanted, next });
    }

    const start = lay(node, 0);
    return { steps, start, asked };
  }

  function indexOf(atom: Atom): number {
    const key = nameOf(atom);
    const known = atoms.get(key) ?? { atom, index: atoms.size };
    atoms.set(key, known);
    if (atoms.size > mostAtoms) throw new TooLarge();
    return known.index;
  }

  function conditionOf(edge: Edge): number {
    const at = edge.at === 'notWord' ? 'word' : edge.at;
    const same = conditions.findIndex(
      (known) => known.kind === 'edge' && known.edge.at === at && known.edge.flags === edge.flags,
    );
    return same === -1 ? addCondition({ kind: 'edge', edge: { ...edge, at } }) : same;
  }

  function lookOf({ behind, body }: Node & { kind: 'look' }): number {
    return addCondition({ kind: 'look', behind, program: programOf(body, !behind) });
  }

  function addCondition(condition: Condition): number {
    if (conditions.length === mostConditions) throw new TooLarge();
    return conditions.push(condition) - 1;
  }

  try {
    const program = programOf(pattern.root, false);
    return { program, atoms: [...atoms.values()].map(({ atom }) => atom), conditions };
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Repeating nothing is nothing, however often. */
function isEmpty(node: Node): boolean {
  return (node.kind === 'sequence' || node.kind === 'group') && partsOf(node).every(isEmpty);
}
