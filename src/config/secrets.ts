import { chmodSync, statSync } from 'node:fs';
import { isSecret } from './reference.ts';
import { mapLeaves, type Tree } from './tree.ts';

/** What stands in the place of a secret. */
export const redacted = '[secret]';

/** Every secret value that is written down; none may be seen in a log or a print. */
export function secretsIn(tree: Tree): string[] {
  const found: string[] = [];
  mapLeaves(tree, (leaf, path) => {
    if (isSecret(path) && typeof leaf === 'string' && leaf !== '') found.push(leaf);
  });
  return found;
}

/** Takes others' right to read a settings file that holds a secret; returns a warning where it cannot. */
export function keepPrivate(file: string, content: Tree): string[] {
  const literal = secretsIn(content).some((secret) => !/^\$\{[^}]+\}$/.test(secret));
  if (process.platform === 'win32' || !literal) return [];
  try {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) === 0) return [];
    chmodSync(file, mode & 0o700);
    return [`${file} holds a secret and others on this machine could read it; now only its owner can.`];
  } catch {
    return [`${file} holds a secret and others on this machine may read it: chmod 600 ${file}`];
  }
}

/** A value as it may be shown: secrets inside it are replaced. */
export function withoutSecrets(value: unknown, path: string): unknown {
  return mapLeaves(value, (leaf, at) => (isSecret(at) && typeof leaf === 'string' ? redacted : leaf), path);
}
