import type { Passage } from '../../../core/ports/recall.ts';
import { createBreath } from '../../../lib/breath.ts';
import type { Database } from '../../../lib/sql.ts';
import type { RecallTables } from './tables.ts';

type Kept = RecallTables['recall_passages'];

/** Passages that are looked at and written together, and for how long sockets and timers wait for them at most. */
const together = 50;
const longestHoldMs = 5;
/** A shelf in memory that missed more than this is read anew. */
const keptRemovals = 20_000;

/** Puts passages into the tables; what is there already just so stays, with its vectors. */
export async function shelvePassages(
  tables: Database<RecallTables>,
  passages: readonly Passage[],
): Promise<void> {
  // Of one id the last word counts.
  const unique = [...new Map(passages.map((passage) => [passage.id, passage])).values()];
  const breath = createBreath(longestHoldMs);
  for (let from = 0; from < unique.length; from += together) {
    await breath();
    const part = unique.slice(from, from + together);
    const ids = part.map(({ id }) => id);
    const found = await tables.selectFrom('recall_passages').selectAll().where('id', 'in', ids).execute();
    const kept = new Map(found.map((row) => [row.id, row]));
    const changed = part.map(asRow).filter((row) => !isSame(row, kept.get(row.id)));
    await removeRows(
      tables,
      changed.flatMap(({ id }) => kept.get(id) ?? []),
    );
    if (changed.length > 0) await tables.insertInto('recall_passages').values(changed).execute();
  }
}

/** Takes passages out of the tables, with their vectors. */
export async function removePassages(tables: Database<RecallTables>, ids: readonly string[]): Promise<void> {
  const breath = createBreath(longestHoldMs);
  for (let from = 0; from < ids.length; from += together) {
    await breath();
    const part = ids.slice(from, from + together);
    const rows = await tables
      .selectFrom('recall_passages')
      .select(['seq', 'shelf'])
      .where('id', 'in', part)
      .execute();
    await removeRows(tables, rows);
  }
}

async function removeRows(
  tables: Database<RecallTables>,
  rows: readonly { seq: number; shelf: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const seqs = rows.map(({ seq }) => seq);
  await tables.deleteFrom('recall_vectors').where('seq', 'in', seqs).execute();
  await tables.deleteFrom('recall_passages').where('seq', 'in', seqs).execute();
  const removals = rows.map(({ seq, shelf }) => ({ seq, shelf }));
  await tables.insertInto('recall_removals').values(removals).execute();
  await tables
    .deleteFrom('recall_removals')
    .where('number', '<', ({ selectFrom, eb }) =>
      selectFrom('recall_removals').select(eb(eb.fn.max('number'), '-', keptRemovals).as('oldest')),
    )
    .execute();
}

function asRow({ id, shelf, text, speaker, at, alone, confined, wordsOf = [] }: Passage): Omit<Kept, 'seq'> {
  return {
    id,
    shelf,
    text,
    speaker_id: speaker?.id ?? null,
    speaker_name: speaker?.name ?? null,
    at,
    alone: Number(alone === true),
    confined: Number(confined === true),
    words_of: JSON.stringify(wordsOf.map(({ host, id }) => ({ host, id }))),
  };
}

function isSame(row: Omit<Kept, 'seq'>, kept: object | undefined): boolean {
  return (
    kept !== undefined && Object.entries(row).every(([name, value]) => Reflect.get(kept, name) === value)
  );
}
