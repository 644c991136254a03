import type { Keeping, Person } from '../../core/keeping.ts';
import type { Recall } from '../../core/ports/recall.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { unshelve } from './shelving.ts';
import { takeAway } from './store.ts';
import type { SummariesTables } from './tables.ts';

/** Summaries that are taken out at once: a few milliseconds, with all that rests on them. */
const batch = 5;
const what = 'stretches of talk that were summed up with your words';

/** The summaries in which words of people may stand. */
export function createSummaryKeeping(db: Database<SummariesTables>, recall: Pick<Recall, 'remove'>): Keeping {
  return {
    async count(person) {
      const { count } = await withWordsOf(db, person)
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return { [what]: Number(count) };
    },
    // Which they are, without their texts: the words of others stand in them as well.
    async export(person) {
      const rows = await withWordsOf(db, person)
        .select(['lane', 'from_at', 'to_at', 'line_count', 'made_by', 'made_at'])
        .orderBy('from_at')
        .execute();
      return { [what]: rows };
    },
    async erase(transaction, person) {
      const tables = inside<SummariesTables>(transaction);
      const rows = await withWordsOf(tables, person).select('id').limit(batch).execute();
      const gone = await takeAway(
        tables,
        rows.map(({ id }) => id),
      );
      await unshelve(recall, transaction, gone);
      return { counts: { [what]: rows.length } };
    },
  };
}

function withWordsOf(db: Database<SummariesTables>, { host, id }: Person) {
  const holding = db.selectFrom('summary_people').select('summary_id').where('person_id', '=', id);
  return db
    .selectFrom('summaries')
    .where('level', '=', 'episode')
    .where('id', 'in', holding)
    .where('lane', 'like', `${host}:%`);
}
