import type { WebSocket } from 'ws';
import { isJson, type Json, parseJson } from '../http.ts';
import { callerOfToken, gatewayUrl } from './callers.ts';
import { applicationFlags, intents, knownIntents } from './flags.ts';
import type { Gateway } from './gateway.ts';
import { sendMembers } from './gateway-members.ts';
import type { App, Caller } from './model.ts';
import type { Realm } from './realm.ts';
import { createSession, eventsAfter, hasIntent, isOnShard, type Session, sendEvent } from './session.ts';
import { guildCreateView, selfView } from './views.ts';

interface Connection {
  socket: WebSocket;
  session: Session | undefined;
  /** When the latest packets came, for the limit of what a connection may send. */
  heard: number[];
}

/** Sends a packet that is no event. */
export function sendPacket(socket: WebSocket, op: number, data: unknown): void {
  if (socket.readyState === 1) socket.send(JSON.stringify({ t: null, s: null, op, d: data }));
}

/** Greets a new connection and speaks the gateway's protocol with it until it ends. */
export function welcome(realm: Realm, gateway: Gateway, socket: WebSocket): void {
  if (!realm.settings.acceptConnections) {
    socket.terminate();
    return;
  }
  const connection: Connection = { socket, session: undefined, heard: [] };
  sendPacket(socket, 10, { heartbeat_interval: realm.settings.heartbeatIntervalMs, _trace: ['fake'] });
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

const longestPacket = 4096;
const mostPackets = 120;
const packetWindowMs = 60_000;

function receive(realm: Realm, gateway: Gateway, connection: Connection, text: string): void {
  const { socket, session } = connection;
  if (isFlooding(realm, connection)) return void socket.close(4008, 'Rate limited.');
  const packet = Buffer.byteLength(text) > longestPacket ? undefined : parseJson(text);
  if (!packet) return void socket.close(4002, 'Error while decoding payload.');
  const data = isJson(packet['d']) ? packet['d'] : {};
  switch (packet['op']) {
    case 1:
      if (realm.settings.ackHeartbeats) sendPacket(socket, 11, null);
      break;
    case 2:
      identify(realm, gateway, connection, data);
      break;
    case 6:
      resume(realm, gateway, connection, data);
      break;
    case 3:
    case 4:
    case 8:
      if (!session) socket.close(4003, 'Not authenticated.');
      else if (packet['op'] === 8) sendMembers(realm, session, data);
      break;
    default:
      socket.close(4001, 'Unknown opcode.');
  }
}

function isFlooding(realm: Realm, { heard }: Connection): boolean {
  const now = realm.state.clock();
  heard.push(now);
  if (heard.length <= mostPackets) return false;
  return now - (heard.shift() ?? 0) < packetWindowMs;
}

function identify(realm: Realm, gateway: Gateway, connection: Connection, data: Json): void {
  const { socket } = connection;
  const caller = callerOfToken(realm, data['token']);
  const wanted = data['intents'] ?? 0;
  const isOpen = gateway.sessions.has(connection.session?.id ?? '');
  const refused = isOpen ? alreadyIn : refusalOf(caller, wanted, data['shard']);
  if (!caller || refused) {
    socket.close(...(refused ?? [4004, 'Authentication failed.']));
    return;
  }
  gateway.counts.identifies += 1;
  const session = createSession(caller, Number(wanted), socket);
  if (isShard(data['shard'])) session.shard = data['shard'];
  connection.session = session;
  gateway.sessions.set(session.id, session);
  greet(realm, session);
  realm.signals.emit('session');
}

const alreadyIn: [number, string] = [4005, 'Already authenticated.'];

function refusalOf(
  caller: Caller | undefined,
  wanted: unknown,
  shard: unknown,
): [number, string] | undefined {
  if (!caller?.app) return undefined;
  if (shard !== undefined && !isShard(shard)) return [4010, 'Invalid shard.'];
  if (typeof wanted !== 'number' || (wanted & ~knownIntents) !== 0) return [4013, 'Invalid intent(s).'];
  return isDisallowed(caller.app, wanted) ? [4014, 'Disallowed intent(s).'] : undefined;
}

function isShard(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isInteger)) return false;
  return value[0] >= 0 && value[0] < value[1];
}

function isDisallowed(app: App, wanted: number): boolean {
  const lacks = (intent: number, flag: number) => (wanted & intent) !== 0 && (app.flags & flag) === 0;
  return (
    lacks(intents.guildMembers, applicationFlags.members) ||
    lacks(intents.guildPresences, applicationFlags.presence) ||
    lacks(intents.messageContent, applicationFlags.messageContent)
  );
}

function greet(realm: Realm, session: Session): void {
  const { shard } = session;
  const { user, app } = session.caller;
  const guilds = [...realm.state.guilds.values()].filter(
    (guild) => guild.members.has(user.id) && isOnShard(session, guild.id),
  );
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
    ...(shard ? { shard } : {}),
    // People have none at Discord, but discord.js cannot log a person in without it.
    application: { id: app?.id ?? user.id, flags: app?.flags ?? 0 },
  };
  const { keepEvents } = realm.settings;
  sendEvent(session, 'READY', JSON.stringify(ready), keepEvents);
  if (!hasIntent(session, intents.guilds)) return;
  for (const guild of guilds) {
    const view = guildCreateView(realm.state, guild, user.id, hasIntent(session, intents.guildPresences));
    sendEvent(session, 'GUILD_CREATE', JSON.stringify(view), keepEvents);
  }
}

function resume(realm: Realm, gateway: Gateway, connection: Connection, data: Json): void {
  const { socket } = connection;
  const session = gateway.sessions.get(String(data['session_id']));
  const caller = callerOfToken(realm, data['token']);
  if (!caller) return void socket.close(4004, 'Authentication failed.');
  const { seq } = data;
  if (session && !(typeof seq === 'number' && seq <= session.seq))
    return void socket.close(4007, 'Invalid seq.');
  const missed = session && eventsAfter(session, Number(seq));
  if (!session || !missed || caller.user.id !== session.caller.user.id)
    return void sendPacket(socket, 9, false);
  if (session.socket !== socket) session.socket?.terminate();
  session.socket = socket;
  session.resumes += 1;
  connection.session = session;
  gateway.counts.resumes += 1;
  for (const packet of missed) socket.send(packet);
  sendEvent(session, 'RESUMED', '{"_trace":["fake"]}', realm.settings.keepEvents);
  realm.signals.emit('session');
}
