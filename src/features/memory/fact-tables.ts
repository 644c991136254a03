import { fold } from '../../lib/fold.ts';
import { anyOf, type Database } from '../../lib/sql.ts';
import { calledAs, chiefOf, type Fact, hasEnd, isOwnWord, topicOf, weightOf } from './fact.ts';
import { factShelf } from './passages.ts';
import type { MemoryTables } from './tables.ts';

/** Where the ledger ends. */
export async function lastPosition(tables: Database<MemoryTables>): Promise<number> {
  const last = await tables
    .selectFrom('memory_changes')
    .select((select) => select.fn.max('position').as('position'))
    .executeTakeFirst();
  return Number(last?.position ?? 0);
}

/** Facts in place of those with their ids; no two have the same one. */
export async function put(tables: Database<MemoryTables>, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const ids = facts.map(({ id }) => id);
  await tables.deleteFrom('memory_facts').where('id', 'in', anyOf(ids)).execute();
  await untie(tables, 'memory_subjects', ids);
  await untie(tables, 'memory_sources', ids);
  await tables.insertInto('memory_facts').values(facts.map(factRow)).execute();
  const subjects = facts.flatMap(subjectRows);
  const sources = facts.flatMap(sourceRows);
  if (subjects.length > 0) await tables.insertInto('memory_subjects').values(subjects).execute();
  if (sources.length > 0) await tables.insertInto('memory_sources').values(sources).execute();
}

/** Takes facts out; on which messages they rested stays known. */
export async function take(tables: Database<MemoryTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tables.deleteFrom('memory_facts').where('id', 'in', anyOf(ids)).execute();
  await untie(tables, 'memory_subjects', ids);
}

/** Takes out what belongs to facts in another table. */
export async function untie(
  tables: Database<MemoryTables>,
  table: 'memory_subjects' | 'memory_sources',
  ids: readonly string[],
): Promise<void> {
  await tables.deleteFrom(table).where('fact_id', 'in', anyOf(ids)).execute();
}

/** What a fact is found by without being opened. */
export function factRow(fact: Fact): MemoryTables['memory_facts'] {
  return {
    id: fact.id,
    character_id: fact.characterId,
    lane: fact.lane,
    said_by: fact.saidBy.id,
    said_at: fact.saidAt,
    kind: fact.kind,
    over: overOf(fact),
    words: fold(fact.statement),
    shelf: factShelf(fact.characterId, fact.lane),
    chief: chiefOf(fact),
    topic: topicOf(fact),
    about: fact.about.map(({ id }) => id).join('+'),
    body: JSON.stringify(fact),
  };
}

export function subjectRows(fact: Fact): MemoryTables['memory_subjects'][] {
  const { id, about, characterId, lane, wordsOf = [] } = fact;
  const subjects = new Map(about.map((one) => [one.id, calledAs(one)]));
  return [...subjects].map(([subjectId, called]) => ({
    fact_id: id,
    subject_id: subjectId,
    called,
    shelf: factShelf(characterId, lane),
    over: overOf(fact),
    weight: weightOf(fact),
    said_to: isOwnWord(fact) ? betweenBreaks(wordsOf) : null,
  }));
}

function sourceRows({ id, sources, endedBy = [] }: Fact): MemoryTables['memory_sources'][] {
  return [...new Set([...sources, ...endedBy])].map((message) => ({ fact_id: id, message_id: message }));
}

function overOf(fact: Fact): 0 | 1 {
  return hasEnd(fact) ? 1 : 0;
}

/** Each id between line breaks, so that none is found within another. */
export function betweenBreaks(ids: readonly string[]): string {
  return `\n${ids.join('\n')}\n`;
}
