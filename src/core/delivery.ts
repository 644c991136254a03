import { characterIn } from './cast.ts';
import type { Character } from './character.ts';
import { ServiceError } from './errors.ts';
import type { Events } from './events.ts';
import { areHeardIn } from './heard.ts';
import type { Cast } from './ports/cast.ts';
import type { Clock } from './ports/clock.ts';
import type { Journal, OutboxPost, OutboxReply } from './ports/journal.ts';
import type { ChatPlatform, Post } from './ports/platform.ts';
import type { Storage } from './ports/storage.ts';
import type { Transcript } from './ports/transcript.ts';
import type { Ending } from './receipt.ts';

export interface DeliveryNeeds {
  storage: Storage;
  journal: Journal;
  transcript: Transcript;
  cast: Cast;
  platforms: ReadonlyMap<string, ChatPlatform>;
  events: Events;
  clock: Clock;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const attempts = 4;
const longestWaitMs = 30_000;

/**
 * Posts what the outbox holds of a reply and has not been posted. What may have been posted unseen is looked for
 * before it is sent again. Returns why it stopped short, if it did.
 */
export async function deliver(
  needs: DeliveryNeeds,
  reply: OutboxReply,
  signal: AbortSignal,
): Promise<Ending | undefined> {
  const platform = needs.platforms.get(reply.place.host);
  const character = characterIn(needs.cast, reply.place, reply.characterId);
  if (platform === undefined || character === undefined) return gone(reply);
  if (reply.offTheRecord === 'lost') return lost;
  for (const waiting of reply.posts) {
    if (waiting.state === 'sent') continue;
    const isLast = waiting === reply.posts.at(-1);
    const buttons = isLast ? reply.buttons : undefined;
    const post = { ...reply, id: waiting.id, text: waiting.text, character, buttons };
    const ending = await deliverPost(needs, platform, post, waiting, reply, signal);
    if (ending !== undefined) return ending;
  }
  return undefined;
}

const lost: Ending = {
  outcome: 'uncertain',
  why: 'The answer held what was said off the record, so nothing of it was left when Acore stopped; it may or may not have been posted.',
};

function gone({ characterId, place }: OutboxReply): Ending {
  return {
    outcome: 'delivery-failed',
    why: `The answer of ${characterId} could not be posted: that character or the host ${place.host} is no longer there.`,
  };
}

async function deliverPost(
  needs: DeliveryNeeds,
  platform: ChatPlatform,
  post: Post,
  waiting: OutboxPost,
  reply: OutboxReply,
  signal: AbortSignal,
): Promise<Ending | undefined> {
  /** Since when the post may be there unseen; undefined when it cannot be. */
  let lookSince = waiting.state === 'waiting' ? undefined : waiting.attemptedAt;
  let trouble: ServiceError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const isFresh = waiting.state === 'waiting' && waiting.attemptedAt !== undefined;
      const seen = lookSince === undefined ? 'absent' : await platform.find(post, lookSince);
      if (seen === 'unreadable') return await uncertain(needs, post);
      if (seen !== 'absent') return await posted(needs, reply, waiting, post, seen.found);
      lookSince = undefined;
      if (trouble !== undefined && attempt > attempts) return failed(trouble);
      // What was just made was made for those who are here; what waited may have been joined by others.
      if (!isFresh && !(await areHeardIn(needs.platforms, reply.place, reply.saidIn))) return overheard;
      await begin(needs, waiting);
      const { messageId } = await platform.say(post);
      return await posted(needs, reply, waiting, post, messageId);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      trouble = error;
      if (error.uncertain) lookSince ??= waiting.attemptedAt;
      // What may be there is looked for once more than it is said.
      const last = lookSince === undefined ? attempts : attempts + 1;
      if (!error.retryable || attempt >= last)
        return lookSince === undefined ? failed(error) : await uncertain(needs, post);
      await needs.wait(Math.min(error.retryAfterMs ?? 500 * 2 ** attempt, longestWaitMs), signal);
    }
  }
}

/** Marks the post as being sent; the first one of a fresh reply was marked when the reply was written. */
async function begin({ storage, journal, clock }: DeliveryNeeds, waiting: OutboxPost): Promise<void> {
  const alreadyMarked = waiting.state === 'waiting' && waiting.attemptedAt !== undefined;
  waiting.state = 'sending';
  if (alreadyMarked) return;
  const attemptedAt = clock.now();
  waiting.attemptedAt = attemptedAt;
  await storage.transaction((transaction) =>
    journal.progress(transaction, waiting.id, 'sending', { attemptedAt }),
  );
}

async function posted(
  { storage, journal, transcript, events, clock }: DeliveryNeeds,
  reply: OutboxReply,
  waiting: OutboxPost,
  { place, character, text }: Post,
  messageId: string,
): Promise<undefined> {
  // What is beside the talk is no part of it: nobody is told or reminded of it later.
  const isKept = reply.offTheRecord === undefined && reply.aside === undefined;
  await storage.transaction(async (transaction) => {
    await journal.progress(transaction, waiting.id, 'sent', { messageId });
    if (isKept) await transcript.append(transaction, [lineOf(character, text)]);
  });
  if (reply.offTheRecord !== undefined) transcript.overhear(lineOf(character, text));
  waiting.state = 'sent';
  waiting.messageId = messageId;
  const { id: characterId } = character;
  events.emit({ kind: 'reply-said', messageId: reply.messageId, place, characterId, postedId: messageId });

  function lineOf({ id, displayName }: Character, said: string) {
    return {
      messageId,
      place,
      authorId: id,
      authorName: displayName,
      kind: 'character' as const,
      characterId: id,
      text: said,
      at: clock.now(),
      // Words that answer nothing reply to nothing.
      ...(reply.answer !== undefined && { replyTo: reply.messageId }),
      attachments: [],
      ...(reply.mood !== undefined && { mood: reply.mood }),
      ...(reply.wordsOf !== undefined && { wordsOf: reply.wordsOf }),
    };
  }
}

const overheard: Ending = {
  outcome: 'delivery-failed',
  why: 'Before it was posted, somebody came who may not read where a part of it was said; so it was not posted.',
};

async function uncertain({ storage, journal }: DeliveryNeeds, post: Post): Promise<Ending> {
  await storage.transaction((transaction) => journal.progress(transaction, post.id, 'uncertain'));
  return {
    outcome: 'uncertain',
    why: 'The answer was sent, but the host never confirmed it and its messages here cannot be read; it was not sent again.',
  };
}

function failed(error: ServiceError): Ending {
  if (error.failure === 'missing-permission') {
    return {
      outcome: 'missing-permission',
      why: error.message,
      ...(error.permission !== undefined && { permission: error.permission }),
    };
  }
  return { outcome: 'delivery-failed', why: error.message };
}
