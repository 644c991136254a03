import { isLoopback } from './loopback.ts';

/** Names that only a home or company network, a container's host or this machine answers to. */
const ownNames = /(^|\.)(localhost|local|lan|internal|home\.arpa)$/;

/** Whether a host is this machine, or lies on its own network: nothing that is sent there passes through the internet. */
export function isOnOwnNetwork(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(bare)) return true;
  if (bare.includes(':')) return isPrivateV6(bare);
  if (/^\d+(\.\d+){3}$/.test(bare)) return isPrivateV4(bare);
  // A name without a dot is looked up on the own network alone, like those of containers.
  return !bare.includes('.') || ownNames.test(bare);
}

function isPrivateV4(address: string): boolean {
  const [first, second = 0] = address.split('.').map(Number);
  if (first === 10) return true;
  if (first === 172) return second >= 16 && second <= 31;
  return (first === 192 && second === 168) || (first === 169 && second === 254);
}

/** Unique local and link-local addresses; a v4 address in disguise is judged as what it is. */
function isPrivateV6(address: string): boolean {
  const disguised = /^::ffff:(\d+(?:\.\d+){3})$/.exec(address)?.[1];
  return disguised === undefined ? /^(f[cd]|fe[89ab])/.test(address) : isPrivateV4(disguised);
}
