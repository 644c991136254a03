import { HttpFailure, isJson, notJson } from '../../lib/json-http.ts';

/** Fetches a stream. A page or a document in its place is a failure of its own, not a stream that broke off. */
export async function fetchStream(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !/^(?:application\/json|text\/html)/.test(type)) return response;
  throw documentFailure(await response.text());
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
