import { applySettings, ControlError, type ControlTable } from '../control.ts';
import type { Json } from '../http.ts';
import { isJson } from '../http.ts';
import type { FaultMatch } from './faults.ts';
import type { Account } from './people.ts';
import type { Post } from './posts.ts';
import type { LimitTable } from './rate-limits.ts';
import type { FakeDiscord } from './world.ts';

/** What somebody outside the process can tell the fake Discord, or ask it. */
export function createControl(world: FakeDiscord): ControlTable {
  return {
    'POST faults': (body) => setFault(world, body),
    'DELETE faults': () => world.faults.clear(),
    'POST rate-limits': (body) => world.rateLimits.on(body as Partial<LimitTable>),
    'DELETE rate-limits': () => world.rateLimits.off(),
    'GET rate-limits': () => ({ refusals: world.rateLimits.refusals }),
    'GET settings': () => ({ ...world.settings, closedDirects: [...world.settings.closedDirects] }),
    'PATCH settings': (body) => applySettings(world.settings, body),
    'POST gateway': (_, what, query) => disturb(world, what, query.get('resumable') === 'true'),
    'GET gateway': () => ({ ...world.gateway.counts, sessions: world.gateway.sessions.size }),
    'GET requests': () => world.requests,
    'GET posts': (_, channelId) => world.posts(channelId).map(printable),
    'GET typing': () => world.typing,
    'POST members': (body) => accountView(world.addMember(nameIn(body), memberOptions(body))),
    'POST bots': (body) => accountView(world.addBot(nameIn(body))),
    'POST guilds': (body) => world.addGuild(nameIn(body)),
    'POST invites': (body) => world.invite(text(body, 'bot'), text(body, 'guild')),
    'POST closed-directs': (body) => world.closeDirects(text(body, 'user')),
  };
}

function setFault(world: FakeDiscord, body: Json): void {
  const { faults } = world;
  const match = matchIn(body);
  switch (body['kind']) {
    case 'fail':
      return void faults.fail({ ...match, status: number(body, 'status', 500), ...answerIn(body) });
    case 'refuse':
      return void faults.refuse({
        ...match,
        status: number(body, 'status', 403),
        code: number(body, 'code', 50013),
        message: String(body['message'] ?? 'Missing Permissions'),
      });
    case 'limit':
      return void faults.limit({
        ...match,
        retryAfterMs: number(body, 'retryAfterMs', 1000),
        global: body['global'] === true,
      });
    case 'slow':
      return void faults.slow({ ...match, delayMs: number(body, 'delayMs', 1000) });
    case 'cut':
      return void faults.cut(match);
    case 'lose':
      return void faults.lose(match);
    default:
      throw new ControlError('kind must be one of fail, refuse, limit, slow, cut, lose.');
  }
}

function matchIn(body: Json): FaultMatch {
  const { method, path, pattern } = body;
  return {
    ...(typeof method === 'string' ? { method } : {}),
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof pattern === 'string' ? { path: new RegExp(pattern) } : {}),
    ...(body['times'] === undefined ? {} : { times: number(body, 'times', 1) }),
    ...(body['after'] === undefined ? {} : { after: number(body, 'after', 0) }),
  };
}

function answerIn(body: Json): { body?: unknown; headers?: Record<string, string> } {
  const { headers } = body;
  return {
    ...(body['body'] === undefined ? {} : { body: body['body'] }),
    ...(isJson(headers)
      ? { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])) }
      : {}),
  };
}

function disturb(world: FakeDiscord, what: string, resumable: boolean): void {
  if (what === 'drop') world.dropSockets();
  else if (what === 'reconnect') world.gateway.requestReconnects();
  else if (what === 'invalidate') world.invalidateSessions(resumable);
  else throw new ControlError('POST /fake/gateway/drop, /reconnect or /invalidate.');
}

function printable({ files, ...post }: Post): object {
  return {
    ...post,
    files: files.map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString('base64') })),
  };
}

function accountView({ id, token, username }: Account): object {
  return { id, token, username };
}

function memberOptions(body: Json): { nick?: string; roles?: string[]; guildId?: string } {
  const { nick, roles, guild } = body;
  return {
    ...(typeof nick === 'string' ? { nick } : {}),
    ...(Array.isArray(roles) ? { roles: roles.map(String) } : {}),
    ...(typeof guild === 'string' ? { guildId: guild } : {}),
  };
}

function nameIn(body: Json): string {
  return text(body, 'name');
}

function text(body: Json, key: string): string {
  const value = body[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new ControlError(`${key} is missing.`);
}

function number(body: Json, key: string, fallback: number): number {
  const value = body[key] ?? fallback;
  if (typeof value === 'number') return value;
  throw new ControlError(`${key} must be a number.`);
}
