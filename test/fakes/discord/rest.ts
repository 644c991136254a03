import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody, sendJson } from '../http.ts';
import { callerOf } from './callers.ts';
import { Refusal, refusal } from './errors.ts';
import type { Faults, Strike } from './faults.ts';
import type { Caller } from './model.ts';
import { type ParsedBody, parseBody } from './multipart.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Realm, RequestEntry } from './realm.ts';
import type { Answer, Router } from './router.ts';
import { serveCdn } from './routes/cdn.ts';

/** What the HTTP side works with. */
export interface RestNeeds {
  realm: () => Realm;
  router: Router;
  faults: Faults;
  limits: RateLimits;
}

interface Reply extends Answer {
  headers: Record<string, string>;
}

/** Answers one HTTP request: the API under `/api`, everything else as the CDN. */
export async function answerHttp(
  needs: RestNeeds,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const path = /^\/api(?:\/v\d+)?(\/.*)$/.exec(url.pathname)?.[1];
  if (path === undefined) {
    answerCdn(needs.realm(), url.pathname, response);
    return;
  }
  await answerApi(needs, request, response, path, url.searchParams);
}

function answerCdn(realm: Realm, path: string, response: ServerResponse): void {
  const file = serveCdn(realm, path);
  if (!file) {
    sendJson(response, 404, { message: '404: Not Found', code: 0 });
    return;
  }
  if (file.redirect !== undefined) {
    response.writeHead(302, { location: file.redirect });
    response.end();
    return;
  }
  response.writeHead(200, { 'content-type': file.contentType, 'content-length': String(file.bytes.length) });
  response.end(file.bytes);
}

async function answerApi(
  needs: RestNeeds,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  const realm = needs.realm();
  const method = request.method ?? 'GET';
  const bytes = await readBody(request);
  const entry: RequestEntry = {
    method,
    path,
    query: Object.fromEntries(query),
    body: undefined,
    files: [],
    at: realm.state.clock(),
    status: 0,
  };
  const strikes = needs.faults.strike(method, path);
  for (const strike of strikes) if (strike.kind === 'slow') await sleep(strike.delayMs);
  if (strikes.some(({ kind }) => kind === 'cut')) return cut(realm, entry, response);
  const reply = await replyTo(needs, request, { entry, bytes, query, strikes });
  if (strikes.some(({ kind }) => kind === 'lose')) return cut(realm, entry, response);
  entry.status = reply.status;
  log(realm, entry);
  sendReply(response, reply);
}

function cut(realm: Realm, entry: RequestEntry, response: ServerResponse): void {
  log(realm, entry);
  response.socket?.destroy();
}

function sendReply(response: ServerResponse, { status, body, headers }: Reply): void {
  if (body !== undefined) {
    sendJson(response, status, body, headers);
    return;
  }
  response.writeHead(status, headers);
  response.end();
}

interface Incoming {
  entry: RequestEntry;
  bytes: Buffer;
  query: URLSearchParams;
  strikes: Strike[];
}

async function replyTo(needs: RestNeeds, request: IncomingMessage, incoming: Incoming): Promise<Reply> {
  const { entry, bytes, query, strikes } = incoming;
  try {
    const body = await parseBody(request.headers['content-type'] ?? '', bytes);
    entry.body = body.value;
    entry.files = body.files.map(({ filename }) => filename);
    const forced = strikes.find((strike) => strike.kind === 'answer');
    if (forced) return { status: forced.status, body: forced.body, headers: forced.headers };
    const realm = needs.realm();
    const caller = authenticate(realm, request.headers.authorization);
    if (caller) entry.userId = caller.user.id;
    return perform(needs, entry, caller, body, query);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, headers: {} };
    throw error;
  }
}

function perform(
  needs: RestNeeds,
  entry: RequestEntry,
  caller: Caller | undefined,
  body: ParsedBody,
  query: URLSearchParams,
): Reply {
  const found = needs.router.find(entry.method, entry.path);
  if (!found) throw needs.router.refusalFor(entry.path);
  const who = caller?.user.id ?? 'anyone';
  const verdict =
    caller && !caller.app ? { headers: {} } : needs.limits.check(who, entry.method, found.bucket);
  if (verdict.refused) return { status: 429, ...verdict.refused };
  const raw = { method: entry.method, path: entry.path, query, body: body.value, files: body.files, caller };
  try {
    return { ...needs.router.run(needs.realm(), raw), headers: verdict.headers };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, headers: verdict.headers };
    throw error;
  }
}

// A bot's token needs its prefix, as at Discord; a person's token works with and without one.
function authenticate(realm: Realm, header: string | undefined): Caller | undefined {
  if (header === undefined) return undefined;
  const match = /^(?:(Bot|Bearer) )?(.+)$/.exec(header);
  const user = realm.state.tokens.get(match?.[2] ?? '');
  if (!user || (user.bot && match?.[1] !== 'Bot')) throw refusal('unauthorized');
  return callerOf(realm, user);
}

function log(realm: Realm, entry: RequestEntry): void {
  const { requests } = realm;
  requests.push(entry);
  const limit = realm.settings.keepRequests;
  if (requests.length > limit * 1.25) requests.splice(0, requests.length - limit);
  realm.signals.emit('request', entry);
}
