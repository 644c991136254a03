import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../../core/ports/clock.ts';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
const keyBytes = 32;
const saltBytes = 16;
const minuteMs = 60_000;
const sessionsAtMost = 1_000;
/** Wrong passwords of all addresses together, as a multiple of what one may try. */
const everybodyFactor = 6;

/** Who may see the page: everyone where no password is set, else those who have given it. */
export interface Sessions {
  /** Whether the token of a cookie is a login that still holds. */
  holds(token: string | undefined): boolean;
  open(password: string, address: string): Promise<Login>;
  close(token: string | undefined): void;
  /** What a login is called among ourselves, so that its token is kept nowhere; undefined where nobody logs in. */
  nameOf(token: string | undefined): string | undefined;
}

export type Login =
  | { kind: 'open'; token: string; lifetimeMs: number }
  | { kind: 'wrong' }
  | { kind: 'later'; retryAfterMs: number };

/** A password as it may be written into config.yaml: `scrypt:<salt>:<hash>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, keyBytes);
  return `scrypt:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** Logins in memory, kept as hashes: a restart asks everybody again. */
export function createSessions(needs: {
  settings: { password?: string | undefined; sessionLifetime: number; loginsPerMinute: number };
  clock: Clock;
}): Sessions {
  const { settings, clock } = needs;
  const stored = storedPassword(settings.password);
  const sessions = new Map<string, number>();
  const failures = new Map<string, number[]>();

  function waitMs(address: string): number {
    const now = clock.now();
    for (const [key, times] of failures) {
      const recent = times.filter((at) => at > now - minuteMs);
      if (recent.length === 0) failures.delete(key);
      else failures.set(key, recent);
    }
    const own = failures.get(address) ?? [];
    const all = [...failures.values()].flat().sort((a, b) => a - b);
    return Math.max(
      untilBelow(own, settings.loginsPerMinute, now),
      untilBelow(all, settings.loginsPerMinute * everybodyFactor, now),
    );
  }

  /** Counted before the hash is computed, so that many tries at once do not slip through together. */
  function count(address: string): () => void {
    const at = clock.now();
    failures.set(address, [...(failures.get(address) ?? []), at]);
    return () => failures.set(address, (failures.get(address) ?? []).toSpliced(-1, 1));
  }

  function remember(): string {
    const token = randomBytes(keyBytes).toString('base64url');
    const oldest = sessions.keys().next().value;
    if (sessions.size >= sessionsAtMost && oldest !== undefined) sessions.delete(oldest);
    sessions.set(fingerprint(token), clock.now() + settings.sessionLifetime);
    return token;
  }

  return {
    holds(token) {
      if (stored === undefined) return true;
      if (token === undefined) return false;
      return (sessions.get(fingerprint(token)) ?? 0) > clock.now();
    },
    async open(password, address) {
      const retryAfterMs = waitMs(address);
      if (retryAfterMs > 0) return { kind: 'later', retryAfterMs };
      const forgive = count(address);
      if (stored === undefined || !(await matches(password, await stored))) return { kind: 'wrong' };
      forgive();
      return { kind: 'open', token: remember(), lifetimeMs: settings.sessionLifetime };
    },
    close(token) {
      if (token !== undefined) sessions.delete(fingerprint(token));
    },
    nameOf: (token) => (stored === undefined || token === undefined ? undefined : fingerprint(token)),
  };
}

async function matches(password: string, hashed: string): Promise<boolean> {
  const [, salt = '', hash = ''] = hashed.split(':');
  const expected = Buffer.from(hash, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), expected.length);
  return timingSafeEqual(given, expected);
}

function storedPassword(password: string | undefined): Promise<string> | undefined {
  if (password === undefined) return undefined;
  return isHashed(password) ? Promise.resolve(password) : hashPassword(password);
}

function isHashed(password: string): boolean {
  return /^scrypt:[\w-]{22,}:[\w-]{43,}$/.test(password);
}

function untilBelow(times: readonly number[], limit: number, now: number): number {
  const deciding = times[times.length - limit];
  return deciding === undefined ? 0 : Math.max(0, deciding + minuteMs - now);
}

function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
