import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { postedRoute } from '../../../core/posted-route.ts';
import type { Route } from '../../../core/route.ts';
import { ruleNames } from '../commands/rules.ts';
import { factKinds } from '../fact.ts';
import { editFact, forgetFact, rememberByHand, setRule, undoBatch } from './deeds.ts';
import type { PageDesk } from './desk.ts';
import type { FactQuery } from './fact-browser.ts';
import {
  changesFor,
  daysFor,
  exportFor,
  factsFor,
  homesFor,
  knownAt,
  markIn,
  overview,
  peopleFor,
  sourcesFor,
} from './looking.ts';

const mostBytes = 16 * 1024;
const id = z.string().min(1).max(300);
const moment = z.coerce.number().int().nonnegative();
const person = z.object({ id: z.string().min(1).max(100), name: z.string().min(1).max(100) });

/** What narrows every list of the page. */
const filters = z.object({
  person: id.optional(),
  character: id.optional(),
  lane: id.optional(),
  from: moment.optional(),
  to: moment.optional(),
});
const factFilters = filters.extend({
  words: z.string().max(300).optional(),
  kind: z.enum(factKinds).optional(),
  state: z.enum(['open', 'over']).optional(),
  /** This one alone. */
  fact: id.optional(),
});
const after = z.string().max(100).transform(markIn).optional();
const below = moment.optional();
const rememberShape = z.object({
  person,
  text: z.string().trim().min(1).max(300),
  characterId: id,
  about: person.optional(),
  lane: id.optional(),
});

/** What the memory page asks for, and does. Whoever has the page open owns the database, so all of it is shown. */
export function memoryRoutes(desk: PageDesk): Route[] {
  return [
    got('/memory/overview', z.object({}), () => overview(desk)),
    got('/memory/facts', factFilters.extend({ after }), ({ after: mark, ...asked }) =>
      factsFor(desk, queryOf(asked), mark),
    ),
    got('/memory/export', factFilters, (asked) => exportFor(desk, queryOf(asked))),
    got('/memory/known', factFilters.extend({ at: moment, below }), ({ at, below: mark, ...asked }) =>
      knownAt(desk, at, queryOf(asked), mark),
    ),
    got('/memory/changes', filters.extend({ below }), ({ below: mark, ...query }) =>
      changesFor(desk, query, mark),
    ),
    got('/memory/days', filters.extend({ before: moment }), ({ before, ...query }) =>
      daysFor(desk, query, before),
    ),
    got('/memory/people', z.object({}), () => peopleFor(desk)),
    got('/memory/homes', z.object({}), () => homesFor(desk)),
    {
      method: 'GET',
      path: '/memory/sources/:id',
      async answer({ params }) {
        const json = await sourcesFor(desk, params['id'] ?? '');
        return json && { json };
      },
    },
    posted('/memory/edit', z.object({ id, person, text: z.string().max(300) }), (asked) =>
      editFact(desk, asked),
    ),
    posted('/memory/forget', z.object({ id, person }), (asked) => forgetFact(desk, asked)),
    posted('/memory/undo', z.object({ batch: id, person }), (asked) => undoBatch(desk, asked)),
    posted('/memory/remember', rememberShape, (asked) => rememberByHand(desk, asked)),
    posted('/memory/rule', z.object({ home: id, rule: z.enum(ruleNames), on: z.boolean() }), (asked) =>
      setRule(desk, asked),
    ),
  ];
}

function queryOf({ fact, ...query }: z.output<typeof factFilters>): FactQuery {
  return { ...query, ...(fact !== undefined && { ids: [fact] }) };
}

function got<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  answer: (asked: z.output<Shape>) => Promise<unknown>,
): Route {
  return {
    method: 'GET',
    path,
    async answer({ query }) {
      const read = shape.safeParse(query);
      if (!read.success) throw new UserError(z.prettifyError(read.error));
      return { json: await answer(read.data) };
    },
  };
}

function posted<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  answer: (asked: z.output<Shape>) => Promise<unknown>,
): Route {
  return postedRoute(path, mostBytes, shape, async (asked) => ({ json: await answer(asked) }));
}
