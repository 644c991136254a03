import { laneOf } from '../../../core/message.ts';
import type { Database } from '../../../lib/sql.ts';
import { isTwin } from '../book.ts';
import type { Fact, FactKind } from '../fact.ts';
import { toFact } from '../opened-fact.ts';
import type { Lane, MemoryTables } from '../tables.ts';
import type { Quarter } from './days.ts';
import { type Narrowing, narrowing, quartersOf } from './narrowing.ts';

/** Which facts are wanted, about a person or said by them; what is left out does not matter. */
export interface FactQuery extends Narrowing {
  kind?: FactKind | undefined;
  /** `open` is true now, `over` was. */
  state?: 'open' | 'over' | undefined;
  ids?: readonly string[] | undefined;
  /** A folded stretch of the statement. */
  words?: string | undefined;
}

/** One fact in the order of the page, to go on from. */
export interface FactMark {
  saidAt: number;
  id: string;
}

/** How often something stands in the memory. */
export interface Share {
  id: string;
  facts: number;
}

/** Everything that is remembered, in pages and in numbers: for the one to whom the database belongs. */
export interface FactBrowser {
  /** The newest first. */
  facts(query: FactQuery, limit: number, after?: FactMark): Promise<Fact[]>;
  count(query: FactQuery): Promise<number>;
  /** The same fact as all who were there remember it. */
  twinsOf(fact: Fact): Promise<Fact[]>;
  lines(): Promise<number>;
  /** Of what kind facts are, who remembers them, and where they were said. */
  shares(by: 'kind' | 'character_id' | 'lane'): Promise<Share[]>;
  /** When facts were said, before a moment, the newest first. */
  quarters(query: FactQuery, before: number, limit: number): Promise<Quarter[]>;
  /** Every talk that is remembered, with those who listened. */
  lanes(): Promise<(Lane & { listeners: string[] })[]>;
  /** The homes about which somebody has said something. */
  homes(): Promise<string[]>;
}

export function createFactBrowser(db: Database<MemoryTables>): FactBrowser {
  function fitting(query: FactQuery) {
    const { person, kind, state, ids, words, ...rest } = query;
    let some = db.selectFrom('memory_facts');
    for (const { column, is, value } of narrowing('said_at', rest)) some = some.where(column, is, value);
    if (person !== undefined) {
      const about = db.selectFrom('memory_subjects').select('fact_id').where('subject_id', '=', person);
      some = some.where((where) => where.or([where('said_by', '=', person), where('id', 'in', about)]));
    }
    if (kind !== undefined) some = some.where('kind', '=', kind);
    if (state !== undefined) some = some.where('over', '=', state === 'open' ? 0 : 1);
    if (ids !== undefined) some = some.where('id', 'in', [...ids]);
    // A sign that would stand for any letters stands for one.
    if (words !== undefined) some = some.where('words', 'like', `%${words.replaceAll('%', '_')}%`);
    return some;
  }

  return {
    async facts(query, limit, after) {
      let some = fitting(query).select('body').orderBy('said_at', 'desc').orderBy('id', 'desc').limit(limit);
      if (after !== undefined)
        some = some.where((where) =>
          where.or([
            where('said_at', '<', after.saidAt),
            where.and([where('said_at', '=', after.saidAt), where('id', '<', after.id)]),
          ]),
        );
      return (await some.execute()).map(toFact);
    },
    async count(query) {
      const row = await fitting(query)
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async twinsOf(fact) {
      const rows = await db
        .selectFrom('memory_facts')
        .select('body')
        .where('lane', '=', fact.lane)
        .where('said_by', '=', fact.saidBy.id)
        .execute();
      return rows.map(toFact).filter((other) => isTwin(fact, other));
    },
    async lines() {
      const row = await db
        .selectFrom('memory_lines')
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async shares(by) {
      const rows = await db
        .selectFrom('memory_facts')
        .select((select) => [`${by} as id`, select.fn.countAll().as('count')])
        .groupBy(by)
        .orderBy('count', 'desc')
        .execute();
      return rows.map(({ id, count }) => ({ id, facts: Number(count) }));
    },
    quarters: (query, before, limit) => quartersOf(db, fitting(query).select('said_at as at'), before, limit),
    async lanes() {
      const rows = await db
        .selectFrom('memory_lanes as lane')
        .leftJoin('memory_listeners as listener', 'listener.lane', 'lane.lane')
        .select(['lane.home', 'lane.place', 'listener.character_id'])
        .orderBy('lane.lane')
        .execute();
      const found = new Map<string, Lane & { listeners: string[] }>();
      for (const { home, place: written, character_id } of rows) {
        const place: Lane['place'] = JSON.parse(written);
        const lane = laneOf(place);
        const one = found.get(lane) ?? { lane, home, place, listeners: [] };
        if (character_id !== null) one.listeners.push(character_id);
        found.set(lane, one);
      }
      return [...found.values()];
    },
    async homes() {
      const rows = await db.selectFrom('memory_homes').select('home').orderBy('home').execute();
      return rows.map(({ home }) => home);
    },
  };
}
