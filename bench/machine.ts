import { availableParallelism, cpus, loadavg } from 'node:os';

/** What figures were measured on. */
export function machine(): string {
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.versions.node}, load average ${load.join(' ')}`;
}
