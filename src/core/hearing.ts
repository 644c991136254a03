import { findNames } from '../lib/words.ts';
import { type AddressingView, address, turnsToNobody, type Verdict } from './addressing.ts';
import { type Character, namesOf } from './character.ts';
import type { ConversationSettings } from './config.ts';
import { consideredIn } from './considered.ts';
import type { Message } from './message.ts';
import type { Cast } from './ports/cast.ts';
import type { Clock } from './ports/clock.ts';
import type { Pending } from './ports/journal.ts';
import type { Rooms } from './ports/rooms.ts';
import type { Transcript } from './ports/transcript.ts';
import type { Considered } from './receipt.ts';
import { begunOn } from './thread.ts';

export interface HearingNeeds {
  settings: ConversationSettings;
  cast: Cast;
  rooms: Rooms;
  transcript: Pick<Transcript, 'find' | 'lastAnswer'>;
  clock: Clock;
}

/** A verdict, and whom it was made about. */
export type Judgement = Verdict & { considered: Considered[] };

/** Gathers what a verdict rests on, and gives it. */
export interface Hearing {
  judge(pending: Pending, joins?: readonly string[]): Promise<Judgement>;
  /** This person asked for so many answers now. */
  count(authorId: string, answers: number): void;
}

const minuteMs = 60_000;

export function createHearing({ settings, cast, rooms, transcript, clock }: HearingNeeds): Hearing {
  const asked = createTally();
  return {
    async judge({ message, acceptedAt }, joins) {
      const present = await cast.presentIn(message.place);
      const view: AddressingView = {
        message,
        joins,
        settings,
        rules: await rooms.rules(message.place),
        present: present.map(({ id }) => id),
        named: namedIn(message.typed ?? message.text, present),
        repliedTo: await repliedTo(message),
        lastAnswer: turnsToNobody(message) ? await lastAnswerTo(message) : undefined,
        askedLately: asked.since(message.author.id, clock.now() - minuteMs),
        delayMs: acceptedAt - message.at,
      };
      const verdict = address(view);
      const names = new Map(present.map(({ id, displayName }) => [id, displayName]));
      return { ...verdict, considered: consideredIn(view, verdict, (id) => names.get(id) ?? id) };
    },
    count: (authorId, answers) => asked.add(authorId, answers, clock.now()),
  };

  async function repliedTo({ replyTo }: Message): Promise<AddressingView['repliedTo']> {
    if (replyTo === undefined) return undefined;
    const entry = await transcript.find(replyTo.messageId);
    if (entry?.kind === 'character') return { characterId: entry.characterId };
    return replyTo.toSelf === true ? { characterId: undefined } : undefined;
  }

  async function lastAnswerTo({ author, place, at }: Message): Promise<AddressingView['lastAnswer']> {
    const answer = await transcript.lastAnswer(place, author.id, at - settings.continuation);
    if (answer?.characterId !== undefined) return { characterId: answer.characterId, at: answer.at };
    // A thread begun on what a character said is a talk with that character.
    const said = await begunOn(place, transcript);
    return said?.characterId === undefined ? undefined : { characterId: said.characterId, at };
  }
}

/** Who of those present is named, each once, in order of mention. */
function namedIn(text: string, present: readonly Character[]): string[] {
  const owners = new Map<string, string>();
  for (const character of present) {
    for (const name of namesOf(character)) if (!owners.has(name)) owners.set(name, character.id);
  }
  const found = findNames(text, [...owners.keys()]).map(({ name }) => owners.get(name) ?? '');
  return [...new Set(found)];
}

/** How often something happened lately, per person, forgetting what is old. */
function createTally(): {
  add(id: string, times: number, at: number): void;
  since(id: string, from: number): number;
} {
  const times = new Map<string, number[]>();
  return {
    add(id, count, at) {
      const kept = (times.get(id) ?? []).filter((then) => then > at - minuteMs);
      times.delete(id);
      times.set(id, [...kept, ...Array.from({ length: count }, () => at)]);
      const [oldest] = times;
      if (oldest !== undefined && (oldest[1].at(-1) ?? 0) < at - minuteMs) times.delete(oldest[0]);
    },
    since: (id, from) => (times.get(id) ?? []).filter((then) => then > from).length,
  };
}
