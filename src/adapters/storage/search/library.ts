import type { DatabaseSync } from 'node:sqlite';
import { createShelf, createSigns, type Shelf, type Signs } from '../../../lib/retrieval/index.ts';

/** A shelf in memory, with the signs of its vectors in the embedder that was asked for last. */
export interface Loaded {
  shelf: Shelf;
  signs: { embedder: string; table: Signs } | undefined;
}

/** The shelves as they lie in the database. What was not asked for lately is let go and read again when it is. */
export interface Library {
  /** Inside a read transaction: these shelves as they are in it, with the signs of an embedder when one is given. */
  open(names: readonly string[], embedder: string | undefined): Loaded[];
  vectorsOf(seq: number, embedder: string): Int8Array | undefined;
}

interface PassageRow {
  seq: number;
  id: string;
  shelf: string;
  text: string;
  speaker_name: string | null;
  at: number;
  alone: number;
}

/** Enough to pick the lines that are looked at closely. */
const mostSigns = 256;

/** Reads shelves over a connection of its own. `mostBytes`: about how much memory they may take together. */
export function createLibrary(db: DatabaseSync, mostBytes: number): Library {
  const columns = 'seq, id, shelf, text, speaker_name, at, alone';
  const newest = db.prepare(`select
    (select max(seq) from recall_passages) as seq,
    (select max(number) from recall_removals) as removal,
    (select min(number) from recall_removals) as oldestRemoval,
    (select max(number) from recall_vectors) as vector`);
  const onShelf = db.prepare(`select ${columns} from recall_passages where shelf = ? order by seq`);
  const added = db.prepare(`select ${columns} from recall_passages where seq > ? order by seq`);
  const removed = db.prepare('select shelf, seq from recall_removals where number > ?');
  const embedded = db.prepare(
    'select p.shelf, v.seq, v.vectors from recall_vectors v join recall_passages p on p.seq = v.seq where v.number > ? and v.embedder = ?',
  );
  const heads = db.prepare(
    'select p.seq, substr(v.vectors, 1, ?) as head from recall_passages p join recall_vectors v on v.seq = p.seq and v.embedder = ? where p.shelf = ?',
  );
  const dimensionsOf = db.prepare('select dimensions from recall_embedders where id = ?');
  const vectors = db.prepare('select vectors from recall_vectors where seq = ? and embedder = ?');
  /** In the order in which they were asked for, the latest last. */
  const loaded = new Map<string, Loaded>();
  let seen = { seq: 0, removal: 0, vector: 0 };

  function catchUp(): void {
    const now = newest.get() as Record<string, number | null>;
    const { seq, removal, oldestRemoval, vector } = now;
    if ((oldestRemoval ?? 0) > seen.removal + 1) loaded.clear();
    if (loaded.size > 0) {
      if ((seq ?? 0) > seen.seq) for (const row of added.iterate(seen.seq)) put(row as unknown as PassageRow);
      if ((removal ?? 0) > seen.removal) take();
      if ((vector ?? 0) > seen.vector) sign();
    }
    // A table that was emptied begins no new count: the sequence goes on.
    seen = {
      seq: Math.max(seq ?? 0, seen.seq),
      removal: Math.max(removal ?? 0, seen.removal),
      vector: Math.max(vector ?? 0, seen.vector),
    };
  }

  function put(row: PassageRow): void {
    loaded.get(row.shelf)?.shelf.add(lineOf(row));
  }

  function take(): void {
    const byShelf = Map.groupBy(
      removed.all(seen.removal) as unknown as { shelf: string; seq: number }[],
      ({ shelf }) => shelf,
    );
    for (const [name, rows] of byShelf) {
      const { shelf } = loaded.get(name) ?? {};
      shelf?.take(new Set(rows.map(({ seq }) => seq)));
      // Mostly holes: reading it anew is cheaper than stepping over them.
      if (shelf !== undefined && shelf.live < shelf.size / 2) loaded.delete(name);
    }
  }

  function sign(): void {
    const embedders = new Set([...loaded.values()].flatMap(({ signs }) => signs?.embedder ?? []));
    for (const embedder of embedders) {
      for (const row of embedded.iterate(seen.vector, embedder)) {
        const { shelf: name, seq, vectors } = row as unknown as SignedRow;
        const known = loaded.get(name);
        const line = known?.shelf.lineOf(seq);
        if (line === undefined || known?.signs?.embedder !== embedder) continue;
        known.signs.table.put(line, asInt8(vectors));
      }
    }
  }

  function load(name: string): Loaded {
    const shelf = createShelf();
    for (const row of onShelf.iterate(name)) shelf.add(lineOf(row as unknown as PassageRow));
    return { shelf, signs: undefined };
  }

  function signsOf(name: string, shelf: Shelf, embedder: string): Loaded['signs'] {
    const { dimensions } = (dimensionsOf.get(embedder) ?? {}) as { dimensions?: number };
    if (dimensions === undefined) return undefined;
    const table = createSigns(Math.min(dimensions, mostSigns));
    for (const row of heads.iterate(mostSigns, embedder, name)) {
      const { seq, head } = row as unknown as { seq: number; head: Uint8Array };
      const line = shelf.lineOf(seq);
      if (line !== undefined) table.put(line, asInt8(head));
    }
    return { embedder, table };
  }

  function letGo(needed: ReadonlySet<string>): void {
    let bytes = 0;
    for (const one of loaded.values()) bytes += bytesOf(one);
    for (const [name, one] of loaded) {
      if (bytes <= mostBytes) return;
      if (needed.has(name)) continue;
      loaded.delete(name);
      bytes -= bytesOf(one);
    }
  }

  return {
    open(names, embedder) {
      catchUp();
      const opened = names.map((name) => {
        const one = loaded.get(name) ?? load(name);
        loaded.delete(name);
        loaded.set(name, one);
        if (embedder !== undefined && one.signs?.embedder !== embedder)
          one.signs = signsOf(name, one.shelf, embedder);
        return one;
      });
      letGo(new Set(names));
      return opened;
    },
    vectorsOf(seq, embedder) {
      const row = vectors.get(seq, embedder) as { vectors: Uint8Array } | undefined;
      return row && asInt8(row.vectors);
    },
  };
}

interface SignedRow {
  shelf: string;
  seq: number;
  vectors: Uint8Array;
}

function lineOf(row: PassageRow): Parameters<Shelf['add']>[0] {
  const { seq, id, text, at } = row;
  return { seq, id, text, speaker: row.speaker_name ?? undefined, at, alone: row.alone === 1 };
}

function asInt8(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf({ shelf, signs }: Loaded): number {
  return shelf.bytes + (signs?.table.bytes ?? 0);
}
