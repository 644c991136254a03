import { createDeadline } from '../lib/deadline.ts';
import type { Limit } from '../lib/limit.ts';
import type { Speaker } from './addressing.ts';
import type { Afterwards } from './afterwards.ts';
import { type AgendaNeeds, createAgenda, type Ended, type Group, type Step } from './agenda.ts';
import { characterIn } from './cast.ts';
import type { Character } from './character.ts';
import type { Cues } from './cues.ts';
import { type DeliveryNeeds, deliver } from './delivery.ts';
import { answered, coalesced, modelEnding, refused, superseded } from './endings.ts';
import { ServiceError } from './errors.ts';
import { laneOf, type Message } from './message.ts';
import type { Moods } from './mood.ts';
import type { Journal, OutboxReply, Pending } from './ports/journal.ts';
import type { ReceiptBook } from './ports/receipts.ts';
import { type Answer, type Ending, receiptOf } from './receipt.ts';
import { type TurnNeeds, type TurnResult, takeTurn } from './turn.ts';
import type { Withdrawn } from './withdrawn.ts';

export interface AnsweringNeeds
  extends Omit<TurnNeeds, 'platforms' | 'withdrawn'>,
    DeliveryNeeds,
    AgendaNeeds {
  transcript: DeliveryNeeds['transcript'] & TurnNeeds['transcript'];
  receipts: ReceiptBook;
  cues: Pick<Cues, 'say'>;
  moods: Pick<Moods, 'shownBy'>;
  afterwards: Pick<Afterwards, 'follow'>;
  limit: Limit;
  withdrawn: Withdrawn;
}

/** Empties lanes: judges what waits, gives the turn, says it, and writes the receipt. */
export interface Answering {
  work(lane: string): Promise<void>;
  /** A message came in: a turn of the same person that has not begun to speak takes it along. */
  heard(message: Message): void;
  /** These messages are not to be answered after all, unless their answer is already on its way. */
  drop(lane: string, messageIds: readonly string[]): void;
  /** Lets go of every turn; what is unfinished stays in the inbox. */
  abandon(): void;
}

/** A turn under way. */
interface Current {
  authorId: string;
  ids: Set<string>;
  startedAt: number;
  /** Words are committed: from now on it is finished as it is. */
  said: boolean;
  control: AbortController;
}

/** What happened in a lane since its inbox was read: a turn made of what was read then may be stale already. */
interface Look {
  authors: Set<string>;
  ids: Set<string>;
}

/** Why a turn was let go. */
class LetGo extends Error {
  override readonly name = 'LetGo';
}

const batch = 50;
/** Given to every signal of a turn that has ended, since making an error for each would cost a stack trace. */
const over = new LetGo('over');

export function createAnswering(needs: AnsweringNeeds): Answering {
  const { storage, journal, receipts, hearing, settings, clock, events } = needs;
  const nextStep = createAgenda(needs);
  const current = new Map<string, Current>();
  const looks = new Map<string, Look>();
  /** Messages whose own turn gave way to a later message. */
  const gaveWay = new Set<string>();
  let abandoned = false;

  return {
    async work(lane) {
      while (!abandoned) {
        looks.set(lane, { authors: new Set(), ids: new Set() });
        const pending = await journal.pending(lane, batch);
        if (pending.length > 0) await handle(lane, pending);
        looks.delete(lane);
        if (pending.length === 0) return;
      }
    },
    heard(message) {
      const lane = laneOf(message.place);
      looks.get(lane)?.authors.add(message.author.id);
      const turn = current.get(lane);
      if (turn === undefined || turn.said || turn.ids.has(message.id)) return;
      const joins = turn.authorId === message.author.id && clock.now() - turn.startedAt <= settings.burst;
      if (joins) turn.control.abort(new LetGo('joined'));
    },
    drop(lane, messageIds) {
      for (const id of messageIds) {
        looks.get(lane)?.ids.add(id);
        gaveWay.delete(id);
      }
      const turn = current.get(lane);
      if (turn === undefined || turn.said) return;
      if (messageIds.some((id) => turn.ids.has(id))) turn.control.abort(new LetGo('dropped'));
    },
    abandon() {
      abandoned = true;
      for (const turn of current.values()) turn.control.abort(new LetGo('stopping'));
    },
  };

  /** Settles what needs no answer, and takes one turn. Either way the inbox is shorter afterwards, or has changed. */
  async function handle(lane: string, pending: Pending[]): Promise<void> {
    const { silent, turn, cue } = await nextStep(pending);
    await settle(silent);
    if (cue !== undefined) await sayCue(lane, cue);
    if (turn !== undefined) await answer(lane, turn.group, turn.begun);
  }

  async function sayCue(lane: string, { message, replies }: Exclude<Step['cue'], undefined>): Promise<void> {
    const turn = open(lane, { message, joined: [] }, true);
    try {
      await needs.cues.say(message, replies, turn.control.signal);
    } finally {
      turn.control.abort(over);
      current.delete(lane);
    }
  }

  /** Gives every speaker its turn, in order, and settles the message. */
  async function answer(lane: string, group: Group, begun: OutboxReply[]): Promise<void> {
    const turn = open(lane, group, begun.length > 0);
    const answers: Answer[] = [];
    let ending: Ending | undefined;
    try {
      turn.control.signal.throwIfAborted();
      for (const reply of begun) ending = (await say(reply, answers, turn)) ?? ending;
      for (const speaker of remaining(group.speakers, begun)) {
        ending = (await letSpeak(group, speaker, answers, turn)) ?? ending;
      }
      const spoken = answers.some(({ messageIds }) => messageIds.length > 0);
      const { considered } = group;
      await settle([[group.message, { ...((!spoken && ending) || answered(ending)), answers, considered }]]);
    } catch (error) {
      if (!(error instanceof LetGo)) await settle([[group.message, { ...bug(error), answers }]]);
      else if (error.message === 'joined') for (const id of turn.ids) gaveWay.add(id);
    } finally {
      turn.control.abort(over);
      current.delete(lane);
    }
  }

  function open(
    lane: string,
    { message, joined }: Pick<Group, 'message' | 'joined'>,
    said: boolean,
  ): Current {
    const turn: Current = {
      authorId: message.author.id,
      ids: new Set([message.id, ...joined.map(({ id }) => id)]),
      startedAt: clock.now(),
      said,
      control: new AbortController(),
    };
    current.set(lane, turn);
    if (!said && isStale(turn, looks.get(lane))) turn.control.abort(new LetGo('stale'));
    looks.delete(lane);
    return turn;
  }

  /** One character's part of a turn. Returns why it stayed silent, if it did. */
  async function letSpeak(
    group: Group,
    speaker: Speaker,
    answers: Answer[],
    turn: Current,
  ): Promise<Ending | undefined> {
    const { place, id: messageId } = group.message;
    const character = characterIn(needs.cast, place, speaker.characterId);
    if (character === undefined) return undefined;
    const about = { messageId, place, characterId: character.id };
    const done = new AbortController();
    events.emit({ kind: 'turn-started', ...about });
    needs.platforms.get(place.host)?.typing(place, AbortSignal.any([turn.control.signal, done.signal]));
    try {
      const result = await generateFor(group, speaker, character, turn);
      if (result.refused) return keepRefusal(result, answers);
      const reply = await commit(group, character, result, turn);
      const ending = await say(reply, answers, turn);
      follow(group, character, result, reply);
      return ending;
    } catch (error) {
      events.emit({ kind: 'reply-withdrawn', ...about });
      return unanswered(error, turn);
    } finally {
      done.abort(over);
    }
  }

  /**
   * What was said is there to be learned from, once it was said. An answer that may not be kept, since it takes up words
   * off the record, tells nothing itself; what others said before it waits for no other answer.
   */
  function follow(
    { message, joined }: Group,
    character: Character,
    { text, told }: TurnResult,
    { posts, offTheRecord }: OutboxReply,
  ): void {
    const messageIds = posts.flatMap(({ messageId }) => messageId ?? []);
    if (messageIds.length === 0 || message.offTheRecord !== undefined) return;
    const said = offTheRecord === undefined ? { text, messageIds } : { text: '', messageIds: [] };
    needs.afterwards.follow({ message, joined, character, ...said, told });
  }

  async function generateFor(
    { message, joined, waitingSince }: Group,
    speaker: Speaker,
    character: Character,
    turn: Current,
  ): Promise<TurnResult> {
    using deadline = createDeadline(settings.turnDeadline, turn.control.signal);
    const { signal } = deadline;
    return await needs.limit.run(signal, async () => {
      const waitedMs = Math.max(0, clock.now() - waitingSince);
      const result = await takeTurn(needs, { message, joined, speaker, signal }, character);
      result.answer.timings.waitedMs = waitedMs;
      return result;
    });
  }

  /** The point of no return: the words and the messages they answer change state together. */
  async function commit(
    group: Group,
    character: Character,
    result: TurnResult,
    turn: Current,
  ): Promise<OutboxReply> {
    turn.control.signal.throwIfAborted();
    const { message, joined } = group;
    const reply = replyOf(message, character, result);
    const first = !turn.said;
    const ended = joined.map((one): Ended => [one, (gaveWay.has(one.id) ? superseded : coalesced)(message)]);
    turn.said = true;
    await storage.transaction(async (transaction) => {
      if (!(await journal.enqueue(transaction, withoutWithdrawn(reply)))) throw new LetGo('dropped');
      if (first && ended.length > 0) await settleIn(transaction, ended);
    });
    if (first) hearing.count(message.author.id, group.speakers.length);
    if (first) tell(ended);
    return reply;
  }

  /** The words as the outbox keeps them; the first post counts as being sent from the moment it is written. */
  function replyOf(
    { id: messageId, place }: Message,
    { id: characterId }: Character,
    result: TurnResult,
  ): OutboxReply {
    const { text, answer, mentionable, wordsOf, saidIn, offTheRecord } = result;
    const texts = needs.platforms.get(place.host)?.split(text) ?? [text];
    const posts = texts.map((part, index) => ({
      id: `${messageId}/${characterId}/${index}`,
      text: part,
      state: 'waiting' as const,
      ...(index === 0 && { attemptedAt: clock.now() }),
    }));
    const mood = needs.moods.shownBy(text);
    return {
      ...{ messageId, characterId, place, wordsOf, offTheRecord, answer, mentionable, mood, posts },
      ...(saidIn.length > 0 && { saidIn }),
    };
  }

  function withoutWithdrawn({ answer, ...reply }: OutboxReply): OutboxReply {
    return { ...reply, ...(answer && { answer: needs.withdrawn.cleaned(reply.place.host, answer) }) };
  }

  async function say(reply: OutboxReply, answers: Answer[], turn: Current): Promise<Ending | undefined> {
    const startedAt = clock.now();
    const ending = await deliver(needs, reply, turn.control.signal);
    const messageIds = reply.posts.flatMap(({ messageId }) => messageId ?? []);
    if (reply.answer === undefined) return ending;
    answers.push({
      ...reply.answer,
      messageIds,
      timings: { ...reply.answer.timings, saidMs: clock.now() - startedAt },
      ...(ending !== undefined && { failure: { outcome: ending.outcome, message: ending.why } }),
    });
    return ending;
  }

  /** Turns a failure of a turn into an ending; lets through what only means that the turn was let go. */
  function unanswered(error: unknown, turn: Current): Ending {
    if (error instanceof LetGo) throw error;
    if (turn.control.signal.aborted) throw turn.control.signal.reason;
    if (error instanceof ServiceError) return modelEnding(error);
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      return modelEnding(
        new ServiceError({
          service: 'The model',
          failure: 'timeout',
          message: `No answer came within ${settings.turnDeadline / 1_000} seconds (conversation.turnDeadline).`,
          retryable: false,
        }),
      );
    }
    throw error;
  }

  function bug(error: unknown): Ending {
    events.emit({ kind: 'failure', where: 'a turn', error });
    return { outcome: 'failed', why: 'Something went wrong inside Acore; its log says what.' };
  }

  async function settle(ended: Ended[]): Promise<void> {
    if (ended.length === 0) return;
    await storage.transaction((transaction) => settleIn(transaction, ended));
    tell(ended);
  }

  async function settleIn(transaction: Parameters<Journal['settle']>[0], ended: Ended[]): Promise<void> {
    const now = clock.now();
    await journal.settle(
      transaction,
      ended.map(([message]) => message.id),
    );
    await receipts.record(
      transaction,
      ended.map(([message, { answers = [], ...ending }]) => {
        const kept = answers.map((answer) => needs.withdrawn.cleaned(message.place.host, answer));
        return receiptOf(message, { ...ending, answers: kept }, now);
      }),
    );
  }

  function tell(ended: Ended[]): void {
    for (const [message, ending] of ended) {
      gaveWay.delete(message.id);
      events.emit({ kind: 'receipt', receipt: receiptOf(message, ending, clock.now()) });
    }
  }
}

function isStale({ authorId, ids }: Current, look: Look | undefined): boolean {
  return look !== undefined && (look.authors.has(authorId) || [...ids].some((id) => look.ids.has(id)));
}

function remaining(speakers: readonly Speaker[], begun: readonly OutboxReply[]): Speaker[] {
  return speakers.filter(({ characterId }) => !begun.some((reply) => reply.characterId === characterId));
}

/** A refusal is an answer that was not given: what it took is told all the same. */
function keepRefusal({ answer }: TurnResult, answers: Answer[]): Ending {
  const ending = refused(answer);
  answers.push({ ...answer, failure: { outcome: ending.outcome, message: ending.why } });
  return ending;
}
