import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../fakes/http.ts';

/** A server that gives out files as Hugging Face does, and fails as told. */
export interface ModelServer extends AsyncDisposable {
  base: string;
  /** Path and range of each request. */
  requests: string[];
  /** Files by their path. */
  files: Map<string, Buffer>;
  /** Answers a request in another way; true, or a promise, when it did. */
  fail:
    | ((request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean | Promise<void>)
    | undefined;
}

/** Starts one on loopback. */
export async function startModelServer(): Promise<ModelServer> {
  const { port, close } = await listen(async (request, response) => {
    const path = request.url ?? '';
    const { range } = request.headers;
    server.requests.push(range === undefined ? path : `${path} ${range}`);
    const bytes = server.files.get(path);
    if (bytes === undefined) return void response.writeHead(404).end();
    const failing = server.fail?.(request, response, bytes) ?? false;
    if (failing !== false) return void (await failing);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (from >= bytes.length) return void response.writeHead(416).end();
    const rest = bytes.subarray(from);
    response.writeHead(from === 0 ? 200 : 206, {
      'content-length': rest.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    response.end(rest);
  });
  const server: ModelServer = {
    base: `http://127.0.0.1:${port}`,
    requests: [],
    files: new Map(),
    fail: undefined,
    [Symbol.asyncDispose]: close,
  };
  return server;
}

/** Sends the head and a part of the answer, and breaks the connection when that has arrived. */
export async function cutAfter(
  response: ServerResponse,
  bytes: Buffer,
  part: { from: number; to: number },
  hasArrived: () => boolean,
): Promise<void> {
  const { from, to } = part;
  response.writeHead(from === 0 ? 200 : 206, {
    'content-length': bytes.length - from,
    ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.write(bytes.subarray(from, to));
  // What is still under way when a connection breaks is lost.
  while (!hasArrived() && !response.destroyed) await sleep(2);
  response.destroy();
}
