import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { HttpFailure, isJson, type Json, notJson } from '../../lib/json-http.ts';

/** A request whose answer comes piece by piece. */
export interface StreamRequest {
  url: string;
  headers?: Record<string, string> | undefined;
  body: Json;
  signal: AbortSignal;
}

/**
 * Posts a request and gives the answer as it comes, as text. A page or a document in place of a stream is a failure of
 * its own, not a stream that broke off. Node's own HTTP: `fetch` would work half as long again for each answer.
 */
export async function postStream({ url, headers, body, signal }: StreamRequest): Promise<IncomingMessage> {
  const { request } = url.startsWith('https:') ? https : http;
  const answered = Promise.withResolvers<IncomingMessage>();
  request(
    url,
    { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, signal },
    answered.resolve,
  )
    .on('error', answered.reject)
    .end(JSON.stringify(body));
  const response = (await answered.promise).setEncoding('utf8');
  const { statusCode = 0, headers: told } = response;
  if (statusCode < 200 || statusCode > 299)
    throw new HttpFailure(statusCode, await textOf(response), namedOnce(told));
  if (/^(?:application\/json|text\/html)/.test(told['content-type'] ?? ''))
    throw documentFailure(await textOf(response));
  return response;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response) text += part;
  return text;
}

function namedOnce(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function documentFailure(text: string): HttpFailure {
  try {
    const document: unknown = JSON.parse(text);
    if (isJson(document)) return saidIn(document['error'] ?? document);
  } catch {
    // A page, as what is no object is below.
  }
  return new HttpFailure(undefined, notJson);
}

/** What a server said under `error`, inside a stream or in its place. */
export function saidIn(error: unknown): HttpFailure {
  const code = isJson(error) ? Number(error['code']) : Number.NaN;
  return new HttpFailure(code >= 400 && code < 600 ? code : undefined, JSON.stringify(error) ?? 'error');
}
