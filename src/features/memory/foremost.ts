import { anyOf, type Database } from '../../lib/sql.ts';
import { type Fact, hasEnd } from './fact.ts';
import { betweenBreaks } from './fact-tables.ts';
import { toFact } from './opened-fact.ts';
import { factShelf } from './passages.ts';
import type { MemoryTables } from './tables.ts';

/** Whose facts of which talks: nothing else is looked at. */
export interface FactScope {
  /** Pairs of character and lane. */
  shelves: readonly { characterId: string; lane: string }[];
}

/** Of what is known of somebody, however much that is, what is to be told. */
export interface ForemostFacts {
  /**
   * What is still true of one of them, the most useful first: of several facts that fill one slot, or say the same, the
   * one said last. What a character said of itself can be left out.
   */
  foremost(id: string, scope: FactScope, limit: number, withoutWordsOf?: string): Promise<Fact[]>;
  /** The same of what a character said of itself: to somebody, or to anybody. */
  ownWords(characterId: string, scope: FactScope, limit: number, to?: string): Promise<Fact[]>;
  /** Those of these facts in whose place something else was said since, by id. */
  replacedAmong(facts: readonly Fact[], scope: FactScope): Promise<ReadonlySet<string>>;
}

type Tables = Database<MemoryTables>;

export function createForemostFacts(db: Tables): ForemostFacts {
  /** What has not been said otherwise, or once more, since, as far as that is still true; of one moment the last learned counts. */
  function standing(scope: FactScope, { ofOneMoment }: { ofOneMoment: boolean }) {
    const shelves = shelvesOf(scope);
    return db.selectFrom('memory_facts as fact').where(({ not, exists, selectFrom }) => {
      const later = selectFrom('memory_facts as other')
        .select('other.id')
        .whereRef('other.chief', '=', 'fact.chief')
        .whereRef('other.topic', '=', 'fact.topic')
        .where('other.over', '=', 0)
        .whereRef('other.said_at', '>=', 'fact.said_at')
        .whereRef('other.about', '=', 'fact.about')
        .whereRef('other.said_by', '=', 'fact.said_by')
        .where('other.shelf', 'in', anyOf(shelves))
        .where((where) => {
          const isLater = where('other.said_at', '>', where.ref('fact.said_at'));
          return ofOneMoment ? where.or([isLater, where('other.id', '>', where.ref('fact.id'))]) : isLater;
        });
      return not(exists(later));
    });
  }

  /** About one of them, in the order of their weight: nothing is read that is not wanted. */
  function about(id: string, scope: FactScope, limit: number) {
    return standing(scope, { ofOneMoment: true })
      .innerJoin('memory_subjects as subject', 'subject.fact_id', 'fact.id')
      .select('fact.body')
      .where('subject.subject_id', '=', id)
      .where('subject.over', '=', 0)
      .where('subject.shelf', 'in', anyOf(shelvesOf(scope)))
      .orderBy('subject.weight', 'desc')
      .orderBy('subject.fact_id')
      .limit(limit);
  }

  return {
    async foremost(id, scope, limit, withoutWordsOf) {
      let some = about(id, scope, limit);
      if (withoutWordsOf !== undefined)
        some = some.where((where) =>
          where.or([where('subject.said_to', 'is', null), where('fact.said_by', '!=', withoutWordsOf)]),
        );
      return (await some.execute()).map(toFact);
    },
    async ownWords(characterId, scope, limit, to) {
      let some = about(characterId, scope, limit)
        .where('subject.said_to', 'is not', null)
        .where('fact.said_by', '=', characterId);
      if (to !== undefined)
        some = some.where(({ eb, fn, val }) =>
          eb(fn<number>('instr', ['subject.said_to', val(betweenBreaks([to]))]), '>', 0),
        );
      return (await some.execute()).map(toFact);
    },
    async replacedAmong(facts, scope) {
      const ids = facts.filter((fact) => !hasEnd(fact)).map(({ id }) => id);
      const rows = await standing(scope, { ofOneMoment: false })
        .select('fact.id')
        .where('fact.id', 'in', anyOf(ids))
        .execute();
      const there = new Set(rows.map(({ id }) => id));
      return new Set(ids.filter((id) => !there.has(id)));
    },
  };
}

/** The names of the shelves of a scope. */
export function shelvesOf({ shelves }: FactScope): string[] {
  return shelves.map(({ characterId, lane }) => factShelf(characterId, lane));
}
