import type { Message } from '../../core/message.ts';
import type { OutboxReply, Pending } from '../../core/ports/journal.ts';
import type { JournalStore } from './store.ts';

/**
 * The inbox and the outbox, where words off the record are in memory alone: the rows say that there is something, and
 * what another process finds of them says that its words are lost.
 */
export function withOffTheRecord(kept: JournalStore): JournalStore {
  const heard = new Map<string, Message>();
  const replies = new Map<string, OutboxReply[]>();

  function forget(messageIds: readonly string[]): void {
    for (const id of messageIds) {
      heard.delete(id);
      replies.delete(id);
    }
  }

  function filledIn(pending: Pending): Pending {
    const { message } = pending;
    if (message.offTheRecord === undefined) return pending;
    return { ...pending, message: heard.get(message.id) ?? { ...message, offTheRecord: 'lost' } };
  }

  return {
    ...kept,
    async accept(transaction, message) {
      if (message.offTheRecord === undefined) return kept.accept(transaction, message);
      const isNew = await kept.accept(transaction, withoutWords(message));
      if (isNew) heard.set(message.id, message);
      return isNew;
    },
    async pending(lane, limit) {
      return (await kept.pending(lane, limit)).map(filledIn);
    },
    async revise(transaction, revision) {
      const { id, place: _, at: __, ...change } = revision;
      const before = heard.get(id);
      if (before === undefined) return kept.revise(transaction, revision);
      heard.set(id, { ...before, ...change });
    },
    async settle(transaction, messageIds) {
      await kept.settle(transaction, messageIds);
      forget(messageIds);
    },
    async withdraw(transaction, messageId) {
      const inTime = await kept.withdraw(transaction, messageId);
      if (inTime) forget([messageId]);
      return inTime;
    },
    async enqueue(transaction, reply) {
      if (reply.offTheRecord === undefined) return kept.enqueue(transaction, reply);
      const posts = reply.posts.map((post) => ({ ...post, text: '' }));
      const isKept = await kept.enqueue(transaction, { ...reply, mentionable: [], posts });
      if (isKept) replies.set(reply.messageId, [...(replies.get(reply.messageId) ?? []), reply]);
      return isKept;
    },
    async replies(messageId) {
      const said = replies.get(messageId) ?? [];
      return (await kept.replies(messageId)).map((row) => {
        if (row.offTheRecord === undefined) return row;
        const reply = said.find(({ characterId }) => characterId === row.characterId);
        if (reply === undefined) return { ...row, offTheRecord: 'lost' };
        return { ...reply, posts: withTexts(row.posts, reply.posts) };
      });
    },
  };
}

function withTexts(rows: OutboxReply['posts'], posts: OutboxReply['posts']): OutboxReply['posts'] {
  return rows.map((row) => ({ ...row, text: posts.find(({ id }) => id === row.id)?.text ?? row.text }));
}

/** What a row has to tell of a message: where it waits, and whose it is. */
function withoutWords({ id, place, author, at, mentionsSelf }: Message): Message {
  return {
    id,
    place,
    author: { id: author.id, name: '', kind: author.kind },
    text: '',
    at,
    attachments: [],
    mentions: [],
    mentionsSelf,
    offTheRecord: 'heard',
  };
}
