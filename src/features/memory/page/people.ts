import type { Database } from '../../../lib/sql.ts';
import { toFact } from '../fact-store.ts';
import type { MemoryTables } from '../tables.ts';

/** Somebody or something that facts are about. */
export interface Known {
  id: string;
  /** As it was last called. */
  name: string;
  facts: number;
}

/** Facts that are about two at once. */
export interface Bond {
  one: string;
  other: string;
  facts: number;
  /** Some of them say how the two belong together. */
  related: boolean;
}

/** Who there is in the memory, those of whom most is known first, and who is known together with whom. */
export async function peopleIn(
  db: Database<MemoryTables>,
  most: number,
): Promise<{ people: Known[]; bonds: Bond[]; all: number }> {
  const rows = await db
    .selectFrom('memory_subjects')
    .select((select) => [
      'subject_id as id',
      select.fn.countAll().as('count'),
      select.fn.max('fact_id').as('newest'),
    ])
    .groupBy('subject_id')
    .orderBy('count', 'desc')
    .orderBy('subject_id')
    .execute();
  const shown = rows.slice(0, most);
  const names = await namesIn(
    db,
    shown.map(({ newest }) => newest),
  );
  return {
    people: shown.map(({ id, count }) => ({ id, name: names.get(id) ?? id, facts: Number(count) })),
    bonds: await bondsOf(
      db,
      shown.map(({ id }) => id),
    ),
    all: rows.length,
  };
}

/** What these facts call those whom they are about. */
async function namesIn(
  db: Database<MemoryTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('memory_facts')
    .select('body')
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute();
  return new Map(rows.flatMap((row) => toFact(row).about.map(({ id, name }) => [id, name])));
}

async function bondsOf(db: Database<MemoryTables>, ids: readonly string[]): Promise<Bond[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('memory_subjects as one')
    .innerJoin('memory_subjects as other', (join) =>
      join.onRef('other.fact_id', '=', 'one.fact_id').onRef('one.subject_id', '<', 'other.subject_id'),
    )
    .innerJoin('memory_facts as fact', 'fact.id', 'one.fact_id')
    .select((select) => [
      'one.subject_id as one',
      'other.subject_id as other',
      'fact.kind as kind',
      select.fn.countAll().as('count'),
    ])
    .where('one.subject_id', 'in', [...ids])
    .where('other.subject_id', 'in', [...ids])
    .groupBy(['one.subject_id', 'other.subject_id', 'fact.kind'])
    .orderBy('one.subject_id')
    .orderBy('other.subject_id')
    .execute();
  const bonds = new Map<string, Bond>();
  for (const { one, other, kind, count } of rows) {
    const key = `${one}\n${other}`;
    const known = bonds.get(key) ?? { one, other, facts: 0, related: false };
    known.facts += Number(count);
    known.related ||= kind === 'relation';
    bonds.set(key, known);
  }
  return [...bonds.values()];
}
