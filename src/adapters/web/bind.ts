import type { AddressInfo, Server } from 'node:net';
import { ConfigError } from '../../core/errors.ts';
import type { WebSettings } from './config.ts';

/** Lets a server listen where the settings say. Throws a ConfigError with the way out when it cannot. */
export function bind(server: Server, { host, port }: WebSettings): Promise<AddressInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  server.once('error', (error: NodeJS.ErrnoException) => reject(bindProblem(error, host, port)));
  server.listen(port, host, () => resolve(server.address() as AddressInfo));
  return promise;
}

function bindProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const [path, problem, fix] = {
    EADDRINUSE: ['web.port', `Port ${port} is in use.`, 'Stop what uses it, or set PORT to another one.'],
    EACCES: ['web.port', `Port ${port} may not be opened by this user.`, 'Set PORT to one above 1023.'],
    EADDRNOTAVAIL: [
      'web.host',
      `This machine has no address ${host}.`,
      'Set HOST to one it has, e.g. 127.0.0.1.',
    ],
    ENOTFOUND: ['web.host', `The host name ${host} is not known.`, 'Set HOST to an address, e.g. 127.0.0.1.'],
  }[error.code ?? ''] ?? ['', '', ''];
  if (path === undefined || path === '') return error;
  return new ConfigError([{ path, problem: problem ?? '', fix: fix ?? '' }]);
}
