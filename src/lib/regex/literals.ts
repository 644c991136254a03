import { foldCase } from './fold-case.ts';
import type { Atom, Node, Pattern } from './syntax.ts';

/** Texts of which every match holds at least one. */
export interface RequiredLiterals {
  literals: readonly string[];
  /** Capitals do not count: they are to be looked for in `foldCase(text)`. */
  folded: boolean;
}

/** What is known of a piece: all it can match, where those are few; or what is in everything it matches. */
interface Known {
  exact: readonly string[] | undefined;
  needed: readonly string[] | undefined;
}

const mostLiterals = 16;
const longestLiteral = 64;
const anything: Known = { exact: undefined, needed: undefined };
const nothing: Known = { exact: [''], needed: undefined };

/** Literals that let most texts be passed over without trying the pattern; `undefined` where it has none. */
export function requiredLiterals(pattern: Pattern): RequiredLiterals | undefined {
  const { exact, needed } = knownOf(pattern.root, pattern.ignoreCase);
  const literals = better(usable(exact), needed);
  return literals && { literals: [...new Set(literals)], folded: pattern.ignoreCase };
}

function knownOf(node: Node, folded: boolean): Known {
  if (node.kind === 'char') return { exact: lettersOf(node.atom, folded), needed: undefined };
  if (node.kind === 'edge' || node.kind === 'look') return nothing;
  if (node.kind === 'group') return knownOf(node.body, folded);
  if (node.kind === 'sequence') return inSequence(node.parts.map((part) => knownOf(part, folded)));
  if (node.kind === 'choice') return ofChoice(node.options.map((option) => knownOf(option, folded)));
  if (node.kind === 'repeat') return ofRepeat(node.min, node.max, knownOf(node.body, folded));
  return anything;
}

function inSequence(parts: readonly Known[]): Known {
  let run: readonly string[] = [''];
  let needed: readonly string[] | undefined;
  let isExact = true;
  for (const part of parts) {
    const longer = part.exact && joined(run, part.exact);
    if (longer !== undefined) {
      run = longer;
      continue;
    }
    isExact = false;
    needed = better(better(needed, usable(run)), better(part.needed, usable(part.exact)));
    run = part.exact !== undefined && part.exact.length <= mostLiterals ? part.exact : [''];
  }
  return { exact: isExact ? run : undefined, needed: isExact ? undefined : better(needed, usable(run)) };
}

function ofChoice(options: readonly Known[]): Known {
  const exact = options.flatMap(({ exact }) => exact ?? []);
  const isExact = options.every((option) => option.exact !== undefined) && exact.length <= mostLiterals;
  if (isExact) return { exact, needed: undefined };
  const needed = options.map(({ exact, needed }) => better(usable(exact), needed));
  const all = needed.flatMap((literals) => literals ?? []);
  const isNeeded = needed.every((literals) => literals !== undefined) && all.length <= mostLiterals;
  return { exact: undefined, needed: isNeeded ? all : undefined };
}

function ofRepeat(min: number, max: number, body: Known): Known {
  if (max === 0) return nothing;
  if (min === 1 && max === 1) return body;
  if (min === 0) return max === 1 && body.exact !== undefined ? optional(body.exact) : anything;
  const rounds = min <= longestLiteral ? Array.from({ length: min }, () => body) : [body];
  const { exact, needed } = inSequence(rounds);
  if (min === max && min <= longestLiteral) return { exact, needed };
  return { exact: undefined, needed: better(usable(exact), needed) };
}

function optional(exact: readonly string[]): Known {
  return exact.length < mostLiterals ? { exact: ['', ...exact], needed: undefined } : anything;
}

function joined(before: readonly string[], after: readonly string[]): readonly string[] | undefined {
  const [start = '', end = ''] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && start.length < longestLiteral) return [start + end];
  if (before.length * after.length > mostLiterals) return undefined;
  const all = before.flatMap((start) => after.map((end) => start + end));
  return all.some(({ length }) => length > longestLiteral) ? undefined : all;
}

function usable(exact: readonly string[] | undefined): readonly string[] | undefined {
  return exact === undefined || exact.length === 0 || exact.includes('') ? undefined : exact;
}

/** The longer the shortest literal, the rarer it is; then the fewer the better. */
function better(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [shortestA, shortestB] = [shortest(a), shortest(b)];
  if (shortestA !== shortestB) return shortestA > shortestB ? a : b;
  return a.length <= b.length ? a : b;
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}

/** The characters an atom can mean, where they are few and sure. */
function lettersOf(atom: Atom, folded: boolean): readonly string[] | undefined {
  const letters = atom.literal === undefined ? setLetters(atom) : [String.fromCodePoint(atom.literal)];
  if (letters === undefined || !folded) return letters;
  // Beyond 16 bits letters are not folded, and half a pair is something else with its other half.
  const isFoldable = letters.every((letter) => letter.length === 1 && !/[\ud800-\udfff]/.test(letter));
  return isFoldable ? [...new Set(letters.map(foldCase))] : undefined;
}

/** Of `[Dd]` the letters; nothing of a class that says more than that. */
function setLetters({ source, flags }: Atom): readonly string[] | undefined {
  const inside = /^\[([^\\^\-[\]]{1,4})\]$/.exec(source)?.[1];
  if (inside === undefined) return undefined;
  return flags.includes('u') ? [...inside] : inside.split('');
}
