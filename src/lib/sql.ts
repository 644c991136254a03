import {
  type Compilable,
  type CompiledQuery,
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type QueryResult,
  type RawBuilder,
  type SelectQueryBuilder,
  sql,
} from 'kysely';
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

/** Rows on their way into a table. */
type Insert<Tables, Table extends keyof Tables> = InsertQueryBuilder<Tables, Table, InsertResult>;

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

/** Stands in a prepared query where a value will be, under its name. */
class Gap {
  readonly name: PropertyKey;
  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** Names a value of a prepared query. */
export type Given<Values> = <Name extends keyof Values>(name: Name) => Values[Name];

/**
 * A query of every turn, which is put together once and given its values each time it is asked: SQLite answers a short one in
 * less time than it takes to put it together. What the query is must not depend on its values.
 */
export function prepared<Tables, Values extends object, Row>(
  build: (tables: Database<Tables>, given: Given<Values>) => Compilable<Row>,
): (tables: Database<Tables>, values: Values) => Promise<QueryResult<Row>> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (tables, values) => {
    compiled ??= build(tables, (name) => new Gap(name) as never).compile();
    const parameters = compiled.parameters.map((one) =>
      one instanceof Gap ? Reflect.get(values, one.name) : one,
    );
    const query: CompiledQuery<Row> = { ...compiled, parameters };
    return await tables.executeQuery(query);
  };
}

/** Puts rows in, one after another, by one prepared statement; all of them have the members that the first one had. */
export function insertion<Tables, Table extends keyof Tables & string>(
  table: Table,
  finished: (query: Insert<Tables, Table>) => Insert<Tables, Table> = (query) => query,
): (tables: Database<Tables>, rows: readonly Insertable<Tables[Table]>[]) => Promise<void> {
  let insert: ReturnType<typeof prepared<Tables, Insertable<Tables[Table]>, InsertResult>> | undefined;
  return async (tables, rows) => {
    for (const row of rows) {
      const members = Object.keys(row) as (keyof typeof row)[];
      insert ??= prepared((all, given) =>
        finished(
          all
            .insertInto(table)
            .values(Object.fromEntries(members.map((one) => [one, given(one)])) as typeof row),
        ),
      );
      await insert(tables, row);
    }
  };
}
