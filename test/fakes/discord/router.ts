import { isJson, type Json } from '../http.ts';
import { createFormErrors, type Refusal, refusal } from './errors.ts';
import type { Caller } from './model.ts';
import type { UploadedFile } from './multipart.ts';
import type { Realm } from './realm.ts';

/** A request as routes see it. */
export interface Ask {
  method: string;
  path: string;
  /** A part of the path by its name in the pattern. */
  param: (name: string) => string;
  query: URLSearchParams;
  /** The body when it is an object, else an empty one. */
  body: Json;
  rawBody: unknown;
  files: UploadedFile[];
  /** The account; refused with 401 when there is none. */
  caller: () => Caller;
  visitor: Caller | undefined;
}

/** A status other than 200 (with a body) or 204 (without). */
export interface Answer {
  status: number;
  body: unknown;
}

/** One route: what it answers is sent as JSON; undefined means 204. */
export interface Route {
  method: string;
  parts: string[];
  act: (ask: Ask, realm: Realm) => unknown;
}

const answers = new WeakSet<object>();

/** Answers with a status of its own. */
export function withStatus(status: number, body: unknown): Answer {
  const answer = { status, body };
  answers.add(answer);
  return answer;
}

/** Turns what a route returned into an answer. */
export function toAnswer(result: unknown): Answer {
  if (typeof result === 'object' && result !== null && answers.has(result)) return result as Answer;
  return result === undefined ? { status: 204, body: undefined } : { status: 200, body: result };
}

/** Declares a route; parts of the pattern that begin with a colon are parameters. */
export function route(method: string, pattern: string, act: Route['act']): Route {
  return { method, parts: partsOf(pattern), act };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** A request before a route is found for it. */
export interface RawAsk {
  method: string;
  /** Without the API version. */
  path: string;
  query?: URLSearchParams;
  body?: unknown;
  files?: UploadedFile[];
  caller?: Caller | undefined;
}

/** Finds routes for requests and runs them. */
export interface Router {
  /** The route's pattern with major parameters filled in, which names its rate limit. */
  find(method: string, path: string): { route: Route; params: Json; bucket: string } | undefined;
  run(realm: Realm, raw: RawAsk): Answer;
  /** Why there is no route: 405 when the path is known for another method, else 404. */
  refusalFor(path: string): Refusal;
}

/** Builds a router over a table of routes. */
export function createRouter(routes: Route[]): Router {
  const table = new Map<string, Route[]>();
  for (const each of routes) {
    const key = `${each.method} ${each.parts.length}`;
    table.set(key, [...(table.get(key) ?? []), each]);
  }
  const find: Router['find'] = (method, path) => {
    const parts = partsOf(path).map(decode);
    for (const candidate of table.get(`${method} ${parts.length}`) ?? []) {
      const params = match(candidate.parts, parts);
      if (params) return { route: candidate, params, bucket: bucketOf(candidate, params) };
    }
    return undefined;
  };
  const refusalFor: Router['refusalFor'] = (path) => {
    const parts = partsOf(path).map(decode);
    const isKnown = routes.some(
      (each) => each.parts.length === parts.length && match(each.parts, parts) !== undefined,
    );
    return refusal(isKnown ? 'methodNotAllowed' : 'notFound');
  };
  const run: Router['run'] = (realm, raw) => {
    const found = find(raw.method, raw.path);
    if (!found) throw refusalFor(raw.path);
    checkIds(found.params);
    return toAnswer(found.route.act(askOf(raw, found.params), realm));
  };
  return { find, run, refusalFor };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function match(pattern: string[], parts: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (wanted.startsWith(':')) params[wanted.slice(1)] = part;
    else if (wanted !== part) return undefined;
  }
  return params;
}

const major = new Set([':channel', ':guild', ':webhook', ':token']);

function bucketOf({ method, parts }: Route, params: Json): string {
  const filled = parts.map((part) => (major.has(part) ? String(params[part.slice(1)]) : part));
  return `${method} /${filled.join('/')}`;
}

const ids = new Set([
  'channel',
  'guild',
  'message',
  'user',
  'role',
  'webhook',
  'app',
  'command',
  'overwrite',
]);
const words = ['@me', '@original'];

function checkIds(params: Json): void {
  const errors = createFormErrors();
  for (const [name, param] of Object.entries(params)) {
    const value = String(param);
    if (!ids.has(name) || /^\d{1,20}$/.test(value) || words.includes(value)) continue;
    errors.add(`${name}_id`, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
  errors.throwIfAny();
}

function askOf(raw: RawAsk, params: Json): Ask {
  return {
    method: raw.method,
    path: raw.path,
    param: (name) => String(params[name]),
    query: raw.query ?? new URLSearchParams(),
    body: isJson(raw.body) ? raw.body : {},
    rawBody: raw.body,
    files: raw.files ?? [],
    visitor: raw.caller,
    caller() {
      if (!raw.caller) throw refusal('unauthorized');
      return raw.caller;
    },
  };
}
