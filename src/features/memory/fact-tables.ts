import type { Database } from '../../lib/sql.ts';
import { calledAs, type Fact } from './fact.ts';
import { descriptionOf, type MemoryTables } from './tables.ts';

/** Where the ledger ends. */
export async function lastPosition(tables: Database<MemoryTables>): Promise<number> {
  const last = await tables
    .selectFrom('memory_changes')
    .select((select) => select.fn.max('position').as('position'))
    .executeTakeFirst();
  return Number(last?.position ?? 0);
}

/** A fact in place of the one with its id. */
export async function put(tables: Database<MemoryTables>, fact: Fact): Promise<void> {
  const row = {
    character_id: fact.characterId,
    lane: fact.lane,
    said_by: fact.saidBy.id,
    ...descriptionOf(fact),
    body: JSON.stringify(fact),
  };
  await tables
    .insertInto('memory_facts')
    .values({ id: fact.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await untie(tables, 'memory_subjects', [fact.id]);
  await untie(tables, 'memory_sources', [fact.id]);
  const subjects = new Map(fact.about.map((one) => [one.id, calledAs(one)]));
  const messages = new Set([...fact.sources, ...(fact.endedBy ?? [])]);
  if (subjects.size > 0)
    await tables
      .insertInto('memory_subjects')
      .values([...subjects].map(([id, called]) => ({ fact_id: fact.id, subject_id: id, called })))
      .execute();
  if (messages.size > 0)
    await tables
      .insertInto('memory_sources')
      .values([...messages].map((id) => ({ fact_id: fact.id, message_id: id })))
      .execute();
}

/** Takes facts out; on which messages they rested stays known. */
export async function take(tables: Database<MemoryTables>, ids: readonly string[]): Promise<void> {
  await tables
    .deleteFrom('memory_facts')
    .where('id', 'in', [...ids])
    .execute();
  await untie(tables, 'memory_subjects', ids);
}

/** Takes out what belongs to facts in another table. */
export async function untie(
  tables: Database<MemoryTables>,
  table: 'memory_subjects' | 'memory_sources',
  ids: readonly string[],
): Promise<void> {
  await tables
    .deleteFrom(table)
    .where('fact_id', 'in', [...ids])
    .execute();
}
