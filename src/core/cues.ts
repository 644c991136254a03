import { characterIn } from './cast.ts';
import type { Character } from './character.ts';
import { lineOf } from './commands/buttons.ts';
import type { CommandButton } from './commands/command.ts';
import { type DeliveryNeeds, deliver } from './delivery.ts';
import { ServiceError, UserError } from './errors.ts';
import { laneOf, type Message } from './message.ts';
import type { Moods } from './mood.ts';
import type { Cue } from './ports/conversation.ts';
import type { Journal, OutboxReply } from './ports/journal.ts';
import type { Rooms } from './ports/rooms.ts';
import type { Ending } from './receipt.ts';

interface CueNeeds extends DeliveryNeeds {
  journal: Journal;
  rooms: Rooms;
  moods: Pick<Moods, 'shownBy'>;
}

/** How a cue ended: where its words stand, and why not all of them do. */
interface Said {
  messageIds: string[];
  ending?: Ending | undefined;
}

/** Fixed words that characters are given to say, on the same way out as answers: outbox, delivery, transcript. */
export interface Cues {
  /**
   * Takes a cue in durably, wakes its lane, and waits until it is said. Throws UserError when the character may not
   * speak there or could not.
   */
  give(cue: Cue, wake: (lane: string) => void): Promise<{ messageIds: string[] }>;
  /** Says what is in the outbox of a cue. There is no receipt, since nobody asked anything. */
  say(message: Message, replies: readonly OutboxReply[], signal: AbortSignal): Promise<void>;
}

/** Whether a row of the inbox is a cue: nothing that characters say is ever heard as a message. */
export function isCue({ author }: Message): boolean {
  return author.kind === 'character';
}

export function createCues(needs: CueNeeds): Cues {
  const { storage, journal, transcript, rooms, cast, platforms, events, clock } = needs;
  const waiting = new Map<string, (said: Said) => void>();

  async function speaker({ place, characterId }: Cue): Promise<Character> {
    const { mode, muted } = await rooms.rules(place);
    if (mode === 'off') throw new UserError('Characters are switched off in this channel.');
    if (muted) throw new UserError('Characters are muted in this channel; /unmute lets them speak.');
    const present = await cast.presentIn(place);
    const character = present.find(({ id }) => id === characterId);
    if (character !== undefined) return character;
    const away = characterIn(cast, place, characterId)?.displayName ?? 'That character';
    throw new UserError(`${away} is not here; /character use brings them.`);
  }

  /** Writes over what the character said without being asked, where the host can and the words are one post. */
  async function replaced({ instead, place, text }: Cue, character: Character): Promise<string | undefined> {
    const platform = platforms.get(place.host);
    const line = instead === undefined ? undefined : await transcript.find(instead);
    const isOwn = line?.characterId === character.id && line.replyTo === undefined;
    if (!isOwn || laneOf(line.place) !== laneOf(place)) return undefined;
    if (platform?.amend === undefined || platform.split(text).length > 1) return undefined;
    const { messageId } = line;
    await platform.amend({ id: messageId, place, character, text, mentionable: [] }, messageId);
    await storage.transaction((transaction) => transcript.revise(transaction, messageId, text, clock.now()));
    return messageId;
  }

  async function accept(cue: Cue, character: Character): Promise<boolean> {
    const { id, place, wordsOf, aside, buttons = [] } = cue;
    const message = messageFor(cue, character, clock.now());
    const platform = platforms.get(place.host);
    const shown = platform?.hasButtons ? { buttons } : {};
    const text = platform?.hasButtons ? cue.text : [cue.text, ...buttons.map(typed)].join(' ');
    const parts = platform?.split(text) ?? [text];
    const posts = parts.map((text, index) => ({ id: `${id}/${index}`, text, state: 'waiting' as const }));
    return storage.transaction(async (transaction) => {
      if (!(await journal.accept(transaction, message))) return false;
      const mood = needs.moods.shownBy(cue.text);
      const characterId = character.id;
      const reply = {
        messageId: id,
        characterId,
        place,
        wordsOf,
        mentionable: [],
        mood,
        aside,
        ...shown,
        posts,
      };
      await journal.enqueue(transaction, reply);
      return true;
    });
  }

  async function settle(messageId: string): Promise<void> {
    await storage.transaction((transaction) => journal.settle(transaction, [messageId]));
  }

  return {
    async give(cue, wake) {
      const character = await speaker(cue);
      const changed = await replaced(cue, character).catch((error: unknown) => {
        throw error instanceof ServiceError ? new UserError(error.message) : error;
      });
      if (changed !== undefined) return { messageIds: [changed] };
      const { promise, resolve } = Promise.withResolvers<Said>();
      waiting.set(cue.id, resolve);
      try {
        if (!(await accept(cue, character))) throw new UserError('That is being said already.');
        wake(laneOf(cue.place));
        const { messageIds, ending } = await promise;
        if (ending !== undefined) throw new UserError(ending.why);
        return { messageIds };
      } finally {
        waiting.delete(cue.id);
      }
    },
    async say({ id }, replies, signal) {
      const said: Said = { messageIds: [] };
      try {
        for (const reply of replies) {
          said.ending = (await deliver(needs, reply, signal)) ?? said.ending;
          said.messageIds.push(...reply.posts.flatMap(({ messageId }) => messageId ?? []));
        }
      } catch (error) {
        // What is left is said by the next process.
        if (signal.aborted) return waiting.get(id)?.({ messageIds: [], ending: stopping });
        events.emit({ kind: 'failure', where: 'a cue', error });
        said.ending = broken;
      }
      await settle(id);
      waiting.get(id)?.(said);
    },
  };
}

/** A button as words: `(Undo: /memory undo change:12)`. */
function typed(button: CommandButton): string {
  return `(${button.label}: \`${lineOf(button)}\`)`;
}

/** The row that keeps a cue in its lane; it never has a line in the transcript. */
function messageFor({ id, place }: Cue, character: Character, at: number): Message {
  const { id: characterId, displayName: name } = character;
  return {
    id,
    place,
    author: { id: characterId, name, kind: 'character', characterId },
    text: '',
    at,
    attachments: [],
    mentions: [],
    mentionsSelf: false,
  };
}

const stopping: Ending = {
  outcome: 'shutting-down',
  why: 'Acore is stopping; it is said when it is back.',
};
const broken: Ending = {
  outcome: 'failed',
  why: 'Something went wrong inside Acore; its log says what.',
};
