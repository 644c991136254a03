/** What one place of a text may hold, in the pattern's own words, so that JavaScript itself can be asked. */
export interface Atom {
  /** Empty where one character is meant. */
  source: string;
  /** Those of `i`, `s` and `u` that count here. */
  flags: string;
  /** The one character that is meant. */
  literal?: number;
}

/** The same for atoms that mean the same. */
export function nameOf({ source, flags, literal }: Atom): string {
  return literal === undefined ? `${flags}/${source}` : `${flags}${literal}`;
}

/** A piece of a regular expression. */
export type Node =
  | { kind: 'char'; atom: Atom }
  | { kind: 'sequence'; parts: readonly Node[] }
  | { kind: 'choice'; options: readonly Node[] }
  | Repeat
  | { kind: 'group'; index: number; body: Node }
  | Edge
  | { kind: 'look'; behind: boolean; negated: boolean; body: Node }
  | { kind: 'back'; groups: readonly number[]; flags: string };

/** Something again and again. The groups from `firstGroup` to before `endGroup` stand inside and are forgotten each time. */
export interface Repeat {
  kind: 'repeat';
  body: Node;
  min: number;
  max: number;
  greedy: boolean;
  firstGroup: number;
  endGroup: number;
}

/** A place between two characters. */
export interface Edge {
  kind: 'edge';
  at: 'start' | 'end' | 'lineStart' | 'lineEnd' | 'word' | 'notWord';
  flags: string;
}

/** A regular expression that was read. */
export interface Pattern {
  root: Node;
  /** Matches whole code points, not halves of them. */
  unicode: boolean;
  sticky: boolean;
  /** Capitals do not count, at least in a part of it. */
  ignoreCase: boolean;
  groupCount: number;
  hasBackReferences: boolean;
}

/** The pieces that a piece is made of. */
export function partsOf(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.parts;
  if (node.kind === 'choice') return node.options;
  return 'body' in node ? [node.body] : [];
}
