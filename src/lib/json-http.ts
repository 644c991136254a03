/** A failed answer over HTTP, before it is classified. */
export class HttpFailure extends Error {
  readonly statusCode: number | undefined;
  readonly responseHeaders: Record<string, string>;
  readonly responseBody: string;
  constructor(statusCode: number | undefined, responseBody: string, headers: Record<string, string> = {}) {
    super(`HTTP ${statusCode ?? 'stream error'}`);
    this.statusCode = statusCode;
    this.responseBody = responseBody;
    this.responseHeaders = headers;
  }
}

/** What stands in the place of an answer that is no JSON. */
export const notJson = 'not a json document';

/** A JSON object whose fields are not known yet. */
export type Json = Record<string, unknown>;

/** Tells a JSON object from everything else. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list inside a JSON object, of objects only; empty when there is none. */
export function listIn(value: unknown, key: string): Json[] {
  const list = isJson(value) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isJson) : [];
}

/** A positive number inside a JSON object. */
export function numberAt(value: unknown, key: string): number | undefined {
  const found = isJson(value) ? value[key] : undefined;
  return typeof found === 'number' && found > 0 ? found : undefined;
}

/** A text inside a JSON object; empty when there is none. */
export function textAt(value: unknown, key: string): string {
  const found = isJson(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}

/** Fetches a small JSON document within a time; throws HttpFailure, or what fetch throws. */
export async function getJson(
  url: string,
  options: { timeoutMs: number; headers?: Record<string, string>; body?: Json; signal?: AbortSignal },
): Promise<unknown> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const response = await fetch(url, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', ...options.headers },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    signal: options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]),
  });
  const text = await response.text();
  if (!response.ok) throw new HttpFailure(response.status, text, Object.fromEntries(response.headers));
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFailure(undefined, notJson);
  }
}

/** An Authorization header, when there is a key. */
export function bearer(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

/** An address without a slash at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
