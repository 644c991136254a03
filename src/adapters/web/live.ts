import type { AcoreEvent, Events } from '../../core/events.ts';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Post } from '../../core/ports/platform.ts';
import type { ChannelMode } from '../../core/ports/rooms.ts';
import type { Receipt } from '../../core/receipt.ts';
import { createHub, type Hub } from './hub.ts';
import { host, type PlaceView } from './places.ts';
import { type EndingView, endingView, type LineView, moodView, type ReplyView } from './views.ts';

/** Words a character is saying right now. */
export interface DraftView {
  messageId: string;
  channelId: string;
  characterId: string;
  text: string;
}

/** What an open page hears. */
export type PageEvent =
  | { kind: 'hello'; version: string }
  /** The login of this page has ended. */
  | { kind: 'bye' }
  | { kind: 'line'; channelId: string; line: LineView }
  | { kind: 'revised'; channelId: string; messageId: string; text: string; at: number }
  | { kind: 'retracted'; channelId: string; messageId: string }
  | { kind: 'working'; channelId: string; messageId: string; characterId: string }
  | { kind: 'delta'; channelId: string; messageId: string; characterId: string; text: string }
  | { kind: 'withdrawn'; channelId: string; messageId: string; characterId: string }
  | { kind: 'said'; channelId: string; messageId: string; characterId: string; postedId: string }
  | { kind: 'ending'; channelId: string; ending: EndingView }
  | { kind: 'panel'; channelId: string; id: string; reply: ReplyView }
  | { kind: 'place'; place: PlaceView }
  /** When characters answer in a room: perhaps it has just been changed. */
  | { kind: 'mode'; channelId: string; mode: ChannelMode }
  | { kind: 'model'; model: string; standIn: boolean };

/** Keeps every open page at the same point of the talk. */
export interface Live {
  hub: Hub<PageEvent>;
  /** Words that are being said in a room, for a page that opens in the middle of them. */
  drafts(channelId: string): DraftView[];
  /** A character's finished words. The same post twice is one line: pages know it by its id. */
  said(post: Post): string;
  /** Other words stand in a character's line. */
  amended(post: Post, messageId: string): void;
  close(): void;
}

export function createLive(needs: { events: Events; clock: Clock }): Live {
  const hub = createHub<PageEvent>();
  const drafts = new Map<string, DraftView>();
  const stopListening = needs.events.listen((event) => hear(event, hub, drafts));
  return {
    hub,
    drafts: (channelId) => [...drafts.values()].filter((draft) => draft.channelId === channelId),
    said(post) {
      hub.tell({ kind: 'line', channelId: post.place.channelId, line: lineOf(post, needs.clock.now()) });
      return post.id;
    },
    amended({ place: { channelId }, text }, messageId) {
      hub.tell({ kind: 'revised', channelId, messageId, text, at: needs.clock.now() });
    },
    close() {
      stopListening();
      hub.close();
    },
  };
}

type Told = { messageId: string; place: Place; characterId: string };

function hear(event: AcoreEvent, hub: Hub<PageEvent>, drafts: Map<string, DraftView>): void {
  if (event.kind === 'failure' || event.kind === 'message-received') return;
  if (event.kind === 'receipt') {
    hearReceipt(event.receipt, hub, drafts);
  } else if (event.kind === 'forgotten') {
    hearForgotten(event, hub);
  } else if (event.place.host === host) {
    keepDraft(event, drafts);
    hub.tell(pageEventOf(event));
  }
}

function hearForgotten(
  { place, messageIds }: Extract<AcoreEvent, { kind: 'forgotten' }>,
  hub: Hub<PageEvent>,
): void {
  if (place.host !== host) return;
  for (const messageId of messageIds) hub.tell({ kind: 'retracted', channelId: place.channelId, messageId });
}

type ReplyEvent = Extract<AcoreEvent, { characterId: string }>;

function keepDraft(event: ReplyEvent, drafts: Map<string, DraftView>): void {
  const told = toldOf(event);
  const key = `${told.messageId} ${told.characterId}`;
  if (event.kind === 'turn-started') drafts.set(key, { ...told, text: '' });
  else if (event.kind === 'reply-delta')
    drafts.set(key, { ...told, text: (drafts.get(key)?.text ?? '') + event.text });
  else drafts.delete(key);
}

function pageEventOf(event: ReplyEvent): PageEvent {
  const told = toldOf(event);
  switch (event.kind) {
    case 'turn-started':
      return { kind: 'working', ...told };
    case 'reply-delta':
      return { kind: 'delta', ...told, text: event.text };
    case 'reply-withdrawn':
      return { kind: 'withdrawn', ...told };
    case 'reply-said':
      return { kind: 'said', ...told, postedId: event.postedId };
    default:
      return event satisfies never;
  }
}

function toldOf({ messageId, place, characterId }: Told) {
  return { messageId, channelId: place.channelId, characterId };
}

/** Nothing is being said any more in answer to a message that has its receipt. */
function hearReceipt(receipt: Receipt, hub: Hub<PageEvent>, drafts: Map<string, DraftView>): void {
  if (receipt.place.host !== host) return;
  for (const key of drafts.keys()) if (key.startsWith(`${receipt.messageId} `)) drafts.delete(key);
  hub.tell({ kind: 'ending', channelId: receipt.place.channelId, ending: endingView(receipt) });
  const answer = receipt.answers.findLast(({ failure }) => failure === undefined);
  if (answer !== undefined) hub.tell({ kind: 'model', model: answer.model, standIn: answer.standIn });
}

function lineOf({ id, character, text, mood }: Post, at: number): LineView {
  return {
    id,
    authorId: character.id,
    authorName: character.displayName,
    kind: 'character',
    characterId: character.id,
    text,
    at,
    mood: moodView(mood),
  };
}
