import { createBreath } from '../../../lib/breath.ts';
import type { Database } from '../../../lib/sql.ts';
import type { FactKind } from '../fact.ts';
import { toFact } from '../opened-fact.ts';
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

/** About whom one fact is. */
interface Subjects {
  factId: string;
  kind: FactKind;
  ids: string[];
}

const rowsAtOnce = 1_000;
const biteMs = 4;

/** Who there is in the memory, those of whom most is known first, and who is known together with whom. */
export async function peopleIn(
  db: Database<MemoryTables>,
  most: number,
): Promise<{ people: Known[]; bonds: Bond[]; all: number }> {
  const known = new Map<string, { id: string; facts: number; newest: string }>();
  const bonds = new Map<string, Bond>();
  for await (const { factId, kind, ids } of subjectsOf(db)) {
    for (const id of ids) known.set(id, { id, facts: (known.get(id)?.facts ?? 0) + 1, newest: factId });
    for (const [one, other] of pairsOf(ids)) {
      const key = `${one}\n${other}`;
      const bond = bonds.get(key) ?? { one, other, facts: 0, related: false };
      bonds.set(key, { ...bond, facts: bond.facts + 1, related: bond.related || kind === 'relation' });
    }
  }
  const shown = [...known.values()]
    .sort((one, other) => other.facts - one.facts || (one.id < other.id ? -1 : 1))
    .slice(0, most);
  const names = await namesIn(
    db,
    shown.map(({ newest }) => newest),
  );
  const there = new Set(shown.map(({ id }) => id));
  return {
    people: shown.map(({ id, facts }) => ({ id, name: names.get(id) ?? id, facts })),
    bonds: [...bonds.values()].filter(({ one, other }) => there.has(one) && there.has(other)),
    all: known.size,
  };
}

/** About whom each fact is, the oldest first: in small bites, so that nothing else waits for it. */
async function* subjectsOf(db: Database<MemoryTables>): AsyncGenerator<Subjects> {
  const breath = createBreath(biteMs);
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('memory_subjects as subject')
      .innerJoin('memory_facts as fact', 'fact.id', 'subject.fact_id')
      .select(['subject.fact_id', 'subject.subject_id', 'fact.kind'])
      .where('subject.fact_id', '>', last)
      .orderBy('subject.fact_id')
      .orderBy('subject.subject_id')
      .limit(rowsAtOnce)
      .execute();
    const facts = Map.groupBy(rows, ({ fact_id }) => fact_id);
    // The last may not be whole, unless nothing follows.
    const cut = rows.length < rowsAtOnce ? undefined : rows.at(-1)?.fact_id;
    for (const [factId, some] of facts) {
      const kind = some[0]?.kind;
      if (factId !== cut && kind !== undefined)
        yield { factId, kind, ids: some.map(({ subject_id }) => subject_id) };
    }
    if (cut === undefined) return;
    last = [...facts.keys()].at(-2) ?? cut;
    await breath();
  }
}

function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((one, index) => ids.slice(index + 1).map((other): [string, string] => [one, other]));
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
