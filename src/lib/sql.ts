import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

declare const transactionMark: unique symbol;

/** One atomic change of durable state. Everyone who stores something joins it; the engine never looks inside. */
export interface Transaction {
  readonly [transactionMark]: true;
}

/** The database as a slice sees it: its own tables, queried through Kysely. */
export type Database<Tables> = Kysely<Tables>;

/** A query over one of them that is still being put together. */
export type Query<Tables, Table extends keyof Tables, Row> = SelectQueryBuilder<Tables, Table, Row>;

/** A slice's tables: forward-only steps, run in the order of their keys (`001-…`). */
export interface Migrations {
  slice: string;
  steps: Record<string, Migration>;
}

/** Opens a transaction to the slice that joins it, as queries over its own tables. */
export function inside<Tables>(transaction: Transaction): Database<Tables> {
  return transaction as unknown as Database<Tables>;
}

/** The other way round: what `adapters/storage` hands to the engine. */
export function asTransaction<Tables>(db: Database<Tables>): Transaction {
  return db as unknown as Transaction;
}

/** What a column may be, to stand after `in`: however many there are, they are one parameter of one and the same statement. */
export function anyOf<Value extends string | number>(values: Iterable<Value>): RawBuilder<Value> {
  return sql`(select value from json_each(${JSON.stringify([...values])}))`;
}
