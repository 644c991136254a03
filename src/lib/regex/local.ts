import { fitsAtom } from './atoms.ts';
import type { Atom, Node, Pattern } from './syntax.ts';
import { nameOf, partsOf } from './syntax.ts';

/**
 * Whether a text can be searched piece by piece: what stands between the pieces (signs that are no letters, the first of them
 * ends a line) can be in no match as a whole, and no part of the pattern looks past it. The signs before and after a piece then
 * belong to it.
 */
export function isLocal(pattern: Pattern, between: string): boolean {
  if (pattern.sticky || looksFar(pattern.root)) return false;
  const atoms = atomsOf(pattern.root);
  return Array.from(between, (sign) => sign.charCodeAt(0)).some(
    (code) => !atoms.some((atom) => takes(atom, code)),
  );
}

const kept = new Map<string, boolean>();
const mostKept = 1_000;

/** Most atoms are one of a few; signs have no capitals. */
function takes(atom: Atom, code: number): boolean {
  if (atom.literal !== undefined) return atom.literal === code;
  const name = `${code} ${nameOf(atom)}`;
  const known = kept.get(name) ?? fitsAtom(atom)(code);
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, known);
  return known;
}

function looksFar(node: Node): boolean {
  if (node.kind === 'look') return true;
  if (node.kind === 'edge') return node.at === 'start' || node.at === 'end';
  return partsOf(node).some(looksFar);
}

function atomsOf(node: Node): Atom[] {
  return node.kind === 'char' ? [node.atom] : partsOf(node).flatMap(atomsOf);
}
