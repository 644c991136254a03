import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJson, type Json, readBody, sendJson } from './http.ts';

/** One thing a fake can be told or asked over HTTP; what it returns is the answer, undefined means 204. */
export type ControlAct = (body: Json, rest: string, query: URLSearchParams) => unknown;

/** What a fake can be told or asked over HTTP, by method and first word: `POST faults`. */
export type ControlTable = Record<string, ControlAct>;

/** A control request that makes no sense, with a sentence that says so. */
export class ControlError extends Error {}

const prefix = '/fake/';

/** Tells whether a request is for the fake itself and not for the server it plays. */
export function isControl(request: IncomingMessage): boolean {
  return request.url?.startsWith(prefix) === true;
}

/** Answers a request that steers a fake or asks what it saw. */
export async function answerControl(
  table: ControlTable,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const [word = '', ...rest] = url.pathname.slice(prefix.length).split('/');
  try {
    const body = readObject((await readBody(request)).toString('utf8'));
    const act = table[`${request.method} ${word}`];
    if (!act)
      throw new ControlError(`There is no such thing to ask. There are: ${Object.keys(table).join(', ')}.`);
    const answer = act(body, rest.join('/'), url.searchParams);
    if (answer === undefined) response.writeHead(204).end();
    else sendJson(response, 200, answer);
  } catch (error) {
    sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function readObject(text: string): Json {
  const value: unknown = text === '' ? {} : readJson(text);
  if (Array.isArray(value)) return { list: value };
  if (isJson(value)) return value;
  throw new ControlError('The body must be a JSON object.');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError('The body is not JSON.');
  }
}

/** Takes over the named values of a body into settings, where the kind of value fits. */
export function applySettings(settings: object, body: Json): void {
  for (const [key, value] of Object.entries(body)) {
    const before: unknown = Reflect.get(settings, key);
    if (typeof before !== 'number' && typeof before !== 'boolean') {
      throw new ControlError(`There is no setting ${key} that could be changed here.`);
    }
    if (typeof value !== typeof before) throw new ControlError(`${key} must be a ${typeof before}.`);
    Reflect.set(settings, key, value);
  }
}
