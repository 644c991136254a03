const pagesAtMost = 64;
const heartbeatMs = 20_000;
/** A page that has this much unread is too slow; it is let go and comes back by itself. */
const unreadCharactersAtMost = 2_000_000;

/** Tells every open page what happens, as server-sent events. */
export interface Hub<Event> {
  /** Undefined when too many pages are open. `first` is told to the new page alone; `session` is whose page it is. */
  open(first: Event, session?: string): Response | undefined;
  tell(event: Event): void;
  /** Ends every page of a session after a last word. */
  leave(session: string, last: Event): void;
  close(): void;
}

interface Page {
  session: string | undefined;
  send(text: string): void;
  end(): void;
}

export function createHub<Event>(): Hub<Event> {
  const pages = new Set<Page>();
  let heartbeat: NodeJS.Timeout | undefined;

  function forget(page: Page): void {
    pages.delete(page);
    if (pages.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  }

  function add(page: Page): void {
    pages.add(page);
    heartbeat ??= setInterval(() => sendAll(pages, ': still here\n\n'), heartbeatMs).unref();
  }

  return {
    open(first, session) {
      if (pages.size >= pagesAtMost) return undefined;
      const stream = pageStream(session, { add, forget }, eventText(first));
      return new Response(stream, {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      });
    },
    tell(event) {
      if (pages.size > 0) sendAll(pages, eventText(event));
    },
    leave(session, last) {
      for (const page of [...pages].filter((one) => one.session === session)) {
        page.send(eventText(last));
        page.end();
      }
    },
    close() {
      for (const page of [...pages]) page.end();
      clearInterval(heartbeat);
    },
  };
}

function pageStream(
  session: string | undefined,
  { add, forget }: Record<'add' | 'forget', (page: Page) => void>,
  first: string,
): ReadableStream {
  const encoder = new TextEncoder();
  let page: Page | undefined;
  let ended = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        page = {
          session,
          send(text) {
            if ((controller.desiredSize ?? 0) < 0) return this.end();
            controller.enqueue(encoder.encode(text));
          },
          end() {
            if (ended) return;
            ended = true;
            forget(this);
            controller.close();
          },
        };
        add(page);
        page.send(`retry: 1000\n\n${first}`);
      },
      cancel() {
        if (page !== undefined) forget(page);
      },
    },
    { highWaterMark: unreadCharactersAtMost, size: (chunk) => chunk.byteLength },
  );
}

function sendAll(pages: Set<Page>, text: string): void {
  for (const page of [...pages]) page.send(text);
}

function eventText(event: unknown): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
