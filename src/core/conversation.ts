import { createDeadline } from '../lib/deadline.ts';
import { createLanes } from '../lib/lanes.ts';
import { createLimit } from '../lib/limit.ts';
import type { Transaction } from '../lib/sql.ts';
import { createAfterwards } from './afterwards.ts';
import { createAnswering } from './answering.ts';
import { wasUnkept } from './consent.ts';
import { createCues } from './cues.ts';
import type { DeliveryNeeds } from './delivery.ts';
import { deleted, proxied, shuttingDown } from './endings.ts';
import { ServiceError, UserError } from './errors.ts';
import { redactPrompts, retractDerived } from './forgetting.ts';
import { createHearing } from './hearing.ts';
import type { Person } from './keeping.ts';
import {
  importedCopyOf,
  isImported,
  laneOf,
  type Message,
  type Place,
  type ReplyReference,
} from './message.ts';
import type { Moods } from './mood.ts';
import type { Conversation } from './ports/conversation.ts';
import type { Journal } from './ports/journal.ts';
import type { ReceiptBook } from './ports/receipts.ts';
import type { Rooms } from './ports/rooms.ts';
import type { TranscriptEntry } from './ports/transcript.ts';
import { createSteadinesses } from './prompt/steady-start.ts';
import { entryOf } from './prompt/talk.ts';
import { createProxyWatch } from './proxies.ts';
import { type Ending, type Receipt, receiptOf } from './receipt.ts';
import { rehearseTurn, type Turn, type TurnNeeds, takeTurn } from './turn.ts';
import { whoseWords } from './whose-words.ts';
import type { Withdrawn } from './withdrawn.ts';

export interface ConversationNeeds
  extends Omit<TurnNeeds, 'steady' | 'platforms' | 'withdrawn'>,
    DeliveryNeeds {
  transcript: DeliveryNeeds['transcript'] & TurnNeeds['transcript'];
  journal: Journal;
  receipts: ReceiptBook;
  rooms: Rooms;
  moods: Pick<Moods, 'shownBy'>;
  withdrawn: Withdrawn;
}

/** The engine with its life: the door for hosts and slices, and what starts and stops it. */
export interface Engine extends Conversation {
  /** Goes on with what an earlier process left unfinished. Call once the hosts can be spoken to. */
  resume(): Promise<void>;
  /** Resolves when nothing is being answered. */
  idle(): Promise<void>;
  /** Lets turns finish until the deadline; what is not done by then stays in the inbox for the next start. */
  stop(deadlineMs: number): Promise<void>;
  /** Lanes at work, and turns waiting for their generation. */
  load(): { lanes: number; waiting: number };
}

/** Builds the conversation engine: receive, judge, answer, say, remember. */
export function createConversation(needs: ConversationNeeds): Engine {
  const { storage, journal, transcript, receipts, rooms, consents, settings, events, clock } = needs;
  const limit = createLimit(settings.concurrentTurns);
  const steady = createSteadinesses();
  const cues = createCues(needs);
  const afterwards = createAfterwards(needs);
  const answering = createAnswering({
    ...needs,
    steady,
    afterwards,
    cues,
    limit,
    hearing: createHearing(needs),
    startedAt: clock.now(),
  });
  const lanes = createLanes(answering.work, (lane, error) =>
    events.emit({ kind: 'failure', where: `lane ${lane}`, error }),
  );
  const proxies = createProxyWatch();
  const alone = {
    ...needs,
    steady: createSteadinesses(),
    transcript: nothingSaid,
  };
  let stopping = false;

  return {
    async receive(given) {
      if (given.author.kind === 'character' || given.author.kind === 'self') return;
      const message = await asItMayBeKept(given);
      const keep = await mayKeep(message);
      let taken: Promise<void> | undefined;
      await storage.transaction(
        async (transaction) => {
          if (!(await journal.accept(transaction, message))) return false;
          if (keep && message.offTheRecord === undefined) {
            await transcript.append(transaction, [entryOf(message)]);
            if (clock.now() - message.at > lateMs) await tellLate(transaction, message);
          }
          return true;
        },
        // The answer may be thought of while the disk still writes: it is not said before its own commit lies there too.
        (fresh) => {
          if (fresh && keep && message.offTheRecord !== undefined) transcript.overhear(entryOf(message));
          taken = fresh ? take(message) : undefined;
        },
      );
      await taken;
    },
    async revise(revision) {
      const { id, place, text, at, mentions } = revision;
      const ids = await withCopies(place, [id]);
      const otherwise = (await linesOf(ids)).filter((line) => line.text !== text);
      await takeBack(place, ids, otherwise, async (transaction) => {
        for (const one of ids) await transcript.revise(transaction, one, text, at, mentions);
        await journal.revise(transaction, revision);
        await retractDerived(needs, transaction, ids);
        return otherwise.length === 0 ? undefined : Math.min(...otherwise.map((line) => line.at));
      });
      answering.drop(laneOf(place), [id]);
      lanes.wake(laneOf(place));
    },
    async retract(place, messageIds) {
      if (messageIds.length === 0) return;
      const lane = laneOf(place);
      const waiting = (await journal.pending(lane, waitingLooked)).map(({ message }) => message);
      await forget(place, await withCopies(place, messageIds));
      await end(
        waiting.filter(({ id }) => messageIds.includes(id)),
        () => deleted,
      );
    },
    async cue(cue) {
      if (stopping) throw new UserError('I am just stopping; ask me again in a minute.');
      return cues.give(cue, lanes.wake);
    },
    async ask(question, characterId, signal) {
      if (stopping) throw new UserError('I am just stopping; ask me again in a minute.');
      return answerOnce(await asItMayBeKept(question), characterId, signal);
    },
    rehearse: (question, character, signal) =>
      rehearseTurn(alone, askedTurn(question, character.id, signal), character),
    async resume() {
      for (const lane of await journal.pendingLanes()) lanes.wake(lane);
    },
    async idle() {
      await lanes.idle();
      await afterwards.idle();
    },
    async stop(deadlineMs) {
      stopping = true;
      lanes.close();
      const late = setTimeout(answering.abandon, deadlineMs);
      await lanes.idle();
      clearTimeout(late);
      await afterwards.stop();
    },
    load: () => ({ lanes: lanes.active(), waiting: limit.waiting() }),
  };

  async function tellLate(transaction: Transaction, message: Message): Promise<void> {
    for (const { late } of needs.features) await late?.(transaction, message);
  }

  async function take(message: Message): Promise<void> {
    events.emit({ kind: 'message-received', messageId: message.id, place: message.place });
    if (stopping) return end([message], () => shuttingDown);
    const twin = proxies.twinOf(message);
    if (twin !== undefined) await settleTwins(message, twin);
    answering.heard(message);
    lanes.wake(laneOf(message.place));
  }

  /** Words off the record are marked as such, and what somebody quotes of them is not taken along. */
  async function asItMayBeKept(message: Message): Promise<Message> {
    const { quoted, ...bare } = message.replyTo ?? { messageId: '' };
    return {
      ...message,
      ...(quoted !== undefined && (await isUnkept(message.place, bare, quoted)) && { replyTo: bare }),
      ...((await isOffTheRecord(message.place, message.author)) && { offTheRecord: 'heard' }),
    };
  }

  async function isOffTheRecord({ host }: Place, { id }: Pick<Message['author'], 'id'>): Promise<boolean> {
    return (await consents.of(host, id)).tier === 'off-the-record';
  }

  /** Whether what is quoted was said off the record, whatever its author wants now, or by somebody who is. */
  async function isUnkept(
    place: Place,
    { messageId }: Pick<ReplyReference, 'messageId'>,
    { author, at }: Exclude<ReplyReference['quoted'], undefined>,
  ): Promise<boolean> {
    if (wasUnkept(await consents.of(place.host, author.id), at)) return true;
    return (await transcript.find(messageId))?.offTheRecord !== undefined;
  }

  /** What people say where characters are switched off, and what ignored people say, is not kept. */
  async function mayKeep({ place, author }: Message): Promise<boolean> {
    if (settings.ignoredPeople.includes(author.id)) return false;
    return (await rooms.rules(place)).mode !== 'off';
  }

  /** What came in from a file for these messages goes the way they go. */
  async function withCopies(place: Place, messageIds: readonly string[]): Promise<string[]> {
    const ofHost = messageIds.filter((id) => !isImported(id));
    return [...messageIds, ...(await Promise.all(ofHost.map((id) => importedCopyOf(place, id))))];
  }

  /** What was taken back is gone from the transcript, and from the prompts that may hold it. */
  async function forget(place: Place, messageIds: string[]): Promise<void> {
    await takeBack(place, messageIds, await linesOf(messageIds), async (transaction) => {
      await retractDerived(needs, transaction, messageIds);
      return transcript.retract(transaction, messageIds);
    });
    events.emit({ kind: 'forgotten', place, messageIds });
  }

  /**
   * Words that are deleted, or put otherwise, leave the prompts made since they were said, and answers that are just being
   * made. `change` says since when, where they were kept.
   */
  async function takeBack(
    place: Place,
    messageIds: readonly string[],
    lines: readonly TranscriptEntry[],
    change: (transaction: Transaction) => Promise<number | undefined>,
  ): Promise<void> {
    const authors = authorsOf(lines);
    needs.withdrawn.note({ people: authors, messageIds });
    await storage.transaction(async (transaction) => {
      const since = await change(transaction);
      if (since === undefined) return;
      await redactPrompts(needs, transaction, place, since, messageIds);
      for (const person of authors) await receipts.redactWordsOf(transaction, person, since);
      await journal.redactWordsOf(transaction, authors);
    });
  }

  async function linesOf(messageIds: readonly string[]): Promise<TranscriptEntry[]> {
    const lines = await Promise.all(messageIds.map((id) => transcript.find(id)));
    return lines.filter((line) => line !== undefined);
  }

  /** Ends messages without an answer, unless their answer is already on its way. */
  async function end(messages: readonly Message[], endingOf: (message: Message) => Ending): Promise<void> {
    for (const message of messages) {
      const receipt = receiptOf(message, endingOf(message), clock.now());
      const ended = await storage.transaction((transaction) => endIn(transaction, receipt));
      if (!ended) continue;
      answering.drop(laneOf(message.place), [message.id]);
      events.emit({ kind: 'receipt', receipt });
    }
  }

  async function endIn(transaction: Transaction, receipt: Receipt): Promise<boolean> {
    const inTime = await journal.withdraw(transaction, receipt.messageId);
    if (inTime) await receipts.record(transaction, [receipt]);
    return inTime;
  }

  /** Of the two copies of a proxied message one is answered: the proxy's, unless the other was already. */
  async function settleTwins(message: Message, twin: Message): Promise<void> {
    const [own, copy] = message.author.kind === 'person' ? [message, twin] : [twin, message];
    await end([own], () => proxied(copy.id));
    // What was said stands in the talk once; the proxy takes the other copy away in a moment.
    await forget(own.place, [own.id]);
    const receipt = await receipts.find(own.id);
    const ownAnswered = receipt === undefined || receipt.answers.length > 0;
    if (ownAnswered && message === copy) await end([copy], () => proxied(own.id));
  }

  async function answerOnce(question: Message, characterId: string | undefined, stop: AbortSignal) {
    using deadline = createDeadline(settings.turnDeadline, stop);
    const { signal } = deadline;
    const present = await needs.cast.presentIn(question.place);
    const character = characterId === undefined ? present[0] : present.find(({ id }) => id === characterId);
    if (character === undefined) throw new UserError('That character is not here.');
    const turn = askedTurn(question, character.id, signal);
    const { text, refused, answer } = await limit
      .run(signal, () => takeTurn(alone, turn, character))
      .catch((error: unknown) => Promise.reject(toldToAsker(error)));
    if (refused) throw new UserError(`${character.displayName} has nothing to say to that.`);
    const outcome = { outcome: 'answered', why: 'It was asked with /ask.' } as const;
    await storage.transaction((transaction) => {
      const answers = [needs.withdrawn.cleaned(question.place.host, answer)];
      return receipts.record(transaction, [receiptOf(question, { ...outcome, answers }, clock.now())]);
    });
    return { character, text };
  }
}

/** Whose words stand in these lines. */
function authorsOf(lines: readonly TranscriptEntry[]): Person[] {
  const people = lines.flatMap((line) => whoseWords(line).map((id) => ({ host: line.place.host, id })));
  return [...new Map(people.map((person) => [`${person.host} ${person.id}`, person])).values()];
}

/** The turn of somebody who is asked outside of any talk. */
function askedTurn(message: Message, characterId: string, signal: AbortSignal): Turn {
  return { message, joined: [], speaker: { characterId, because: 'summoned' }, signal, fleeting: true };
}

/** A model's failure as the one who asked may read it. */
function toldToAsker(error: unknown): unknown {
  if (error instanceof ServiceError) return new UserError(error.message);
  const late = error instanceof DOMException && error.name === 'TimeoutError';
  return late ? new UserError('No answer came in time; ask again in a moment.') : error;
}

/** The transcript of a turn outside of any talk. */
const nothingSaid: TurnNeeds['transcript'] = {
  recent: async () => [],
  find: async () => undefined,
  upTo: async () => [],
};

/** How many waiting messages of a lane are looked through for one that was deleted. */
const waitingLooked = 1_000;
/** So long after it was said a message comes in late: others may have been heard, and answered, before it. */
const lateMs = 60_000;
