import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

/** Makes names that are nobody's mean this machine, so that a fake on loopback can stand for a server far away. */
export function farAway(...names: string[]): Disposable {
  const { lookup } = dns;
  const patched = (name: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [names.includes(name) ? '127.0.0.1' : name, ...rest]);
  Object.assign(dns, { lookup: patched });
  syncBuiltinESMExports();
  return {
    [Symbol.dispose]() {
      Object.assign(dns, { lookup });
      syncBuiltinESMExports();
    },
  };
}
