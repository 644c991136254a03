import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { intents as intentBits } from './flags.ts';
import type { Caller } from './model.ts';

/** One identified gateway connection; it outlives its socket so that it can be resumed. */
export interface Session {
  id: string;
  caller: Caller;
  intents: number;
  socket: WebSocket | undefined;
  seq: number;
  /** The latest events, ready to send; the last one has number `seq`. */
  sent: string[];
  resumes: number;
  /** Which part of the guilds it hears of: its number and how many there are. */
  shard?: [number, number];
}

/** Begins a session for an account; people hear everything. */
export function createSession(caller: Caller, intents: number, socket: WebSocket): Session {
  return {
    id: randomBytes(16).toString('hex'),
    caller,
    intents: caller.app ? intents : Object.values(intentBits).reduce((all, bit) => all | bit, 0),
    socket,
    seq: 0,
    sent: [],
    resumes: 0,
  };
}

/** Sends one event, given as JSON, and keeps it for a resume. */
export function sendEvent(session: Session, type: string, data: string, keep: number): void {
  session.seq += 1;
  const packet = `{"t":"${type}","s":${session.seq},"op":0,"d":${data}}`;
  session.sent.push(packet);
  if (session.sent.length > keep * 2) session.sent.splice(0, session.sent.length - keep);
  if (session.socket?.readyState === 1) session.socket.send(packet);
}

/** The events after a number, or undefined when some of them are forgotten. */
export function eventsAfter(session: Session, seq: number): string[] | undefined {
  const missed = session.seq - seq;
  if (missed < 0 || missed > session.sent.length) return undefined;
  return missed === 0 ? [] : session.sent.slice(-missed);
}

/** Tells whether a session is the one of its shards that hears of a guild, or of direct messages. */
export function isOnShard({ shard }: Session, guildId: string | undefined): boolean {
  if (!shard) return true;
  const [own, all] = shard;
  return Number((BigInt(guildId ?? 0) >> 22n) % BigInt(all)) === own;
}

/** Tells whether a session asked for an intent; 0 stands for events that need none. */
export function hasIntent(session: Session, intent: number): boolean {
  return intent === 0 || (session.intents & intent) !== 0;
}
