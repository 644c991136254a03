import type { Environment } from './environment.ts';
import { plainValue } from './plain.ts';
import type { Problem } from './problems.ts';
import { mapLeaves, type Tree } from './tree.ts';

/** Puts environment variables in the place of `${NAME}`, and takes out what is left empty. `$${` stays as `${`. */
export function fillIn(tree: Tree, env: Environment): { tree: Tree; problems: Problem[] } {
  const problems: Problem[] = [];
  const filled = mapLeaves(tree, (leaf, path) => {
    if (leaf === null) return undefined;
    if (typeof leaf !== 'string' || !leaf.includes('${')) return leaf;
    const text = leaf.replace(/\$?\$\{([^}]*)\}/g, (whole, name: string) => {
      if (whole.startsWith('$$')) return whole.slice(1);
      const value = env[name];
      if (value === undefined || value === '') problems.push(missing(path, name));
      return value ?? '';
    });
    return plainValue(path, text);
  });
  return { tree: filled as Tree, problems };
}

function missing(path: string, name: string): Problem {
  return {
    path,
    problem: `The environment variable ${name} is not set.`,
    fix: `Set ${name}, or write the value itself.`,
  };
}
