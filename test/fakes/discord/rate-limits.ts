import { createHash } from 'node:crypto';
import { tooManyRequests } from './faults.ts';

/** How many requests fit into a window of time. */
export interface Allowance {
  requests: number;
  windowMs: number;
}

/** The limits that hold while rate limiting is on. */
export interface LimitTable {
  global: Allowance;
  /** Posting and editing messages, a channel. */
  messages: Allowance;
  webhook: Allowance;
  reactions: Allowance;
  /** Any other route. */
  other: Allowance;
}

/** Limits as they are widely observed at Discord. */
export const realisticLimits: LimitTable = {
  global: { requests: 50, windowMs: 1000 },
  messages: { requests: 5, windowMs: 5000 },
  webhook: { requests: 5, windowMs: 2000 },
  reactions: { requests: 1, windowMs: 250 },
  other: { requests: 50, windowMs: 1000 },
};

/** What rate limiting says to one request: headers for the answer, and the refusal when it is too much. */
export interface Verdict {
  headers: Record<string, string>;
  refused?: { body: unknown; headers: Record<string, string> };
}

/** Rate limiting; off until it is switched on. */
export interface RateLimits {
  on(table?: Partial<LimitTable>): void;
  off(): void;
  /** How many requests were refused with 429. */
  refusals: number;
  check(who: string, method: string, bucket: string): Verdict;
}

interface Window {
  startedAt: number;
  used: number;
}

/** Starts rate limiting in the off position. */
export function createRateLimits(clock: () => number): RateLimits {
  let table: LimitTable | undefined;
  const windows = new Map<string, Window>();
  const limits: RateLimits = {
    refusals: 0,
    on(changes = {}) {
      table = { ...realisticLimits, ...changes };
    },
    off() {
      table = undefined;
      windows.clear();
    },
    check(who, method, bucket) {
      if (!table) return { headers: {} };
      const verdict = judge(table, windows, clock(), { who, method, bucket });
      if (verdict.refused) limits.refusals += 1;
      return verdict;
    },
  };
  return limits;
}

interface Subject {
  who: string;
  method: string;
  bucket: string;
}

function judge(table: LimitTable, windows: Map<string, Window>, now: number, subject: Subject): Verdict {
  const { allowance, key } = allowanceFor(table, subject);
  const name = createHash('md5').update(key).digest('hex');
  const own = windowFor(windows, `${subject.who} ${key}`, allowance, now);
  const waitMs = own.startedAt + allowance.windowMs - now;
  if (own.used >= allowance.requests) {
    return { headers: {}, refused: tooManyRequests(waitMs, false, name, allowance.requests) };
  }
  if (!isExempt(subject.bucket)) {
    const all = windowFor(windows, `${subject.who} global`, table.global, now);
    if (all.used >= table.global.requests) {
      return {
        headers: {},
        refused: tooManyRequests(all.startedAt + table.global.windowMs - now, true, name),
      };
    }
    all.used += 1;
  }
  own.used += 1;
  return { headers: headersFor(allowance, own, waitMs, now, name) };
}

function windowFor(windows: Map<string, Window>, key: string, allowance: Allowance, now: number): Window {
  const window = windows.get(key);
  if (window && now < window.startedAt + allowance.windowMs) return window;
  const fresh = { startedAt: now, used: 0 };
  windows.set(key, fresh);
  return fresh;
}

function headersFor(
  allowance: Allowance,
  window: Window,
  waitMs: number,
  now: number,
  name: string,
): Record<string, string> {
  return {
    'x-ratelimit-limit': String(allowance.requests),
    'x-ratelimit-remaining': String(allowance.requests - window.used),
    'x-ratelimit-reset': String((now + waitMs) / 1000),
    'x-ratelimit-reset-after': String(waitMs / 1000),
    'x-ratelimit-bucket': name,
  };
}

// Posting and editing share one bucket a channel; the ids of single messages do not matter.
function allowanceFor(table: LimitTable, { method, bucket }: Subject): { allowance: Allowance; key: string } {
  const path = bucket.slice(bucket.indexOf(' ') + 1);
  const channel = /^\/channels\/(\d+)\/messages(\/:message)?$/.exec(path)?.[1];
  if (channel && (method === 'POST' || method === 'PATCH')) {
    return { allowance: table.messages, key: `messages ${channel}` };
  }
  const webhook = /^\/webhooks\/(\d+)\/[^/]+(\/messages\/:message)?$/.exec(path)?.[1];
  if (webhook && method !== 'GET')
    return { allowance: table.webhook, key: `webhook ${path.split('/').slice(0, 4).join('/')}` };
  if (path.includes('/reactions')) return { allowance: table.reactions, key: bucket };
  return { allowance: table.other, key: bucket };
}

function isExempt(bucket: string): boolean {
  return bucket.includes(' /interactions/') || bucket.includes(' /webhooks/');
}
