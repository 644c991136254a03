import { fold } from '../../../lib/fold.ts';
import { remember } from '../../../lib/remember.ts';
import { createNameFinder, type NameFound } from '../../../lib/words.ts';
import type { Acquaintance, SaidLine } from './line.ts';

/** Finds who is meant by a name; a name that two have means nobody. */
export interface KnownPeople {
  everybody: readonly Acquaintance[];
  byId(id: string): Acquaintance | undefined;
  /** Whom a name calls for sure, the mentioned of a line first. */
  called(name: string, line: SaidLine): Acquaintance | undefined;
  /** Every known name in a text, in order, also names that two have. */
  namesIn(text: string): NameFound[];
  /** A name that begins a text, with or without `@`, and what follows. */
  leading(text: string): { name: string; rest: string } | undefined;
}

/** Whoever reads many texts of the same people, one by one, has their names compiled once. */
const finderOf = remember(16, (names: string) => createNameFinder(JSON.parse(names)));

/** Compiles the names once for many lines. */
export function knowPeople(people: readonly Acquaintance[], lines: readonly SaidLine[]): KnownPeople {
  const everybody = withSpeakers(people, lines);
  const ids = new Map(everybody.map((one) => [one.id, one]));
  const owners = Map.groupBy(
    everybody.flatMap((one) => namesOf(one).map((name) => ({ key: fold(name), id: one.id }))),
    ({ key }) => key,
  );
  const names = everybody.flatMap(namesOf).filter((name) => fold(name).length > 1);
  const find = finderOf(JSON.stringify(names));
  return {
    everybody,
    byId: (id) => ids.get(id),
    called(name, { mentions }) {
      const key = fold(name.replace(/^@/, ''));
      const mentioned = new Set(mentions.filter((one) => fold(one.name) === key).map(({ id }) => id));
      const meant = mentioned.size > 0 ? mentioned : new Set(owners.get(key)?.map(({ id }) => id));
      const [only] = meant;
      return meant.size === 1 && only !== undefined ? ids.get(only) : undefined;
    },
    namesIn: find,
    leading(text) {
      const at = text.startsWith('@') ? 1 : 0;
      const first = find(text).find(({ index }) => index === at);
      if (first === undefined) return undefined;
      return { name: first.name, rest: text.slice(at + lengthAt(text.slice(at), first.name)) };
    },
  };
}

/** Whoever speaks or is mentioned is known as well. */
function withSpeakers(people: readonly Acquaintance[], lines: readonly SaidLine[]): Acquaintance[] {
  const ids = new Map(people.map((one) => [one.id, one]));
  const seen = lines.flatMap(({ author, mentions }) => [
    { id: author.id, name: author.name, kind: kindOf(author.kind) },
    ...mentions.map(({ id, name }) => ({ id, name, kind: 'person' as const })),
  ]);
  for (const { id, name, kind } of seen) {
    const known = ids.get(id);
    if (known === undefined) ids.set(id, { id, name, kind });
    else if (known.name !== name) ids.set(id, { ...known, aliases: [...(known.aliases ?? []), name] });
  }
  return [...ids.values()];
}

function kindOf(kind: SaidLine['author']['kind']): Acquaintance['kind'] {
  return kind === 'person' || kind === 'proxied' ? 'person' : 'character';
}

function namesOf({ name, aliases = [] }: Acquaintance): string[] {
  return [name, ...aliases].filter((each) => each.trim() !== '');
}

/** How much of the text the name takes, however its letters are typed. */
function lengthAt(text: string, name: string): number {
  const wanted = fold(name);
  for (let length = name.length; length < Math.min(text.length, name.length * 2) + 1; length += 1)
    if (fold(text.slice(0, length)) === wanted) return length;
  return name.length;
}
