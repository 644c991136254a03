import type { Context, MiddlewareHandler } from 'hono';
import { largestFile, largestFileBytes } from '../../core/commands/file.ts';
import { hostNameOf, isOwnName } from './hosts.ts';

const largestBodyBytes = 64 * 1024;
const oneYearS = 31_536_000;

/** The one address that takes a file. */
export const uploadPath = '/api/commands/file';

/** Refuses requests that come from another page or under another name, on loopback too. */
export function ownPageOnly(bound: { host: string; names: readonly string[] }): MiddlewareHandler {
  return async (context, next) => {
    const refusal = strangerIn(context, bound);
    if (refusal !== undefined) return context.json({ error: refusal }, 403);
    await next();
  };
}

function strangerIn(context: Context, bound: { host: string; names: readonly string[] }): string | undefined {
  const hostHeader = context.req.header('host');
  const name = hostNameOf(hostHeader);
  if (name === undefined || !isOwnName(name, bound))
    return 'This page is not served under that name. Add it to web.names if it is yours.';
  const origin = context.req.header('origin');
  if (origin !== undefined && URL.parse(origin)?.host !== hostHeader)
    return 'This request comes from another page.';
  const site = context.req.header('sec-fetch-site') ?? 'none';
  if (site === 'same-origin' || site === 'none' || isVisit(context)) return undefined;
  return 'This request comes from another page.';
}

/** Following a link to the page itself is no attack. */
function isVisit(context: Context): boolean {
  return (
    context.req.method === 'GET' &&
    context.req.path === '/' &&
    context.req.header('sec-fetch-mode') === 'navigate'
  );
}

/** What a browser may do with anything served here: only load from here, run no inline script, sit in no frame. */
export function strictHeaders(importMapHash: () => string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('cross-origin-resource-policy', 'same-origin');
    if (isTls(context)) headers.set('strict-transport-security', `max-age=${oneYearS}`);
    if (isSubresource(context)) return;
    headers.set('content-security-policy', contentPolicy(importMapHash()));
    headers.set('x-frame-options', 'DENY');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  };
}

/** Policies are for what can be opened as a page; the forty small files of one page do not carry them each. */
function isSubresource(context: Context): boolean {
  return ['script', 'style', 'image', 'empty'].includes(context.req.header('sec-fetch-dest') ?? '');
}

/** Whether a proxy in front of us speaks TLS with the browser. */
export function isTls(context: Context): boolean {
  return context.req.header('x-forwarded-proto') === 'https';
}

/** The import map is data, not a program, but browsers count it as inline script: it is let in by its hash alone. */
function contentPolicy(importMapHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' '${importMapHash}'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Bodies are small JSON documents, and one address takes the bytes of a file. Anything else is refused, so that no
 * foreign form can be sent here. Larger documents are read only where they are wanted, after the password was asked for.
 */
export function smallJsonOnly(largeAt: ReadonlyMap<string, number> = new Map()): MiddlewareHandler {
  return async (context, next) => {
    const { method, path, raw } = context.req;
    if (method === 'GET' || method === 'HEAD') return await next();
    const announced = Number(context.req.header('content-length') ?? 0);
    if (path === uploadPath) return uploadRefusal(context, announced) ?? (await next());
    if (!hasType(context, 'application/json'))
      return context.json({ error: 'Send JSON (content-type: application/json).' }, 415);
    const large = largeAt.get(path);
    if (large !== undefined) return announced > large ? tooLong(context, large) : await next();
    const body = announced > largestBodyBytes ? undefined : await bytesOf(raw.body, largestBodyBytes);
    if (body === undefined) return tooLong(context, largestBodyBytes);
    // Hono's type says a string here; what it does with it needs a promise.
    Object.assign(context.req.bodyCache, { text: Promise.resolve(body.toString()) });
    return await next();
  };
}

/** What is answered to a document that is too large. */
export function tooLong(context: Context, most: number): Response {
  return context.json({ error: `That is too long: at most ${sizeText(most)}.` }, 413);
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / 1024 / 1024} MB`;
}

/** A file is read only by who takes it, after the password was asked for. */
function uploadRefusal(context: Context, announced: number): Response | undefined {
  if (!hasType(context, 'application/octet-stream'))
    return context.json({ error: 'Send the bytes of a file (content-type: application/octet-stream).' }, 415);
  if (announced <= largestFileBytes) return undefined;
  return context.json({ error: `That is too long: a file may have ${largestFile} at most.` }, 413);
}

function hasType(context: Context, type: string): boolean {
  const [given = ''] = (context.req.header('content-type') ?? '').split(';');
  return given.trim().toLowerCase() === type;
}

/** The whole body, whether it came with a length or, as from some proxies, in chunks; undefined when it is too long. */
export async function bytesOf(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let size = 0; reader !== undefined; ) {
    const { value } = await reader.read();
    if (value === undefined) break;
    size += value.length;
    if (size > most) return undefined;
    parts.push(value);
  }
  return Buffer.concat(parts);
}
