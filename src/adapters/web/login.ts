import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isTls } from './guard.ts';
import type { Sessions } from './sessions.ts';

const cookieName = 'acore_session';

/** Whose request it is, where a password is set. */
export function sessionIn(context: Context, sessions: Sessions): string | undefined {
  return sessions.nameOf(getCookie(context, cookieName));
}

/** Lets nobody past who has not given the password, where one is set. */
export function membersOnly(sessions: Sessions): MiddlewareHandler {
  return async (context, next) => {
    if (sessions.holds(getCookie(context, cookieName))) return await next();
    return context.json({ error: 'Please give the password first.', login: true }, 401);
  };
}

/** `/api/login` and `/api/logout`; `left` is told which session has ended. */
export function addLogin(app: Hono, sessions: Sessions, left: (session: string) => void): void {
  app.post('/api/login', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const login = await sessions.open(passwordIn(body), getConnInfo(context).remote.address ?? '');
    if (login.kind === 'wrong') return context.json({ error: 'That is not the password.' }, 401);
    if (login.kind === 'later') return tooMany(context, login.retryAfterMs);
    setCookie(context, cookieName, login.token, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      secure: isTls(context),
      maxAge: Math.floor(login.lifetimeMs / 1_000),
    });
    return context.json({ ok: true });
  });
  app.post('/api/logout', (context) => {
    const session = sessionIn(context, sessions);
    sessions.close(getCookie(context, cookieName));
    if (session !== undefined) left(session);
    deleteCookie(context, cookieName, { path: '/' });
    return context.json({ ok: true });
  });
}

function passwordIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('password' in body)) return '';
  return typeof body.password === 'string' ? body.password : '';
}

function tooMany(context: Context, retryAfterMs: number): Response {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  context.header('retry-after', String(seconds));
  return context.json({ error: `Too many wrong passwords. Try again in ${seconds} seconds.` }, 429);
}
