import { anyOf, inside, type Transaction } from '../../lib/sql.ts';
import type { Fact } from './fact.ts';
import type { ChangeKind } from './ledger.ts';
import { toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** A fact that took another one's place; without its words where it is gone again. */
export interface Successor {
  id: string;
  fact?: Fact | undefined;
}

/** How a fact gives way to another one: the ledger's next line is the one that takes its place. */
const giveWay: readonly ChangeKind[] = ['replaced', 'corrected'];

/** Those that took a fact's place, the last one first, as the ledger has it. */
export async function successorsOf(transaction: Transaction, factId: string): Promise<Successor[]> {
  const rows = await inside<MemoryTables>(transaction)
    .selectFrom('memory_changes as old')
    .innerJoin('memory_changes as next', 'next.batch', 'old.batch')
    .leftJoin('memory_facts as fact', 'fact.id', 'next.fact_id')
    .select(['old.position as position', 'next.position as nextPosition', 'next.fact_id as id', 'fact.body'])
    .where('old.fact_id', '=', factId)
    .where('old.kind', 'in', giveWay)
    .orderBy('old.position', 'desc')
    .execute();
  return rows
    .filter(({ position, nextPosition }) => Number(nextPosition) === Number(position) + 1)
    .map(({ id, body }) => ({ id, fact: body === null ? undefined : toFact({ body }) }));
}

/** What facts put right when they were learned, as that was before. */
export async function correctedBy(transaction: Transaction, factIds: readonly string[]): Promise<Fact[]> {
  const rows = await inside<MemoryTables>(transaction)
    .selectFrom('memory_changes as born')
    .innerJoin('memory_changes as old', (join) =>
      join.on('old.position', '=', (on) => on('born.position', '-', 1)).onRef('old.batch', '=', 'born.batch'),
    )
    .select('old.before')
    .where('born.fact_id', 'in', anyOf(factIds))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('memory_changes as earlier')
            .select('earlier.position')
            .whereRef('earlier.fact_id', '=', 'born.fact_id')
            .whereRef('earlier.position', '<', 'born.position'),
        ),
      ),
    )
    .where('old.kind', '=', 'corrected')
    .orderBy('born.position')
    .execute();
  return rows.flatMap(({ before }) => (before === null ? [] : toFact({ body: before })));
}
