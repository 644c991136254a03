/** Hears of a key (its place in the list) that was found, and where in the text it ends. */
export type Found = (key: number, end: number) => void;

/** A tree of all keys: each node is a beginning of some of them. */
interface Trie {
  nodeCount: number;
  childOf(node: number, unit: number): number;
  /** The node at which each key ends; 0 for an empty key. */
  ends: Int32Array;
}

const root = 0;
const none = -1;

/**
 * Finds every place of many plain keys in one pass over a text, however many keys there are (Aho and Corasick's automaton
 * over UTF-16 code units). An empty key is never found.
 */
export function createLiteralFinder(keys: readonly string[]): (text: string, found: Found) => void {
  const trie = growTrie(keys);
  const { firstKey, nextKey } = listKeys(trie);
  const { fallback, shorter } = linkNodes(trie, keys, firstKey);

  function step(node: number, unit: number): number {
    for (let at = node; at !== root; at = fallback[at] ?? root) {
      const child = trie.childOf(at, unit);
      if (child !== none) return child;
    }
    return Math.max(root, trie.childOf(root, unit));
  }

  return (text, found) => {
    let node = root;
    for (let at = 0; at < text.length; at += 1) {
      node = step(node, text.charCodeAt(at));
      for (let end = node; end > root; end = shorter[end] ?? root) {
        for (let key = firstKey[end] ?? none; key !== none; key = nextKey[key] ?? none) found(key, at + 1);
      }
    }
  };
}

/** Children are kept in one open hash table of numbers: 10,000 keys make 100,000 nodes. */
function growTrie(keys: readonly string[]): Trie {
  const most = keys.reduce((sum, key) => sum + key.length, 1);
  const mask = 2 ** Math.ceil(Math.log2(2 * most)) - 1;
  const parents = new Int32Array(mask + 1).fill(none);
  const units = new Uint16Array(mask + 1);
  const children = new Int32Array(mask + 1);
  let nodeCount = 1;

  function slotOf(node: number, unit: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (parents[slot] !== none && (parents[slot] !== node || units[slot] !== unit))
      slot = (slot + 1) & mask;
    return slot;
  }

  function grow(node: number, unit: number): number {
    const slot = slotOf(node, unit);
    if (parents[slot] === none) {
      parents[slot] = node;
      units[slot] = unit;
      children[slot] = nodeCount;
      nodeCount += 1;
    }
    return children[slot] ?? root;
  }

  const ends = Int32Array.from(keys, (key) => {
    let node = root;
    for (let at = 0; at < key.length; at += 1) node = grow(node, key.charCodeAt(at));
    return node;
  });
  return {
    nodeCount,
    ends,
    childOf(node, unit) {
      const slot = slotOf(node, unit);
      return parents[slot] === none ? none : (children[slot] ?? none);
    },
  };
}

/** For each node the keys that end there, as a list that runs through `nextKey`. */
function listKeys({ nodeCount, ends }: Trie): { firstKey: Int32Array; nextKey: Int32Array } {
  const firstKey = new Int32Array(nodeCount).fill(none);
  const nextKey = new Int32Array(ends.length).fill(none);
  for (let key = ends.length - 1; key >= 0; key -= 1) {
    const end = ends[key] ?? root;
    if (end === root) continue;
    nextKey[key] = firstKey[end] ?? none;
    firstKey[end] = key;
  }
  return { firstKey, nextKey };
}

/**
 * For each node where to go on when no child fits (the longest other beginning of a key that ends the same way), and the
 * nearest such node at which a key ends.
 */
function linkNodes(
  { nodeCount, childOf }: Trie,
  keys: readonly string[],
  firstKey: Int32Array,
): { fallback: Int32Array; shorter: Int32Array } {
  const fallback = new Int32Array(nodeCount);
  const shorter = new Int32Array(nodeCount);
  const isLinked = new Uint8Array(nodeCount);

  function link(parent: number, child: number, unit: number): void {
    let at = parent;
    let next = root;
    while (at !== root && next === root) {
      at = fallback[at] ?? root;
      next = Math.max(root, childOf(at, unit));
    }
    fallback[child] = next;
    shorter[child] = firstKey[next] === none ? (shorter[next] ?? root) : next;
    isLinked[child] = 1;
  }

  // A node's links rest on those of nodes nearer to the root, so all keys are followed a character at a time.
  let open = keys.map((key) => ({ key, node: root }));
  for (let depth = 0; open.length > 0; depth += 1) {
    open = open.filter(({ key }) => key.length > depth);
    for (const walk of open) {
      const unit = walk.key.charCodeAt(depth);
      const child = childOf(walk.node, unit);
      if (isLinked[child] === 0) link(walk.node, child, unit);
      walk.node = child;
    }
  }
  return { fallback, shorter };
}
