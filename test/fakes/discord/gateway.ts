import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { sendPacket, welcome } from './gateway-protocol.ts';
import { may } from './permissions.ts';
import type { Realm } from './realm.ts';
import { hasIntent, isOnShard, type Session, sendEvent } from './session.ts';

/** An event and who may hear it. */
export interface Dispatch {
  type: string;
  /** The intent it needs, or 0. */
  intent: number;
  /** The event's data as JSON text; may differ by listener. */
  render: (session: Session) => string;
  guildId?: string | undefined;
  /** Only those who see this channel hear it. */
  channelId?: string | undefined;
  /** Only these users hear it. */
  userIds?: string[];
}

/** The WebSocket side of the fake Discord. */
export interface Gateway {
  emit(dispatch: Dispatch): void;
  /** Live and resumable sessions. */
  sessions: Map<string, Session>;
  /** How often clients identified and resumed. */
  counts: { identifies: number; resumes: number };
  /** Closes every connection without a word; sessions stay resumable. */
  dropSockets(): void;
  /** Asks every client to reconnect and resume (opcode 7). */
  requestReconnects(): void;
  /** Tells the clients that their sessions ended (opcode 9); only resumable ones are kept. */
  invalidateSessions(resumable?: boolean): void;
  close(): void;
}

/** Attaches the gateway to the HTTP server. */
export function createGateway(server: Server, realm: () => Realm): Gateway {
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const sessions = new Map<string, Session>();
  const counts = { identifies: 0, resumes: 0 };
  const gateway: Gateway = {
    sessions,
    counts,
    emit: (dispatch) => emit(realm(), sessions, dispatch),
    dropSockets: () => each(sockets, (socket) => socket.terminate()),
    requestReconnects: () => each(sockets, (socket) => sendPacket(socket, 7, null)),
    invalidateSessions(resumable = false) {
      if (!resumable) sessions.clear();
      each(sockets, (socket) => sendPacket(socket, 9, resumable));
    },
    close() {
      each(sockets, (socket) => socket.terminate());
      sockets.close();
    },
  };
  sockets.on('connection', (socket) => welcome(realm(), gateway, socket));
  return gateway;
}

function each(sockets: WebSocketServer, act: (socket: WebSocket) => void): void {
  for (const socket of sockets.clients) act(socket);
}

function emit(realm: Realm, sessions: Map<string, Session>, dispatch: Dispatch): void {
  for (const session of sessions.values()) {
    if (!hears(realm, session, dispatch)) continue;
    sendEvent(session, dispatch.type, dispatch.render(session), realm.settings.keepEvents);
  }
}

function hears({ state }: Realm, session: Session, dispatch: Dispatch): boolean {
  if (!hasIntent(session, dispatch.intent) || !isOnShard(session, dispatch.guildId)) return false;
  const userId = session.caller.user.id;
  if (dispatch.userIds) return dispatch.userIds.includes(userId);
  const channel = state.channels.get(dispatch.channelId ?? '');
  if (channel) return may(state, userId, channel, 'VIEW_CHANNEL');
  return state.guilds.get(dispatch.guildId ?? '')?.members.has(userId) ?? false;
}
