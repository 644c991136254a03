import { fold } from '../../lib/fold.ts';
import { type Fact, type Subject, sortOf } from './fact.ts';
import { promptTexts } from './texts.ts';

interface Present {
  askerId: string;
  /** What those who take part in the talk are called now, by their ids. */
  names: ReadonlyMap<string, string>;
}

/** Whom facts are about, where a name alone does not say it: two have the same, or somebody has another one now. */
export function whoIsMeant(facts: readonly Fact[], present: Present): (fact: Fact) => string[] {
  const { askerId, names } = present;
  const people = facts.flatMap(({ about }) => about.filter(isPerson));
  const bearers = new Map<string, Set<string>>();
  const bear = (id: string, name: string) =>
    bearers.set(fold(name), (bearers.get(fold(name)) ?? new Set()).add(id));
  bear(askerId, names.get(askerId) ?? '');
  for (const { id, name } of people) bear(id, name);
  for (const [id, name] of names) bear(id, name);

  function noteOn({ id, name }: Subject): string[] {
    const now = names.get(id);
    const renamed = now !== undefined && fold(now) !== fold(name) ? [promptTexts.calledNow(name, now)] : [];
    const alike = [...(bearers.get(fold(name)) ?? [])];
    if (alike.length < 2) return renamed;
    const number = alike.indexOf(id) + 1;
    return [...renamed, id === askerId ? promptTexts.isAsker(name) : promptTexts.namesake(name, number)];
  }

  return ({ about }) => about.filter(isPerson).flatMap(noteOn);
}

function isPerson(subject: Subject): boolean {
  return sortOf(subject) === 'person';
}
