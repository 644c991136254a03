import type { Json } from '../http.ts';

/** Which requests a fault strikes. */
export interface FaultMatch {
  method?: string;
  /** A part of the path (without the API version), or a pattern for it. */
  path?: string | RegExp;
  /** How many requests it strikes; all of them by default. */
  times?: number;
  /** How many matching requests pass before it begins to strike. */
  after?: number;
}

/** What happens to a request that a fault strikes. */
export type Strike =
  | { kind: 'answer'; status: number; body: unknown; headers: Record<string, string> }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'cut' }
  | { kind: 'lose' };

/** A fault that was set; it can be looked at and taken away. */
export interface Fault {
  hits: number;
  remove(): void;
}

/** Troubles that tests can set for requests over the network. */
export interface Faults {
  /** Answers with a status, 500 by default, without doing anything. */
  fail(match: FaultMatch & { status?: number; body?: unknown; headers?: Record<string, string> }): Fault;
  /** Refuses with one of Discord's error codes, e.g. `{ status: 403, code: 50013, message: 'Missing Permissions' }`. */
  refuse(match: FaultMatch & { status: number; code: number; message: string }): Fault;
  /** Answers 429 once or more, with real headers. */
  limit(match: FaultMatch & { retryAfterMs: number; global?: boolean }): Fault;
  /** Waits before doing anything. */
  slow(match: FaultMatch & { delayMs: number }): Fault;
  /** Cuts the connection without doing anything. */
  cut(match?: FaultMatch): Fault;
  /** Does what was asked, then cuts the connection instead of answering. */
  lose(match?: FaultMatch): Fault;
  clear(): void;
  /** The strikes for a request; counts them. */
  strike(method: string, path: string): Strike[];
}

interface Entry extends Fault {
  match: FaultMatch;
  strike: Strike;
  passed: number;
}

/** Starts without any fault. */
export function createFaults(): Faults {
  let entries: Entry[] = [];
  const set = (match: FaultMatch, strike: Strike): Fault => {
    const entry: Entry = {
      match,
      strike,
      hits: 0,
      passed: 0,
      remove() {
        entries = entries.filter((each) => each !== entry);
      },
    };
    entries.push(entry);
    return entry;
  };
  return {
    fail: ({
      status = 500,
      body = { message: `${status}: Server Error`, code: 0 },
      headers = {},
      ...match
    }) => set(match, { kind: 'answer', status, body, headers }),
    refuse: ({ status, code, message, ...match }) =>
      set(match, { kind: 'answer', status, body: { message, code }, headers: {} }),
    limit: ({ retryAfterMs, global = false, ...match }) =>
      set(match, { kind: 'answer', status: 429, ...tooManyRequests(retryAfterMs, global, 'fault') }),
    slow: ({ delayMs, ...match }) => set(match, { kind: 'slow', delayMs }),
    cut: (match = {}) => set(match, { kind: 'cut' }),
    lose: (match = {}) => set(match, { kind: 'lose' }),
    clear() {
      entries = [];
    },
    strike: (method, path) =>
      entries.filter((entry) => strikes(entry, method, path)).map((entry) => entry.strike),
  };
}

function strikes(entry: Entry, method: string, path: string): boolean {
  const { match } = entry;
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (typeof match.path === 'string' && !path.includes(match.path)) return false;
  if (match.path instanceof RegExp && !match.path.test(path)) return false;
  entry.passed += 1;
  if (entry.passed <= (match.after ?? 0)) return false;
  if (entry.hits >= (match.times ?? Number.POSITIVE_INFINITY)) return false;
  entry.hits += 1;
  return true;
}

/** The body and headers of Discord's answer to too many requests. */
export function tooManyRequests(
  retryAfterMs: number,
  global: boolean,
  bucket: string,
  limit = 5,
): { body: Json; headers: Record<string, string> } {
  const seconds = retryAfterMs / 1000;
  return {
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-reset-after': String(Math.max(Math.ceil(seconds), seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global
        ? { 'x-ratelimit-global': 'true' }
        : { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': '0', 'x-ratelimit-bucket': bucket }),
    },
  };
}
