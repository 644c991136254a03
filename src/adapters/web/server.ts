import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { Hono as TinyHono } from 'hono/tiny';
import { ServiceError, UserError } from '../../core/errors.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Painter } from '../../core/ports/painter.ts';
import type { Route } from '../../core/route.ts';
import { type ApiNeeds, addApi } from './api.ts';
import { bytesResponse, createAssets } from './assets.ts';
import type { WebSettings } from './config.ts';
import { bytesOf, ownPageOnly, smallJsonOnly, strictHeaders, tooLong } from './guard.ts';
import { healthAt, healthPaths } from './health.ts';
import { addLogin, membersOnly, sessionIn } from './login.ts';
import { createPortraits } from './portraits.ts';
import type { Sessions } from './sessions.ts';

export interface ServerNeeds extends ApiNeeds {
  settings: WebSettings;
  sessions: Sessions;
  log: Log;
  cast: Cast;
  painter: Painter;
  routes: readonly Route[];
  notReady(): string | undefined;
}

/** Everything the page's address answers. Loaded with the first visit: 60 ms and 15 MB that a bot without one saves. */
export function createPage(needs: ServerNeeds): RequestListener {
  return getRequestListener(createServer(needs).fetch, { overrideGlobalObjects: false });
}

/** Guards first. */
function createServer(needs: ServerNeeds): Hono {
  const app = new TinyHono();
  const assets = createAssets();
  app.onError((error, context) => answerError(error, context, needs.log));
  app.notFound((context) => context.json({ error: 'There is nothing at this address.' }, 404));
  app.use(strictHeaders(assets.importMapHash));
  app.use(ownPageOnly(needs.settings));
  app.use(smallJsonOnly(largeBodies(needs.routes)));
  addHealth(app, needs.notReady);
  addLogin(app, needs.sessions, (session) => needs.live.hub.leave(session, { kind: 'bye' }));
  app.use('/api/*', compress());
  app.use('/api/*', membersOnly(needs.sessions));
  app.use('/events', membersOnly(needs.sessions));
  app.use('/portraits/*', membersOnly(needs.sessions));
  addEvents(app, needs);
  addPortraits(app, needs);
  addApi(app, needs);
  for (const route of needs.routes) addRoute(app, route);
  app.get('*', (context) => assets.answer(context, context.req.path) ?? context.notFound());
  return app;
}

function addHealth(app: Hono, notReady: () => string | undefined): void {
  for (const path of healthPaths) {
    app.get(path, (context) => {
      const { ok, status, says } = healthAt(path, notReady());
      return context.json({ ok, says }, status);
    });
  }
}

function addEvents(
  app: Hono,
  { live, version, sessions }: Pick<ServerNeeds, 'live' | 'version' | 'sessions'>,
): void {
  app.get(
    '/events',
    (context) =>
      live.hub.open({ kind: 'hello', version }, sessionIn(context, sessions)) ??
      context.json({ error: 'Too many pages are open. Close one and reload.' }, 503),
  );
}

function addPortraits(app: Hono, { cast, painter }: Pick<ServerNeeds, 'cast' | 'painter'>): void {
  const portraits = createPortraits(cast, painter);
  app.get('/portraits/:characterId', async (context) => {
    const { size, mood } = context.req.query();
    const response = await portraits(context, { characterId: context.req.param('characterId'), size, mood });
    return response ?? context.notFound();
  });
}

/** Mounts an address that a slice contributes. */
function addRoute(app: Hono, route: Route): void {
  app.on(route.method, `/api${route.path}`, async (context) => {
    const most = route.bodyBytesAtMost;
    const large = most === undefined ? undefined : await bytesOf(context.req.raw.body, most);
    if (most !== undefined && large === undefined) return tooLong(context, most);
    const answer = await route.answer({
      params: context.req.param() as Record<string, string>,
      query: context.req.query(),
      body: large === undefined ? await smallBody(route, context) : jsonIn(large),
    });
    if (answer === undefined) return context.notFound();
    if ('json' in answer) return Response.json(answer.json);
    return bytesResponse(answer.bytes, { 'content-type': answer.contentType });
  });
}

async function smallBody({ method }: Route, context: Context): Promise<unknown> {
  const hasBody = method === 'POST' || method === 'PUT';
  return hasBody ? await context.req.json().catch(() => undefined) : undefined;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

/** Where more may be sent than elsewhere, and how much. */
function largeBodies(routes: readonly Route[]): Map<string, number> {
  return new Map(
    routes.flatMap(({ path, bodyBytesAtMost: most }): [string, number][] =>
      most === undefined ? [] : [[`/api${path}`, most]],
    ),
  );
}

function answerError(error: Error, context: Context, log: Log): Response {
  if (error instanceof UserError) return context.json({ error: error.message }, 400);
  if (error instanceof ServiceError) return context.json({ error: error.message }, 502);
  // Whoever left half-way is told nothing, and it is nothing that went wrong here.
  if (context.req.raw.signal.aborted) return context.body(null, 400);
  log.error('A page asked for something and it failed.', { path: context.req.path, error });
  return context.json({ error: 'Something went wrong here. The log of Acore says more.' }, 500);
}
