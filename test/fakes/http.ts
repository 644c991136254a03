import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long is waited for what must come: long, since the machine may be busy with something else. */
export const patienceMs = 30_000;

/** A parsed JSON object whose fields are not known yet. */
export type Json = Record<string, unknown>;

/** A loopback HTTP server that is listening, and how to stop it at once. */
export interface Listening {
  server: Server;
  port: number;
  close(): Promise<void>;
}

/** Answers one request. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts an HTTP server on loopback; port 0 takes a free one. */
export async function listen(answer: Answering, port = 0): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => complain(request, response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, port: address.port, close: () => closeServer(server) };
}

// A client that went away is no trouble; anything else is a bug of the fake and must be seen by whoever runs the test.
function complain(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !request.complete) return;
  console.error(`a fake broke at ${request.method} ${request.url}`, error);
  if (!response.headersSent) sendJson(response, 500, { message: 'The fake broke', code: 0 });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Reads a request's whole body. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Answers with a JSON document. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}

/** Tells a JSON object from everything else. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads text as a JSON object, or undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
