import assert from 'node:assert/strict';
import type { PageEvent } from '../../src/adapters/web/live.ts';

type Heard<Kind extends PageEvent['kind']> = Extract<PageEvent, { kind: Kind }>;

/** Somebody with the page open, as far as the server can tell: asks, and listens. */
export interface Visitor extends AsyncDisposable {
  heard: PageEvent[];
  /** Resolves with the first event, past or to come, that fits. */
  hears<Kind extends PageEvent['kind']>(
    kind: Kind,
    fits?: (event: Heard<Kind>) => boolean,
  ): Promise<Heard<Kind>>;
  ask<Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; json: Answer }>;
  /** Says something and returns the message's id. */
  say(text: string, change?: Record<string, unknown>): Promise<string>;
}

export const ada = { id: 'p-ada', name: 'Ada' };
export const bob = { id: 'p-bob', name: 'Bob' };
const patienceMs = 45_000;

/** Opens the page's stream of events. */
export async function visit(url: string): Promise<Visitor> {
  const leaving = new AbortController();
  const heard: PageEvent[] = [];
  const waiting = new Set<() => void>();
  const response = await fetch(`${url}/events`, { signal: leaving.signal });
  const listening = listen(response, (event) => {
    heard.push(event);
    for (const look of waiting) look();
  });

  async function ask<Answer>(method: string, path: string, body?: unknown) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: (await answer.json()) as Answer };
  }

  function hears<Kind extends PageEvent['kind']>(
    kind: Kind,
    fits: (event: Heard<Kind>) => boolean = () => true,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<Heard<Kind>>();
    const isIt = (event: PageEvent): event is Heard<Kind> =>
      event.kind === kind && fits(event as Heard<Kind>);
    const timer = setTimeout(() => reject(new Error(`No such ${kind} was heard.`)), patienceMs);
    const look = () => {
      const found = heard.find(isIt);
      if (found !== undefined) resolve(found);
    };
    waiting.add(look);
    look();
    return promise.finally(() => {
      clearTimeout(timer);
      waiting.delete(look);
    });
  }

  return {
    heard,
    ask,
    hears,
    async say(text, change = {}) {
      const given = { channelId: 'tavern', person: ada, people: [ada, bob], text, ...change };
      const { status, json } = await ask<{ id: string }>('POST', '/api/messages', given);
      assert.equal(status, 201, JSON.stringify(json));
      return json.id;
    },
    async [Symbol.asyncDispose]() {
      leaving.abort();
      await listening;
    },
  };
}

async function listen(response: Response, hear: (event: PageEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const part of response.body ?? []) {
      const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) hear(JSON.parse(line.slice(6)) as PageEvent);
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}
