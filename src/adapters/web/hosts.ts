import { isIP } from 'node:net';
import { isLoopback } from '../../lib/loopback.ts';

/** The host name of a `Host` header, without the port; undefined when it is none. */
export function hostNameOf(header: string | undefined): string | undefined {
  if (header === undefined || !/^[\w.:[\]-]+$/.test(header)) return undefined;
  const url = URL.parse(`http://${header}`);
  return url === null ? undefined : url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/**
 * Whether the page may be asked for under this name. A page elsewhere can point its own name at this machine (DNS
 * rebinding); it cannot do so with a bare address.
 */
export function isOwnName(name: string, bound: { host: string; names: readonly string[] }): boolean {
  if (isLoopback(name)) return true;
  if (bound.names.some((own) => own.toLowerCase() === name)) return true;
  if (isLoopback(bound.host)) return false;
  return isIP(name) !== 0 || name === bound.host.toLowerCase();
}

/** How a browser is told to reach an address that was bound. */
export function urlOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}
