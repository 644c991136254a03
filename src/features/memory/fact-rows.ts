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
    by_id: by?.id ?? null,
    by_name: by?.name ?? null,
    batch,
    undoes: undoes ?? null,
  };
}

/** Whom the fact of a change is about or from. */
export function changePeople(
  { before, after }: Pick<NewChange, 'before' | 'after'>,
  position: number,
): MemoryTables['memory_change_people'][] {
  const ids = [before, after].flatMap((fact) =>
    fact === undefined ? [] : [fact.saidBy.id, ...fact.about.map(({ id }) => id)],
  );
  return [...new Set(ids)].map((id) => ({ position, person_id: id }));
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
