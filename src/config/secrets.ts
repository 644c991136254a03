import { chmodSync, statSync } from 'node:fs';
import { isSecret } from './reference.ts';
import { mapLeaves, type Tree } from './tree.ts';

/** What stands in the place of a secret. */
export const redacted = '[secret]';

/** Every secret value that is written down; none may be seen in a log or a print. */
export function secretsIn(tree: Tree): string[] {
  const found: string[] = [];
  mapLeaves(tree, (leaf, path) => {
    if (isSecret(path) && typeof leaf === 'string' && leaf.trim() !== '') found.push(leaf.trim());
  });
  return found;
}

/** Something the owner should know although everything works. */
export interface Warning {
  says: string;
  fix?: string | undefined;
}

/** Whether a secret itself is written down, not only the variable that holds it. */
export function literalSecretIn(content: Tree): boolean {
  return secretsIn(content).some((secret) => !/^\$\{[^}]+\}$/.test(secret));
}

/** Takes others' right to read a settings file that holds a secret; warns that it had to, or could not. */
export function keepPrivate(file: string, onlyLook: boolean): Warning[] {
  if (process.platform === 'win32') return [];
  const readable = `${file} holds a secret and others on this machine`;
  try {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) === 0) return [];
    if (onlyLook) return [{ says: `${readable} can read it.`, fix: `chmod 600 ${file}` }];
    chmodSync(file, mode & 0o700);
    return [{ says: `${readable} could read it; now only its owner can.` }];
  } catch {
    return [{ says: `${readable} may read it.`, fix: `chmod 600 ${file}` }];
  }
}

/** A value as it may be shown: secrets inside it are replaced. */
export function withoutSecrets(value: unknown, path: string): unknown {
  return mapLeaves(value, (leaf, at) => (isSecret(at) && typeof leaf === 'string' ? redacted : leaf), path);
}
