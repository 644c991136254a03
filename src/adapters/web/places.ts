import { characterIn } from '../../core/cast.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import { playground } from '../../core/playground.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import { once } from './once.ts';

export { playground as server };
export const { host } = playground;

const threadNameAtMost = 60;
const receiptsSearched = 1_000;

/** One room of the playground as the page lists it. */
export interface PlaceView {
  channelId: string;
  kind: Place['kind'];
  name: string;
  topic: string;
  parentId?: string | undefined;
}

const channels: readonly PlaceView[] = [
  {
    channelId: 'tavern',
    kind: 'text',
    name: 'tavern',
    topic: 'One long table, a low fire. Everybody is within earshot.',
  },
  {
    channelId: 'library',
    kind: 'text',
    name: 'library',
    topic: 'Tall shelves and lamplight, for questions and longer talks.',
  },
];

/** The rooms of the playground: two channels, the threads people open, and a direct line to every character. */
export interface Places {
  list(): Promise<PlaceView[]>;
  /** Throws UserError where there is no such room. */
  find(channelId: string): Promise<Place>;
  addThread(parentId: string, name: string): PlaceView;
  /** The character at the other end of a direct line. */
  partnerIn(place: Place): string | undefined;
}

export function createPlaces(needs: {
  receipts: Pick<ReceiptBook, 'recent'>;
  cast: Pick<Cast, 'knownIn'>;
  nextId(): string;
}): Places {
  const threads = new Map<string, PlaceView>();
  const recalled = once(recall);

  /** Threads have no table of their own: the receipts remember where people spoke. */
  async function recall(): Promise<void> {
    for (const { place } of await needs.receipts.recent(undefined, receiptsSearched)) {
      if (place.host !== host || place.kind !== 'thread' || threads.has(place.channelId)) continue;
      threads.set(place.channelId, threadView(place.channelId, place.parentId ?? 'tavern', place.name ?? ''));
    }
  }

  function known(channelId: string): Place | undefined {
    const view = channels.find((channel) => channel.channelId === channelId) ?? threads.get(channelId);
    return view === undefined ? directPlace(channelId, needs.cast) : placeOf(view);
  }

  return {
    async list() {
      await recalled();
      return [...channels, ...threads.values()];
    },
    async find(channelId) {
      await recalled();
      const place = known(channelId);
      if (place === undefined) throw new UserError('There is no such room here any more.');
      return place;
    },
    addThread(parentId, name) {
      if (!channels.some(({ channelId }) => channelId === parentId))
        throw new UserError('A thread hangs under a channel: #tavern or #library.');
      const view = threadView(needs.nextId(), parentId, name.trim().slice(0, threadNameAtMost));
      threads.set(view.channelId, view);
      return view;
    },
    partnerIn: ({ kind, channelId }) => (kind === 'direct' ? directParts(channelId)?.characterId : undefined),
  };
}

/** Whoever has the page open sees every channel and thread; a direct line is that of one of the people on it. */
export function isHeardIn(place: Place, source: Place): boolean {
  if (source.host !== host) return false;
  if (source.kind !== 'direct' || source.channelId === place.channelId) return true;
  const person = directParts(place.channelId)?.personId;
  return person !== undefined && person === directParts(source.channelId)?.personId;
}

function threadView(channelId: string, parentId: string, name: string): PlaceView {
  return { channelId, kind: 'thread', name: name || 'thread', topic: `A thread in #${parentId}.`, parentId };
}

function placeOf({ channelId, kind, name, parentId }: PlaceView): Place {
  return { host, guildId: host, channelId, kind, name, parentId };
}

function directParts(channelId: string): { personId: string; characterId: string } | undefined {
  const match = /^direct\.([^.]+)\.(.+)$/.exec(channelId);
  return match === null ? undefined : { personId: match[1] ?? '', characterId: match[2] ?? '' };
}

function directPlace(channelId: string, cast: Pick<Cast, 'knownIn'>): Place | undefined {
  const character = characterIn(cast, playground, directParts(channelId)?.characterId);
  return character && { host, guildId: host, channelId, kind: 'direct', name: character.displayName };
}
