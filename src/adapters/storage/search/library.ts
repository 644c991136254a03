import type { DatabaseSync } from 'node:sqlite';
import {
  createShelf,
  createSigns,
  mostSigns,
  type Shelf,
  type Signs,
  speakerName,
} from '../../../lib/retrieval/index.ts';

/** A shelf in memory, with the signs of its vectors in the embedder that was asked for last. */
export interface Loaded {
  shelf: Shelf;
  signs: { embedder: string; table: Signs } | undefined;
}

/** The shelves as they lie in the database. What was not asked for lately is let go and read again when it is. */
export interface Library {
  /** Inside a read transaction: these shelves as they are in it, with the signs of an embedder when one is given. */
  open(names: readonly string[], embedder: string | undefined): Loaded[];
  /** Those who speak on these shelves, which need not be read for that. */
  namesOn(names: readonly string[]): string[];
  /**
   * Inside a read transaction: reads some more of the shelves that were written to lately, so that nobody waits for
   * that later. Returns whether there is more to read.
   */
  readAhead(embedder: string | undefined): boolean;
  /** The vectors of lines, by the rows that their signs name; together, since a read for each costs a third more. */
  vectorsIn(rows: readonly number[]): [row: number, vectors: Int8Array][];
  idOf(seq: number): string;
  /** The numbers of passages by their ids; those that are not there are left out. */
  seqsOf(ids: readonly string[]): number[];
}

/** A shelf that is not read to its end yet. */
interface Begun extends Loaded {
  /** Up to where it is read; undefined when all of it is. */
  readTo: number | undefined;
}

interface PassageRow {
  seq: number;
  shelf: string;
  text: string;
  speaker_name: string | null;
  at: number;
  alone: number;
}

/** Rows that are read ahead at once: a question that comes meanwhile waits for no more. */
const stretch = 1_000;
/** Shelves that are read ahead, and how many of the latest passages tell which those are. */
const mostAhead = 8;
const latest = 2_000;

/** Reads shelves over a connection of its own. `mostBytes`: about how much memory they may take together. */
export function createLibrary(db: DatabaseSync, mostBytes: number): Library {
  const columns = 'seq, shelf, text, speaker_name, at, alone';
  const newest = db.prepare(`select
    (select max(seq) from recall_passages) as seq,
    (select max(number) from recall_removals) as removal,
    (select min(number) from recall_removals) as oldestRemoval,
    (select max(number) from recall_vectors) as vector`);
  const onShelf = db.prepare(
    `select ${columns} from recall_passages where shelf = ? and seq > ? order by seq limit ?`,
  );
  const added = db.prepare(`select ${columns} from recall_passages where seq > ? order by seq`);
  const removed = db.prepare('select shelf, seq from recall_removals where number > ?');
  const embedded = db.prepare(
    'select p.shelf, v.number, v.seq, v.vectors from recall_vectors v join recall_passages p on p.seq = v.seq where v.number > ? and v.embedder = ?',
  );
  const heads = db.prepare(
    'select p.seq, v.number, substr(v.vectors, 1, ?) as head from recall_passages p join recall_vectors v on v.seq = p.seq and v.embedder = ? where p.shelf = ?',
  );
  const speakers = db.prepare(
    'select speaker_name as name from recall_passages where shelf = ? and speaker_name is not null group by speaker_name order by min(seq)',
  );
  const dimensionsOf = db.prepare('select dimensions from recall_embedders where id = ?');
  const vectors = db.prepare(
    'select number, vectors from recall_vectors where number in (select value from json_each(?))',
  );
  vectors.setReturnArrays(true);
  const idOf = db.prepare('select id from recall_passages where seq = ?');
  const seqOf = db.prepare('select seq from recall_passages where id = ?');
  const lately = db.prepare(`select shelf, max(seq) as newest
    from (select shelf, seq from recall_passages order by seq desc limit ${latest})
    group by shelf order by newest desc limit ${mostAhead}`);
  /** In the order in which they were asked for, the latest last. */
  const loaded = new Map<string, Begun>();
  let seen = { seq: 0, removal: 0, vector: 0 };
  /** Shelves that are still to be read ahead. */
  let ahead: string[] | undefined;

  function catchUp(): void {
    const now = newest.get() as Record<string, number | null>;
    const { seq, removal, oldestRemoval, vector } = now;
    if ((oldestRemoval ?? 0) > seen.removal + 1) loaded.clear();
    if (loaded.size > 0) {
      if ((seq ?? 0) > seen.seq) for (const row of added.iterate(seen.seq)) put(row as unknown as PassageRow);
      if ((removal ?? 0) > seen.removal) takeAway();
      if ((vector ?? 0) > seen.vector) signNew();
    }
    // A table that was emptied begins no new count: the sequence goes on.
    seen = {
      seq: Math.max(seq ?? 0, seen.seq),
      removal: Math.max(removal ?? 0, seen.removal),
      vector: Math.max(vector ?? 0, seen.vector),
    };
  }

  function put(row: PassageRow): void {
    const known = loaded.get(row.shelf);
    // What is not read to its end comes to this row by itself.
    if (known?.readTo === undefined) known?.shelf.add(lineOf(row));
  }

  function takeAway(): void {
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

  function signNew(): void {
    const embedders = new Set([...loaded.values()].flatMap(({ signs }) => signs?.embedder ?? []));
    for (const embedder of embedders) {
      for (const row of embedded.iterate(seen.vector, embedder)) {
        const { shelf: name, number, seq, vectors } = row as unknown as SignedRow;
        const known = loaded.get(name);
        const line = known?.shelf.lineOf(seq);
        if (line === undefined || known?.signs?.embedder !== embedder) continue;
        known.signs.table.put(line, asInt8(vectors), number);
      }
    }
  }

  /** The shelf as far as it is read, now the one that was asked for last. */
  function take(name: string): Begun {
    const one = loaded.get(name) ?? { shelf: createShelf(), signs: undefined, readTo: 0 };
    loaded.delete(name);
    loaded.set(name, one);
    return one;
  }

  function readOn(name: string, one: Begun, most: number): void {
    if (one.readTo === undefined) return;
    let count = 0;
    for (const found of onShelf.iterate(name, one.readTo, most)) {
      const row = found as unknown as PassageRow;
      one.shelf.add(lineOf(row));
      one.readTo = row.seq;
      count += 1;
    }
    if (count < most) one.readTo = undefined;
  }

  function sign(name: string, one: Begun, embedder: string | undefined): void {
    if (embedder === undefined || one.signs?.embedder === embedder) return;
    one.signs = signsOf(name, one.shelf, embedder);
  }

  function signsOf(name: string, shelf: Shelf, embedder: string): Loaded['signs'] {
    const { dimensions } = (dimensionsOf.get(embedder) ?? {}) as { dimensions?: number };
    if (dimensions === undefined) return undefined;
    const table = createSigns(dimensions);
    for (const row of heads.iterate(mostSigns, embedder, name)) {
      const { seq, number, head } = row as unknown as { seq: number; number: number; head: Uint8Array };
      const line = shelf.lineOf(seq);
      if (line !== undefined) table.put(line, asInt8(head), number);
    }
    return { embedder, table };
  }

  function held(): number {
    let bytes = 0;
    for (const one of loaded.values()) bytes += bytesOf(one);
    return bytes;
  }

  function letGo(needed: ReadonlySet<string>): void {
    let bytes = held();
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
        const one = take(name);
        readOn(name, one, Number.MAX_SAFE_INTEGER);
        sign(name, one, embedder);
        return one;
      });
      letGo(new Set(names));
      return opened;
    },
    namesOn(names) {
      catchUp();
      const spoken = names.flatMap((name) => {
        const one = loaded.get(name);
        if (one !== undefined && one.readTo === undefined) return [...one.shelf.speakers().keys()];
        return speakers.all(name).map(({ name }) => speakerName(String(name)));
      });
      return [...new Set(spoken)];
    },
    readAhead(embedder) {
      catchUp();
      ahead ??= lately.all().map(({ shelf }) => String(shelf));
      const name = ahead[0];
      if (name === undefined) return false;
      const one = take(name);
      if (one.readTo !== undefined) readOn(name, one, stretch);
      else {
        sign(name, one, embedder);
        ahead.shift();
      }
      // What is asked for must find room.
      return held() < mostBytes / 2;
    },
    vectorsIn(numbers) {
      const rows = vectors.all(JSON.stringify(numbers)) as unknown as [row: number, bytes: Uint8Array][];
      return rows.map(([row, bytes]) => [row, asInt8(bytes)]);
    },
    idOf: (seq) => String(idOf.get(seq)?.['id'] ?? ''),
    seqsOf: (ids) => ids.flatMap((id) => (seqOf.get(id)?.['seq'] as number | undefined) ?? []),
  };
}

interface SignedRow {
  shelf: string;
  number: number;
  seq: number;
  vectors: Uint8Array;
}

function lineOf(row: PassageRow): Parameters<Shelf['add']>[0] {
  const { seq, text, at } = row;
  return { seq, text, speaker: row.speaker_name ?? undefined, at, alone: row.alone === 1 };
}

function asInt8(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf({ shelf, signs }: Loaded): number {
  return shelf.bytes + (signs?.table.bytes ?? 0);
}
