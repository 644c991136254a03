import { settingsSchema } from '../src/config/schema.ts';
import type { Character } from '../src/core/character.ts';
import type { Feature } from '../src/core/feature.ts';
import type { Message, Place } from '../src/core/message.ts';
import type { Log } from '../src/core/ports/log.ts';
import type { LanguageModel } from '../src/core/ports/model.ts';
import type { Recall } from '../src/core/ports/recall.ts';
import type { Storage } from '../src/core/ports/storage.ts';
import type { TranscriptEntry } from '../src/core/ports/transcript.ts';
import { memory } from '../src/features/memory/index.ts';
import { linePassageId, talkShelf } from '../src/features/memory/passages.ts';
import { transcript } from '../src/features/transcript/index.ts';
import type { Database } from '../src/lib/sql.ts';
import { aCast, aCharacter } from '../test/support/characters.ts';
import { noDigests } from '../test/support/digests.ts';
import type { Chat } from './recall-data.ts';

interface SliceNeeds {
  storage: Storage;
  database<Tables>(): Database<Tables>;
  recall: Recall;
  log: Log;
}

/** Chats as talks that a character has listened to: kept in a transcript and learned from by the memory itself. */
export interface Listener {
  listen(chat: Chat): Promise<void>;
  /** Where the lines of a chat are looked for. */
  shelfOf(chat: Chat): string;
  /** By which id the search knows a line. */
  idOf(chat: Chat, lineId: string): string;
}

/** Without a model facts are read by patterns, and lines are made findable all the same. */
const noModel: Pick<LanguageModel, 'estimateTokens' | 'describe' | 'generate'> = {
  estimateTokens: () => 0,
  describe: async () => ({ model: 'none', standIn: true, contextTokens: 0 }),
  async *generate() {},
};

/** Opens the memory slice over a storage; it may learn from what was said at any time. */
export async function openListener({ storage, database, recall, log }: SliceNeeds): Promise<Listener> {
  const said = transcript({ database: database() });
  const character = aCharacter();
  let now = 0;
  const slice = memory({
    database: database(),
    storage,
    transcript: said.transcript,
    recall,
    digests: noDigests,
    consents: { of: async () => ({ tier: 'full', paused: false }) },
    cast: aCast([character]),
    model: noModel,
    heardIn: async (_place, sources) => [...sources],
    linkTo: () => undefined,
    settings: settingsSchema.parse({}).memory,
    timeZone: 'UTC',
    clock: { now: () => now },
    log,
  });
  await allowLearning(slice);
  now = Date.now();
  return {
    async listen(chat) {
      const entries = entriesOf(chat);
      await storage.transaction((transaction) => said.transcript.append(transaction, entries));
      const last = entries.at(-1);
      if (last !== undefined) await slice.observe?.(turnAfter(last, character));
    },
    shelfOf: (chat) => talkShelf(`${host}:${chat.id}`),
    idOf: (chat, lineId) => linePassageId(`${chat.id}/${lineId}`),
  };
}

const host = 'bench';

function placeOf(id: string): Place {
  return { host, guildId: host, channelId: id, kind: 'text' };
}

async function allowLearning({ commands = [] }: Feature): Promise<void> {
  const learning = commands.find(({ name }) => name === 'memory learning');
  const caller = { id: 'owner', name: 'Owner', mayManage: true };
  const { signal } = new AbortController();
  await learning?.run({ id: 'call', caller, place: placeOf('any'), input: { state: 'on' }, signal });
}

function entriesOf(chat: Chat): TranscriptEntry[] {
  return chat.lines.map(({ id, speaker, text, at }) => ({
    messageId: `${chat.id}/${id}`,
    place: placeOf(chat.id),
    authorId: speaker,
    authorName: speaker,
    kind: 'person',
    text,
    at,
    attachments: [],
  }));
}

function turnAfter({ messageId: id, place, text, at }: TranscriptEntry, character: Character) {
  const author = { id: 'asker', name: 'Asker', kind: 'person' as const };
  const message: Message = {
    id,
    place,
    author,
    text,
    at,
    attachments: [],
    mentions: [],
    mentionsSelf: false,
  };
  return { message, joined: [], character, text: '', messageIds: [], told: [] };
}
