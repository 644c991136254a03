import type { Keeping, Person } from '../../core/keeping.ts';
import { type Database, inside } from '../../lib/sql.ts';
import { type CharacterTables, somebody } from './store.ts';

const what = 'changes to cards that bear your name';

/** Under whose name cards were brought and changed: the cards belong to their server and stay, the names go. */
export function createCharacterKeeping(db: Database<CharacterTables>): Keeping {
  return {
    async count(person) {
      const { count } = await madeBy(db, person)
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return { [what]: Number(count) };
    },
    async export(person) {
      const rows = await madeBy(db, person)
        .select(['character_id', 'version', 'name', 'made_at', 'change'])
        .orderBy('made_at')
        .execute();
      return { [what]: rows };
    },
    async erase(transaction, person) {
      const tables = inside<CharacterTables>(transaction);
      const { numUpdatedRows } = await tables
        .updateTable('character_versions')
        .set({ made_by: somebody, made_by_id: null })
        .where('made_by_id', '=', person.id)
        .where('character_id', 'in', ofHost(tables, person))
        .executeTakeFirst();
      return { counts: { [what]: Number(numUpdatedRows) } };
    },
  };
}

function madeBy(db: Database<CharacterTables>, person: Person) {
  return db
    .selectFrom('character_versions')
    .where('made_by_id', '=', person.id)
    .where('character_id', 'in', ofHost(db, person));
}

function ofHost(db: Database<CharacterTables>, { host }: Person) {
  return db.selectFrom('imported_characters').select('id').where('server', 'like', `${host}:%`);
}
