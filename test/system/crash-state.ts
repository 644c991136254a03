import assert from 'node:assert/strict';
import type { Fact } from '../../src/features/memory/fact.ts';
import { rowsOf } from '../support/data-folder.ts';
import { until } from './discord-talk.ts';

interface LedgerRow {
  kind: string;
  fact_id: string;
  before: string | null;
  after: string | null;
}

/** What is remembered in the end, without what differs from run to run: ids, and when something was written down. */
export function memoryIn(dataFolder: string) {
  const facts = rowsOf<{ body: string }>(dataFolder, 'select body from memory_facts order by said_at, words');
  const lines = rowsOf<{ message_id: string }>(
    dataFolder,
    'select message_id from memory_lines order by message_id',
  );
  return {
    facts: facts.map(({ body }) => withoutId(JSON.parse(body))),
    // What patterns found and what the model found may come in either order.
    ledger: ledgerIn(dataFolder)
      .map(({ kind, before, after }) => [kind, statementIn(before), statementIn(after)].join(' | '))
      .toSorted(),
    lines: lines.map(({ message_id }) => message_id),
  };
}

function ledgerIn(dataFolder: string): LedgerRow[] {
  return rowsOf(dataFolder, 'select kind, fact_id, before, after from memory_changes order by position');
}

function withoutId({ id: _, ...fact }: Fact): Omit<Fact, 'id'> {
  return fact;
}

function statementIn(body: string | null): string {
  return body === null ? '' : (JSON.parse(body) as Fact).statement;
}

/** Each change goes on from where the one before it left its fact, and all together make what is remembered. */
export function assertLedgerWhole(dataFolder: string): void {
  const stands = new Map<string, string | null>();
  for (const { fact_id, before, after } of ledgerIn(dataFolder)) {
    assert.equal(before, stands.get(fact_id) ?? null);
    stands.set(fact_id, after);
  }
  const kept = rowsOf<{ id: string; body: string }>(dataFolder, 'select id, body from memory_facts');
  assert.deepEqual(
    new Map(kept.map(({ id, body }) => [id, body])),
    new Map([...stands].filter(([, body]) => body !== null)),
  );
}

/** All that is remembered can be found, by its words and its meaning, and nothing else. */
export function assertFindable(dataFolder: string): void {
  const ids = (sql: string) => rowsOf<{ id: string }>(dataFolder, sql).map(({ id }) => id);
  assert.deepEqual(
    ids("select id from recall_passages where id like 'line:%' or id like 'fact:%' order by id"),
    ids(`select 'fact:' || id as id from memory_facts union select 'line:' || message_id from memory_lines
      order by id`),
  );
  assert.deepEqual(
    ids('select message_id as id from memory_lines where id not in (select message_id from transcript)'),
    [],
  );
  assertEmbedded(dataFolder);
}

/** Each passage has its vectors, once and of one embedder, and no vectors are of nothing. */
export function assertEmbedded(dataFolder: string): void {
  const seqs = (table: string) =>
    rowsOf<{ seq: number }>(dataFolder, `select seq from ${table} order by seq`).map(({ seq }) => seq);
  assert.deepEqual(seqs('recall_vectors'), seqs('recall_passages'));
}

/** Nothing waits: every message is settled, every reply is said, and all of the talk was learned from. */
export function assertNothingWaits(dataFolder: string): void {
  const count = (sql: string) => rowsOf<{ n: number }>(dataFolder, sql)[0]?.n;
  assert.equal(count('select count(*) as n from inbox where settled_at is null'), 0);
  assert.equal(count("select count(*) as n from outbox_posts where state != 'sent'"), 0);
  assert.equal(
    count(`select count(*) as n from transcript t join memory_listeners l on l.lane = t.lane
      where t.position > l.learned_to`),
    0,
  );
  assert.equal(count('select count(*) as n from memory_revised'), 0);
}

/** Resolves when the embedder has seen everything. */
export async function embedded(dataFolder: string, embedder: string): Promise<void> {
  const open = `select seq from recall_passages where seq not in
    (select seq from recall_vectors where embedder = '${embedder}') limit 1`;
  const complete = `select id from recall_embedders where id = '${embedder}' and completed_at is not null`;
  const others = `select number from recall_vectors where embedder != '${embedder}' limit 1`;
  await until(
    'everything is embedded',
    () =>
      [open, others].every((sql) => rowsOf(dataFolder, sql).length === 0) &&
      rowsOf(dataFolder, complete).length === 1,
  );
}
