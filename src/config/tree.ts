/** A part of config.yaml: maps, lists and plain values. */
export type Tree = Record<string, unknown>;

/** Whether a value has settings inside it. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at `a.b.c`, or at `a.b.0` in a list, looking at own keys only. */
export function valueAt(tree: unknown, path: string): unknown {
  let value = tree;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Tree)[key];
  }
  return value;
}

/** The same tree without what stands at these keys; a list that one points into goes as a whole. */
export function withoutValueAt(tree: Tree, [key = '', ...rest]: readonly string[]): Tree {
  const { [key]: inner, ...others } = tree;
  return rest.length > 0 && isTree(inner) ? { ...others, [key]: withoutValueAt(inner, rest) } : others;
}

/** The same tree with another value at `a.b.c`. */
export function withValueAt(tree: Tree, path: string, value: unknown): Tree {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...tree, [key]: value };
  const inner = Object.hasOwn(tree, key) && isTree(tree[key]) ? tree[key] : {};
  return { ...tree, [key]: withValueAt(inner, rest.join('.'), value) };
}

/** The same shape with every plain value put through `change`; lists count as shapes. */
export function mapLeaves(
  value: unknown,
  change: (leaf: unknown, path: string) => unknown,
  path = '',
): unknown {
  const at = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => mapLeaves(item, change, at(index)));
  if (!isTree(value)) return change(value, path);
  // A null-prototype object takes a key named __proto__ as the plain key it is.
  const mapped: Tree = Object.create(null);
  for (const [key, inner] of Object.entries(value)) mapped[key] = mapLeaves(inner, change, at(key));
  return mapped;
}
