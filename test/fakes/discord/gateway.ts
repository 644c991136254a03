import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isJson, type Json, parseJson } from '../http.ts';
import { applicationFlags, intents, knownIntents } from './flags.ts';
import { sendMembers } from './gateway-members.ts';
import type { App, Caller, User } from './model.ts';
import { may } from './permissions.ts';
import type { Realm } from './realm.ts';
import { createSession, eventsAfter, hasIntent, type Session, sendEvent } from './session.ts';
import { guildCreateView, selfView } from './views.ts';

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
  /** Forgets every session and tells the clients so (opcode 9). */
  invalidateSessions(): void;
  close(): void;
}

interface Connection {
  socket: WebSocket;
  session: Session | undefined;
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
    requestReconnects: () => each(sockets, (socket) => send(socket, 7, null)),
    invalidateSessions() {
      sessions.clear();
      each(sockets, (socket) => send(socket, 9, false));
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

function send(socket: WebSocket, op: number, data: unknown): void {
  if (socket.readyState === 1) socket.send(JSON.stringify({ t: null, s: null, op, d: data }));
}

function emit(realm: Realm, sessions: Map<string, Session>, dispatch: Dispatch): void {
  for (const session of sessions.values()) {
    if (!hears(realm, session, dispatch)) continue;
    sendEvent(session, dispatch.type, dispatch.render(session), realm.settings.keepEvents);
  }
}

function hears({ state }: Realm, session: Session, dispatch: Dispatch): boolean {
  if (!hasIntent(session, dispatch.intent)) return false;
  const userId = session.caller.user.id;
  if (dispatch.userIds) return dispatch.userIds.includes(userId);
  const channel = state.channels.get(dispatch.channelId ?? '');
  if (channel) return may(state, userId, channel, 'VIEW_CHANNEL');
  return state.guilds.get(dispatch.guildId ?? '')?.members.has(userId) ?? false;
}

function welcome(realm: Realm, gateway: Gateway, socket: WebSocket): void {
  const connection: Connection = { socket, session: undefined };
  send(socket, 10, { heartbeat_interval: realm.settings.heartbeatIntervalMs, _trace: ['fake'] });
  socket.on('message', (raw) => receive(realm, gateway, connection, String(raw)));
  socket.on('error', () => socket.terminate());
  socket.on('close', (code) => {
    const { session } = connection;
    if (session?.socket !== socket) return;
    session.socket = undefined;
    if (code === 1000 || code === 1001) gateway.sessions.delete(session.id);
    realm.signals.emit('session');
  });
}

function receive(realm: Realm, gateway: Gateway, connection: Connection, text: string): void {
  const packet = text.length > 4096 ? undefined : parseJson(text);
  if (!packet) return connection.socket.close(4002, 'Error while decoding payload.');
  const data = isJson(packet['d']) ? packet['d'] : {};
  switch (packet['op']) {
    case 1:
      if (realm.settings.ackHeartbeats) send(connection.socket, 11, null);
      return;
    case 2:
      return identify(realm, gateway, connection, data);
    case 6:
      return resume(realm, gateway, connection, data);
    case 3:
    case 4:
      return requireSession(connection);
    case 8:
      return connection.session ? sendMembers(realm, connection.session, data) : requireSession(connection);
    default:
      return connection.socket.close(4001, 'Unknown opcode.');
  }
}

function requireSession(connection: Connection): void {
  if (!connection.session) connection.socket.close(4003, 'Not authenticated.');
}

function identify(realm: Realm, gateway: Gateway, connection: Connection, data: Json): void {
  const { socket } = connection;
  if (connection.session) return socket.close(4005, 'Already authenticated.');
  const caller = callerOfToken(realm, data['token']);
  if (!caller) return socket.close(4004, 'Authentication failed.');
  const wanted = data['intents'] ?? 0;
  if (caller.app && (typeof wanted !== 'number' || (wanted & ~knownIntents) !== 0)) {
    return socket.close(4013, 'Invalid intent(s).');
  }
  if (caller.app && isDisallowed(caller.app, Number(wanted))) {
    return socket.close(4014, 'Disallowed intent(s).');
  }
  gateway.counts.identifies += 1;
  const session = createSession(caller, Number(wanted), socket);
  connection.session = session;
  gateway.sessions.set(session.id, session);
  greet(realm, session, data['shard']);
  realm.signals.emit('session');
}

function isDisallowed(app: App, wanted: number): boolean {
  const lacks = (intent: number, flag: number) => (wanted & intent) !== 0 && (app.flags & flag) === 0;
  return (
    lacks(intents.guildMembers, applicationFlags.members) ||
    lacks(intents.guildPresences, applicationFlags.presence) ||
    lacks(intents.messageContent, applicationFlags.messageContent)
  );
}

function greet(realm: Realm, session: Session, shard: unknown): void {
  const { user, app } = session.caller;
  const guilds = [...realm.state.guilds.values()].filter((guild) => guild.members.has(user.id));
  const ready = {
    v: 10,
    user: selfView(user),
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl(realm),
    session_type: 'normal',
    private_channels: [],
    relationships: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    _trace: ['fake'],
    ...(Array.isArray(shard) ? { shard } : {}),
    ...(app ? { application: { id: app.id, flags: app.flags } } : {}),
  };
  const { keepEvents } = realm.settings;
  sendEvent(session, 'READY', JSON.stringify(ready), keepEvents);
  if (!hasIntent(session, intents.guilds)) return;
  for (const guild of guilds) {
    const view = guildCreateView(realm.state, guild, user.id);
    sendEvent(session, 'GUILD_CREATE', JSON.stringify(view), keepEvents);
  }
}

function resume(realm: Realm, gateway: Gateway, connection: Connection, data: Json): void {
  const { socket } = connection;
  const session = gateway.sessions.get(String(data['session_id']));
  const caller = callerOfToken(realm, data['token']);
  const missed = session && eventsAfter(session, Number(data['seq']));
  if (!session || !missed || caller?.user.id !== session.caller.user.id) return send(socket, 9, false);
  session.socket?.terminate();
  session.socket = socket;
  session.resumes += 1;
  connection.session = session;
  gateway.counts.resumes += 1;
  for (const packet of missed) socket.send(packet);
  sendEvent(session, 'RESUMED', '{"_trace":["fake"]}', realm.settings.keepEvents);
  realm.signals.emit('session');
}

/** The address that clients are told to connect to. */
export function gatewayUrl(realm: Realm): string {
  return `${realm.base().replace('http', 'ws')}/gateway`;
}

/** The account a gateway token belongs to; a bot's token may carry its prefix. */
export function callerOfToken(realm: Realm, token: unknown): Caller | undefined {
  const user = realm.state.tokens.get(String(token).replace(/^Bot /, ''));
  return user && callerOf(realm, user);
}

/** An account with its application. */
export function callerOf(realm: Realm, user: User): Caller {
  const app = realm.state.apps.get(user.appId ?? '');
  return app ? { user, app } : { user };
}
