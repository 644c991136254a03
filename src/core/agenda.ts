import type { Speaker } from './addressing.ts';
import type { ConversationSettings } from './config.ts';
import { consideredTogether } from './considered.ts';
import { isCue } from './cues.ts';
import { interrupted, lost } from './endings.ts';
import type { Hearing, Judgement } from './hearing.ts';
import type { Message } from './message.ts';
import type { Clock } from './ports/clock.ts';
import type { Journal, OutboxReply, Pending } from './ports/journal.ts';
import type { Considered, Ending } from './receipt.ts';

/** A message that ends, and how. */
export type Ended = readonly [Message, Ending];

/** The message a turn answers, and those of the same person that it takes along. */
export interface Group {
  message: Message;
  joined: Message[];
  speakers: Speaker[];
  considered: Considered[];
  /** When the first of them was taken in. */
  waitingSince: number;
}

/** What a lane does next: whom it leaves unanswered and why, then the one turn it takes. */
export interface Step {
  silent: Ended[];
  /** `begun` holds what an earlier process, or a failure, left half said. */
  turn?: { group: Group; begun: OutboxReply[] } | undefined;
  /** Or fixed words that a character was given to say. */
  cue?: { message: Message; replies: OutboxReply[] } | undefined;
}

export interface AgendaNeeds {
  journal: Journal;
  hearing: Hearing;
  settings: ConversationSettings;
  clock: Clock;
  /** When this process started to hear; what was taken in before was left by another one. */
  startedAt: number;
}

/** Reads what waits in a lane, oldest first, up to the first message that is answered. */
export function createAgenda(needs: AgendaNeeds): (pending: readonly Pending[]) => Promise<Step> {
  const { journal, hearing, settings, clock, startedAt } = needs;

  return async (pending) => {
    const silent: Ended[] = [];
    for (const [index, one] of pending.entries()) {
      const begun = one.begun ? await journal.replies(one.message.id) : [];
      if (one.message.offTheRecord === 'lost') {
        silent.push([one.message, lost]);
        continue;
      }
      if (isCue(one.message)) return { silent, cue: { message: one.message, replies: begun } };
      if (begun.length > 0) return { silent, turn: { group: await groupOf(one), begun } };
      const verdict = isGivenUp(one) ? { ...interrupted, considered: [] } : await hearing.judge(one);
      if (verdict.kind === 'silent') {
        silent.push([one.message, endingOf(verdict)]);
        continue;
      }
      const group = await groupFrom(one, verdict, pending.slice(index + 1));
      return { silent, turn: { group, begun: [] } };
    }
    return { silent };
  };

  /** What an earlier process left unanswered is honestly given up when it is old. */
  function isGivenUp({ message, acceptedAt }: Pending): boolean {
    return acceptedAt < startedAt && clock.now() - message.at > settings.catchUp;
  }

  /** A message whose answer has begun, and whoever else it addresses. */
  async function groupOf(one: Pending): Promise<Group> {
    const verdict = await hearing.judge(one);
    const speakers = verdict.kind === 'answer' ? verdict.speakers : [];
    const { considered } = verdict;
    return { message: one.message, joined: [], speakers, considered, waitingSince: one.acceptedAt };
  }

  /** Takes along what the same person said right after, and whoever that addresses. */
  async function groupFrom(
    first: Pending,
    { speakers, considered }: Pick<Group, 'speakers' | 'considered'>,
    later: Pending[],
  ): Promise<Group> {
    const { message, acceptedAt: waitingSince } = first;
    const group: Group = { message, joined: [], speakers, considered, waitingSince };
    for (const next of later) {
      if (!goesOn(first.message, next.message)) continue;
      if (next.message.at - first.message.at > settings.burst) break;
      const joins = group.speakers.map(({ characterId }) => characterId);
      const verdict = await hearing.judge(next, joins);
      if (verdict.kind !== 'answer') continue;
      group.joined.push(group.message);
      group.message = next.message;
      group.speakers = union(group.speakers, verdict.speakers);
      group.considered = consideredTogether(group.considered, verdict.considered);
    }
    return group;
  }
}

function endingOf({ ending, considered }: Extract<Judgement, { kind: 'silent' }>): Ending {
  return considered.length === 0 ? ending : { ...ending, considered };
}

function union(speakers: Speaker[], more: readonly Speaker[]): Speaker[] {
  const known = new Set(speakers.map(({ characterId }) => characterId));
  return [...speakers, ...more.filter(({ characterId }) => !known.has(characterId))];
}

/** Whether the same person went on talking, to whomever they had talked to. */
function goesOn({ author }: Message, next: Message): boolean {
  return next.author.id === author.id && next.summons === undefined && next.offTheRecord !== 'lost';
}
