import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../../core/ports/log.ts';
import { healthAt, healthPaths } from './health.ts';
import { hostNameOf, isOwnName } from './hosts.ts';
import { once } from './once.ts';

interface DoorNeeds {
  settings: { host: string; names: readonly string[] };
  log: Log;
  notReady(): string | undefined;
  /** Loads what answers visitors. */
  page(): Promise<RequestListener>;
}

/** Answers at the page's address: watchers at once, visitors with the page, which is loaded for the first of them. */
export function createDoor({ settings, log, notReady, page }: DoorNeeds): RequestListener {
  const loaded = once(page);

  return (request, response) => {
    const asked = healthPaths.find((path) => path === request.url);
    if (asked !== undefined && isWatcher(request, settings))
      return tell(response, healthAt(asked, notReady()));
    loaded()
      .then((answer) => answer(request, response))
      .catch((error: unknown) => {
        log.error('The page could not be loaded.', { error });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  };
}

/** Whoever comes from another page or under another name is no watcher, and is refused with the visitors. */
function isWatcher({ method, headers }: IncomingMessage, settings: DoorNeeds['settings']): boolean {
  const name = hostNameOf(headers.host);
  const fromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  return method === 'GET' && !fromPage && name !== undefined && isOwnName(name, settings);
}

function tell(response: ServerResponse, { ok, status, says }: ReturnType<typeof healthAt>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  response.end(JSON.stringify({ ok, says }));
}
