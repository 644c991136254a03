import type { EventEmitter } from 'node:events';
import type { Gateway } from './gateway.ts';
import type { Interaction } from './interaction.ts';
import type { Message } from './model.ts';
import type { State } from './state.ts';

/** The adjustable behaviour of the fake Discord; tests may change it while it runs. */
export interface Settings {
  /** How long an application has to answer an interaction. */
  answerWithinMs: number;
  /** How long an interaction's token serves for follow-ups and edits. */
  tokenLivesMs: number;
  heartbeatIntervalMs: number;
  /** False turns new gateway connections away. */
  acceptConnections: boolean;
  /** False leaves heartbeats unanswered, so that clients think the connection dead. */
  ackHeartbeats: boolean;
  /** Messages kept in each channel; older ones are forgotten. */
  keepMessages: number;
  /** Requests kept in the log. */
  keepRequests: number;
  /** Accounts that take no direct messages. */
  closedDirects: Set<string>;
  /** Gateway events kept for a session to resume with. */
  keepEvents: number;
}

/** Somebody began to type. */
export interface TypingEntry {
  channelId: string;
  userId: string;
  at: number;
}

/** One request that came over the network, for asserts. */
export interface RequestEntry {
  method: string;
  /** Without the API version, e.g. `/channels/1/messages`. */
  path: string;
  query: Record<string, string>;
  body: unknown;
  files: string[];
  /** The account's id, when the request carried a token. */
  userId?: string;
  at: number;
  status: number;
}

/** What happens in the fake, for whoever waits for it. */
export type Signals = EventEmitter<{
  message: [Message];
  interaction: [Interaction];
  typing: [TypingEntry];
  request: [RequestEntry];
  session: [];
}>;

/** What every part of the fake Discord works with. */
export interface Realm {
  state: State;
  settings: Settings;
  signals: Signals;
  gateway: Gateway;
  /** Interactions by id; their tokens are looked up in the same map's values. */
  interactions: Map<string, Interaction>;
  typing: TypingEntry[];
  requests: RequestEntry[];
  /** The server's own address without a path. */
  base: () => string;
}
