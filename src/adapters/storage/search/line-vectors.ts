import type { Meaning, Shelf } from '../../../lib/retrieval/index.ts';
import type { Library, Loaded } from './library.ts';

/** The vectors of lines, read for one question: each once, and many together. */
export interface LineVectors extends Pick<Meaning, 'read' | 'vectorsOf' | 'agreement'> {
  /** Whether these are the same shelves, with signs of the same embedder. */
  areOf(opened: readonly Loaded[]): boolean;
}

/** For shelves that were opened; what is read stays good for as long as nothing is taken off them. */
export function createLineVectors(library: Library, opened: readonly Loaded[]): LineVectors {
  const signs = new Map(opened.map(({ shelf, signs }) => [shelf, signs?.table]));
  const known = new Map<number, Int8Array>();
  const rowOf = (shelf: Shelf, line: number) => signs.get(shelf)?.rowOf(line);

  return {
    read(shelf, lines) {
      const rows = new Set<number>();
      for (const line of lines) {
        const row = rowOf(shelf, line);
        if (row !== undefined && !known.has(row)) rows.add(row);
      }
      if (rows.size > 0) for (const [row, vectors] of library.vectorsIn([...rows])) known.set(row, vectors);
    },
    vectorsOf(shelf, line) {
      const row = rowOf(shelf, line);
      return row === undefined ? undefined : known.get(row);
    },
    agreement: (shelf, vector) => signs.get(shelf)?.agreement(vector),
    areOf: (others) =>
      others.length === signs.size && others.every((one) => signs.get(one.shelf) === one.signs?.table),
  };
}
