import { once } from 'node:events';
import WebSocket from 'ws';
import { isJson, type Json, parseJson } from '../http.ts';

/** An answer of the API. */
export interface Answered {
  status: number;
  body: Json;
}

/** Asks the API for something, knowing nothing but its address and an `Authorization`. */
export async function askApi(
  api: string,
  authorization: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answered> {
  const response = await fetch(`${api}/v10${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const value: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, body: isJson(value) ? value : { list: value } };
}

/** A plain gateway connection that remembers what it heard. */
export interface Line {
  socket: WebSocket;
  send(op: number, data: unknown): void;
  /** The first packet that fits, of those heard already or yet to come. */
  packet(fits: (packet: Json) => boolean): Promise<Json>;
  /** The data of the first such event. */
  event(type: string): Promise<Json>;
  closed(): Promise<number>;
}

/** Connects to the gateway and waits for its greeting. */
export async function openLine(api: string): Promise<Line> {
  const { url } = (await (await fetch(`${api}/v10/gateway`)).json()) as { url: string };
  const socket = new WebSocket(`${url}/?v=10&encoding=json`);
  const closing = once(socket, 'close');
  const heard: Json[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (raw) => {
    heard.push(parseJson(String(raw)) ?? {});
    for (const look of [...waiting]) look();
  });
  const line: Line = {
    socket,
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    packet: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async event(type) {
      const { d } = await line.packet(({ t }) => t === type);
      return isJson(d) ? d : {};
    },
    async closed() {
      const [code] = await closing;
      return Number(code);
    },
  };
  await line.packet(({ op }) => op === 10);
  return line;
}

/** Connects and identifies. */
export async function joinLine(api: string, token: string, extra: Json = {}): Promise<Line> {
  const line = await openLine(api);
  line.send(2, { token, properties: {}, ...extra });
  await line.event('READY');
  return line;
}
