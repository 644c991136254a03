import type { Database } from '../../lib/sql.ts';
import { type Fact, thingMark } from './fact.ts';
import type { Change, ChangeReason, NewChange } from './ledger.ts';
import { onCalendar, toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** A change as the ledger keeps it. */
export function changeRow(
  { kind, before, after }: NewChange,
  position: number,
  { at, batch, by, undoes }: ChangeReason,
): MemoryTables['memory_changes'] {
  const fact = after ?? before;
  if (fact === undefined) throw new Error('A change of nothing into nothing.');
  return {
    position,
    at,
    kind,
    fact_id: fact.id,
    character_id: fact.characterId,
    lane: fact.lane,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    people: peopleIn(before, after),
    by_id: by?.id ?? null,
    by_name: by?.name ?? null,
    batch,
    undoes: undoes ?? null,
  };
}

function peopleIn(...facts: readonly (Fact | undefined)[]): string {
  const ids = facts.flatMap((fact) =>
    fact === undefined ? [] : [fact.saidBy.id, ...fact.about.map(({ id }) => id)],
  );
  return `\n${[...new Set(ids)].join('\n')}\n`;
}

/** A line of the ledger as it is kept, opened. */
export function toChange(row: MemoryTables['memory_changes']): Change {
  return {
    position: Number(row.position),
    at: onCalendar(Number(row.at)),
    kind: row.kind,
    factId: row.fact_id,
    characterId: row.character_id,
    lane: row.lane,
    before: row.before === null ? undefined : toFact({ body: row.before }),
    after: row.after === null ? undefined : toFact({ body: row.after }),
    by: row.by_id === null ? undefined : { id: row.by_id, name: row.by_name ?? '' },
    batch: row.batch,
    undoes: row.undoes ?? undefined,
  };
}

/** Said by this person, or about them or what is theirs. */
export async function factsOfPerson(
  tables: Database<MemoryTables>,
  personId: string,
  limit?: number,
): Promise<Fact[]> {
  const theirs = `${thingMark}${personId}`;
  const about = tables
    .selectFrom('memory_subjects')
    .select('fact_id')
    .where((where) =>
      where.or([
        where('subject_id', '=', personId),
        // `;` is the sign after `:`.
        where.and([where('subject_id', '>', `${theirs}:`), where('subject_id', '<', `${theirs};`)]),
      ]),
    );
  const rows = await tables
    .selectFrom('memory_facts')
    .select('body')
    .where((where) => where.or([where('said_by', '=', personId), where('id', 'in', about)]))
    .orderBy('said_at')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toFact);
}

/** Those of these messages of which somebody took out a fact, and nobody brought it back. */
export async function forgottenAmong(
  tables: Database<MemoryTables>,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (messageIds.length === 0) return new Set();
  const rows = await tables
    .selectFrom('memory_sources as source')
    .innerJoin('memory_changes as change', 'change.fact_id', 'source.fact_id')
    .select('source.message_id')
    .distinct()
    .where('source.message_id', 'in', [...messageIds])
    .where('source.fact_id', 'not in', tables.selectFrom('memory_facts').select('id'))
    .where('change.after', 'is', null)
    .where('change.kind', 'in', ['forgotten', 'undone'])
    .execute();
  return new Set(rows.map(({ message_id }) => message_id));
}
