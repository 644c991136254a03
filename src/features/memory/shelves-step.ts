import type { Database, Migrations } from '../../lib/sql.ts';
import { factRow, subjectRows } from './fact-tables.ts';
import { toFact } from './opened-fact.ts';
import type { MemoryTables } from './tables.ts';

/** Rows that are written at once. */
const together = 200;

/** What is known of one person, however much, is found without reading all of it. */
export const shelvesStep: Migrations['steps'][string] = {
  async up(db: Database<MemoryTables & { memory_changes: { people: string } }>) {
    const { schema } = db;
    for (const column of ['shelf', 'chief', 'topic', 'about'] as const)
      await schema
        .alterTable('memory_facts')
        .addColumn(column, 'text', (type) => type.notNull().defaultTo(''))
        .execute();
    await schema
      .alterTable('memory_subjects')
      .addColumn('shelf', 'text', (type) => type.notNull().defaultTo(''))
      .execute();
    await schema
      .alterTable('memory_subjects')
      .addColumn('over', 'integer', (type) => type.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('memory_subjects')
      .addColumn('weight', 'real', (type) => type.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('memory_subjects').addColumn('said_to', 'text').execute();
    await schema
      .createTable('memory_change_people')
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('memory_change_people_key', ['position', 'person_id'])
      .execute();
    await describe(db);
    await schema.alterTable('memory_changes').dropColumn('people').execute();
    await index(db);
  },
};

/** Writes down anew what facts are found by; a moment that stands in no calendar is put right on the way. */
async function describe(db: Database<MemoryTables & { memory_changes: { people: string } }>): Promise<void> {
  await db.deleteFrom('memory_subjects').execute();
  for (const { id, body } of await db.selectFrom('memory_facts').select(['id', 'body']).execute()) {
    const fact = toFact({ body });
    await db.updateTable('memory_facts').set(factRow(fact)).where('id', '=', id).execute();
    const subjects = subjectRows(fact);
    if (subjects.length > 0) await db.insertInto('memory_subjects').values(subjects).execute();
  }
  const lines = await db.selectFrom('memory_changes').select(['position', 'people']).execute();
  const people = lines.flatMap(({ position, people }) => {
    const ids = new Set(people.split('\n').filter((id) => id !== ''));
    return [...ids].map((id) => ({ position, person_id: id }));
  });
  for (let from = 0; from < people.length; from += together)
    await db
      .insertInto('memory_change_people')
      .values(people.slice(from, from + together))
      .execute();
}

async function index({ schema }: Database<MemoryTables>): Promise<void> {
  for (const name of [
    'memory_facts_character_id_lane',
    'memory_subjects_subject_id',
    'memory_subjects_called',
  ])
    await schema.dropIndex(name).execute();
  await schema
    .createIndex('memory_facts_shelf')
    .on('memory_facts')
    .columns(['shelf', 'chief', 'topic'])
    .execute();
  await schema.createIndex('memory_facts_words').on('memory_facts').columns(['shelf', 'words']).execute();
  await schema
    .createIndex('memory_facts_topic')
    .on('memory_facts')
    .columns(['chief', 'topic', 'over', 'said_at'])
    .execute();
  // Everything that decides whether a fact is read stands in the index itself.
  await schema
    .createIndex('memory_subjects_weight')
    .on('memory_subjects')
    .columns(['subject_id', 'over', 'weight desc', 'fact_id', 'shelf', 'said_to'])
    .execute();
  await schema
    .createIndex('memory_subjects_called')
    .on('memory_subjects')
    .columns(['called', 'subject_id'])
    .execute();
  await schema
    .createIndex('memory_change_people_person')
    .on('memory_change_people')
    .columns(['person_id', 'position'])
    .execute();
  await schema
    .createIndex('memory_changes_kind')
    .on('memory_changes')
    .columns(['lane', 'kind', 'character_id'])
    .execute();
  await schema
    .createIndex('memory_changes_by')
    .on('memory_changes')
    .column('by_id')
    .where('by_id', 'is not', null)
    .execute();
  await schema
    .createIndex('memory_changes_undoes')
    .on('memory_changes')
    .column('undoes')
    .where('undoes', 'is not', null)
    .execute();
}
