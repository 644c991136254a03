import { z } from 'zod';
import { type Caller, type Command, command } from '../../../core/commands/command.ts';
import { leaveOf } from '../../../core/consent.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import type { Digest } from '../../../core/ports/digests.ts';
import type { Found, RecallQuestion } from '../../../core/ports/recall.ts';
import type { PlacedEntry } from '../../../core/ports/transcript.ts';
import { isOf } from '../book.ts';
import type { Fact } from '../fact.ts';
import { factShelf, passageSource } from '../passages.ts';
import { digestsOf, saysOf, worthTelling } from '../remembering.ts';
import { learnsIn, recallShelves, type Scope, scopeOf } from '../scope.ts';
import { promptTexts, texts } from '../texts.ts';
import {
  characterHere,
  characterInput,
  common,
  type Desk,
  factTeller,
  personMeant,
  suggestPresent,
} from './desk.ts';
import { pageInput, pageOf } from './pages.ts';

const mostShown = 20;
const mostFound = 6;
const mostInProfile = 2_000;

/** The commands that show what is remembered, to whom it may be shown. */
export function lookingCommands(desk: Desk): Command[] {
  return [list(desk), search(desk), profile(desk), recall(desk)];
}

function list(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory list',
    description: 'Shows what the characters remember about you, or about somebody else here.',
    input: z.object({
      person: z.string().max(100).optional().describe('About whom; leave it out for yourself.'),
      page: pageInput,
    }),
    permission: 'everyone',
    example: '/memory list',
    async run({ input, place, caller }) {
      const visible = await desk.book.visibleTo(caller, place);
      const person = personMeant(visible, caller, input.person);
      const facts = visible.facts.filter((fact) => isOf(person.id, fact)).toSorted(newestFirst);
      const tell = await factTeller(desk, place);
      const { shown, more, buttons } = pageOf(facts, {
        page: input.page,
        command: 'memory list',
        input: { person: input.person },
      });
      return {
        text:
          facts.length === 0
            ? texts.nothingKnown(person.name, await learnsIn(desk.lanes, place))
            : [texts.listed(person.name, facts.length), ...shown.map(tell), ...more].join('\n'),
        visible: 'only-you',
        buttons,
      };
    },
  });
}

function search(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory search',
    description: 'Finds facts that the characters remember.',
    input: z.object({ query: z.string().min(1).max(300).describe('What about.') }),
    permission: 'everyone',
    example: '/memory search pets',
    async run({ input, place, caller, signal }) {
      const sight = await desk.book.sightOf(caller, place);
      const heard = sight.scope.shelves.map(({ characterId, lane }) => factShelf(characterId, lane));
      const shelves = [...new Set([...heard, ...(await desk.facts.shelvesSaidOn(caller.id))])];
      const found = await ask(desk, input.query, caller, { shelves, host: place.host, signal });
      const facts = await desk.book.seen(sight, found.flatMap(factIdIn));
      const tell = await factTeller(desk, place);
      return {
        text: facts.length === 0 ? texts.nothingFound : facts.map(tell).join('\n'),
        visible: 'only-you',
      };
    },
  });
}

function profile(desk: Desk): Command {
  return command({
    ...common,
    name: 'profile',
    description: 'Shows what a character thinks of you, and from which messages it knows.',
    input: z.object({
      character: characterInput('Which character; leave it out for the one here that knows most.'),
      person: z.string().max(100).optional().describe('Of whom; leave it out for yourself.'),
      page: pageInput,
    }),
    permission: 'everyone',
    suggest: { character: suggestPresent(desk) },
    example: '/profile',
    async run({ input, place, caller }) {
      const visible = await desk.book.visibleTo(caller, place);
      const person = personMeant(visible, caller, input.person);
      const { character, facts } = await whoKnowsBest(desk, place, caller, {
        personId: person.id,
        typed: input.character,
      });
      const tell = await factTeller(desk, place);
      const name = character.displayName;
      const { shown, more, buttons } = pageOf(facts, {
        page: input.page,
        command: 'profile',
        input: { character: name, person: input.person },
      });
      return {
        text:
          facts.length === 0
            ? texts.noProfile(name, person.name, await learnsIn(desk.lanes, place))
            : [texts.profile(name, person.name), ...shown.map(tell), ...more].join('\n'),
        visible: 'only-you',
        buttons,
        characterId: character.id,
        showsFace: true,
      };
    },
  });
}

/** The character that was named with what it knows of a person, or else the one here that knows most. */
async function whoKnowsBest(
  desk: Desk,
  place: Place,
  caller: Caller,
  { personId, typed }: { personId: string; typed: string | undefined },
) {
  const named = await characterHere(desk, place, caller, typed);
  const candidates = typed === undefined ? await desk.cast.presentIn(place) : [named];
  const known = candidates.map(async (character) => {
    const scope = await scopeOf(desk, place, character);
    return { character, facts: await desk.facts.foremost(personId, scope, mostInProfile) };
  });
  const best = (await Promise.all(known)).toSorted((a, b) => b.facts.length - a.facts.length)[0];
  return best ?? { character: named, facts: [] };
}

function recall(desk: Desk): Command {
  return command({
    ...common,
    name: 'recall',
    description: 'Finds what was said before, with who said it, when, and a link.',
    input: z.object({ query: z.string().min(1).max(300).describe('What about, in your own words.') }),
    permission: 'everyone',
    example: '/recall what did we say about the lighthouse last week',
    async run({ input, place, caller, signal }) {
      const scope = await scopeOf(desk, place, undefined);
      if (scope.lanes.length === 0)
        throw new UserError(texts.nothingRemembered(await learnsIn(desk.lanes, place)));
      const remarks: string[] = [];
      const found = await ask(desk, input.query, caller, {
        shelves: recallShelves(scope, desk.digests),
        host: place.host,
        signal,
        byWordsAlone: (because) => remarks.push(`-# ${promptTexts.byWordsAlone(because)}`),
      });
      const tell = await factTeller(desk, place);
      const inShort = await digestsOf(desk.digests, found);
      const lines = await Promise.all(
        found.map(async (one) => {
          const digest = inShort.get(one.id);
          if (digest === undefined) return await foundLine(desk, one, input.query, tell);
          return saysOf(one, [digest.text], input.query) ? await foundDigest(desk, scope, digest) : undefined;
        }),
      );
      const told = [...new Set(lines.filter((line) => line !== undefined))].slice(0, mostFound);
      return {
        text: [...(told.length === 0 ? [texts.nothingFound] : [texts.found, ...told]), ...remarks].join('\n'),
        visible: 'only-you',
      };
    },
  });
}

async function ask(
  { recall: engine, consents, clock, timeZone }: Desk,
  text: string,
  { id, name }: Caller,
  {
    host,
    signal,
    ...how
  }: Pick<RecallQuestion, 'shelves' | 'byWordsAlone'> & { host: string; signal: AbortSignal },
): Promise<Found[]> {
  const mayLeave = leaveOf(consents, [{ host, id }]);
  const asker = { id, name };
  const question = { ...how, text, asker, now: clock.now(), timeZone, limit: mostShown, mayLeave };
  return worthTelling(await engine.search(question, signal));
}

async function foundLine(
  desk: Desk,
  found: Found,
  query: string,
  tell: (fact: Fact) => string,
): Promise<string | undefined> {
  const source = passageSource(found.id);
  if (source === undefined) return undefined;
  if ('fact' in source) {
    const [fact] = await desk.facts.find([source.fact]);
    return fact && tell(fact);
  }
  const [line] = await desk.transcript.upTo(source.line, 1);
  if ((await desk.facts.forgottenAmong([source.line])).size > 0) return undefined;
  if (line === undefined || !saysOf(found, [line.text], query)) return undefined;
  return texts.said(line, desk.linkTo(line.place, line.messageId));
}

/** What was said in short, with the way to where it begins and ends. */
async function foundDigest(
  { transcript, linkTo }: Desk,
  { places }: Pick<Scope, 'places'>,
  digest: Digest,
): Promise<string | undefined> {
  const place = places.get(digest.lane);
  if (place === undefined) return undefined;
  const [first] = await transcript.after(place, digest.after, 1);
  const [last] = await transcript.after(place, digest.to - 1, 1);
  const link = (line: PlacedEntry | undefined) => line && linkTo(place, line.messageId);
  return texts.inShort(digest, { first: link(first), last: link(last) });
}

function factIdIn({ id }: Found): string[] {
  const source = passageSource(id);
  return source !== undefined && 'fact' in source ? [source.fact] : [];
}

function newestFirst(one: Fact, other: Fact): number {
  return other.saidAt - one.saidAt;
}
