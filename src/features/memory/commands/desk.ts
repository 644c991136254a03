import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../../core/cast.ts';
import type { Caller, Command } from '../../../core/commands/command.ts';
import type { Consents } from '../../../core/consent.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import type { Digests } from '../../../core/ports/digests.ts';
import type { KnownNames, Transcript, TranscriptReader } from '../../../core/ports/transcript.ts';
import { fold } from '../../../lib/fold.ts';
import type { BookNeeds, FactBook, Visible } from '../book.ts';
import type { MemorySettings } from '../config.ts';
import { calledAs, type Fact, shortId } from '../fact.ts';
import { learnsIn } from '../scope.ts';
import { texts } from '../texts.ts';

/** What the commands of the memory work with. */
export interface Desk extends BookNeeds {
  book: FactBook;
  consents: Consents;
  transcript: TranscriptReader & KnownNames & Pick<Transcript, 'lastAnswer'>;
  digests: Digests;
  settings: MemorySettings;
  timeZone: string;
  /** Where a message is looked at; undefined where the host has no such address. */
  linkTo(place: Place, messageId: string): string | undefined;
}

/** What all commands of the memory have in common. */
export const common = {
  kind: 'slash',
  contexts: ['guild', 'direct'],
  cooldownMs: 0,
} as const satisfies Partial<Command>;

const mostSuggestions = 25;
const longestSuggestion = 100;

export function characterInput(description: string) {
  return z.string().max(100).optional().describe(description);
}

export function factInput(description: string) {
  return z.string().min(2).max(300).describe(description);
}

/**
 * The character of this place that somebody means; when they name nobody, the one that answered them last, else the
 * lead. Throws UserError for a stranger.
 */
export async function characterHere(
  { cast, transcript, clock }: Pick<Desk, 'cast' | 'transcript' | 'clock'>,
  place: Place,
  caller: Pick<Caller, 'id'>,
  typed: string | undefined,
) {
  const present = await cast.presentIn(place);
  const last = typed === undefined && (await transcript.lastAnswer(place, caller.id, clock.now() - recentMs));
  const character =
    typed === undefined
      ? (present.find(({ id }) => last && id === last.characterId) ?? present[0])
      : characterNamed(cast.knownIn(place), typed);
  if (character === undefined) throw new UserError(texts.noCharacter(typed));
  return character;
}

const recentMs = 86_400_000;

/** Throws UserError where nothing is to be remembered. */
export async function mustLearn({ lanes }: Pick<Desk, 'lanes'>, place: Place): Promise<void> {
  if (!(await learnsIn(lanes, place))) throw new UserError(texts.notLearning);
}

export function suggestPresent({ cast }: Pick<Desk, 'cast'>) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(await cast.presentIn(place), partial).slice(0, mostSuggestions);
}

/** Offers the facts that the caller may change, as `id statement`. */
export function suggestFacts({ book }: { book: Pick<FactBook, 'offered'> }) {
  return async (partial: string, { place, caller }: { place: Place; caller: Caller }) => {
    const facts = await book.offered(caller, place, partial, mostSuggestions);
    return facts.map(({ id, statement }) =>
      Array.from(`${shortId(id)} ${statement}`)
        .slice(0, longestSuggestion)
        .join(''),
    );
  };
}

/**
 * Whom somebody means by what they typed, among those that something is known about; the caller when it is nobody.
 * Throws UserError where several are called so, and says how to tell them apart.
 */
export function personMeant(visible: Visible, caller: Caller, typed: string | undefined): Fact['saidBy'] {
  if (typed === undefined || typed.trim() === '') return { id: caller.id, name: caller.name };
  const wanted = fold(typed.replace(/^<?@?!?|>$/g, '').trim());
  const known = visible.facts.flatMap(({ about, saidBy }) => [...about, saidBy]);
  const one =
    known.find(({ id }) => fold(id) === wanted) ??
    onlyOne(
      typed,
      known.filter((each) => fold(each.name) === wanted || calledAs(each) === wanted),
    ) ??
    onlyOne(
      typed,
      known.filter(({ name }) => fold(name).startsWith(wanted)),
    );
  if (one === undefined) throw new UserError(texts.nothingAbout(typed));
  return one;
}

function onlyOne(typed: string, people: readonly Fact['saidBy'][]): Fact['saidBy'] | undefined {
  const each = new Map(people.map((person) => [person.id, person]));
  if (each.size > 1) throw new UserError(texts.severalCalled(typed, [...each.keys()]));
  return people[0];
}

/** Tells facts as people read them: the words, who remembers them, how sure, who said so and when, with a link. */
export async function factTeller(
  { lanes, cast, linkTo }: Pick<Desk, 'lanes' | 'cast' | 'linkTo'>,
  { host }: Place,
): Promise<(fact: Fact) => string> {
  const places = new Map((await lanes.lanesOf(host)).map(({ lane, place }) => [lane, place]));
  return (fact) => {
    const [source] = fact.sources;
    const place = places.get(fact.lane);
    const link = source === undefined || place === undefined ? undefined : linkTo(place, source);
    return texts.fact(fact, cast.get(fact.characterId)?.displayName ?? fact.characterId, link);
  };
}
