import { plainName, readEscape } from './escapes.ts';
import type { Atom, Node, Pattern } from './syntax.ts';

/** Deeper groups are not read. */
const deepest = 200;
const infinite = 2 ** 31 - 1;

const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/y;
const classes = /\[(?:[^\]\\]|\\[\s\S])*\]/y;
const opening = /\((?:\?(?:(<?[=!])|<([^>]*)>|([ims]*)(?:-([ims]*))?:))?/y;

/** Those flags that may be switched on and off within a pattern. */
interface Switches {
  i: boolean;
  m: boolean;
  s: boolean;
  /** Those that count for a letter, and for a set of them. */
  letterFlags: string;
  setFlags: string;
}

/** Reads a pattern that JavaScript takes; nothing comes back where it is nested too deeply. */
export function parsePattern(source: string, flags: string): Pattern | undefined {
  const unicode = flags.includes('u');
  const names = groupNames(source);
  const context = { unicode, groupCount: names.length, hasNames: names.some((name) => name !== undefined) };
  let at = 0;
  let groups = 0;
  let depth = 0;
  let hasBackReferences = false;
  let ignoreCase = flags.includes('i');

  function choice(on: Switches): Node {
    const options = [sequence(on)];
    while (source[at] === '|') {
      at += 1;
      options.push(sequence(on));
    }
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  function sequence(on: Switches): Node {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const firstGroup = groups + 1;
      parts.push(repeated(term(on), firstGroup));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
  }

  function repeated(body: Node, firstGroup: number): Node {
    const found = take(quantifier);
    if (found === undefined) return body;
    const [, sign, low = '0', comma, high = '', lazy] = found;
    const min = sign === undefined ? count(low) : sign === '+' ? 1 : 0;
    const most = comma === undefined ? min : high === '' ? Number.POSITIVE_INFINITY : count(high);
    const max = sign === undefined ? most : sign === '?' ? 1 : Number.POSITIVE_INFINITY;
    return { kind: 'repeat', body, min, max, greedy: lazy === '', firstGroup, endGroup: groups + 1 };
  }

  function term(on: Switches): Node {
    const character = source[at];
    if (character === '(') return group(on);
    if (character === '\\') return escaped(on);
    if (character === '^' || character === '$') return lineEdge(character, on);
    if (character === '.') return set(1, on);
    const found = character === '[' ? take(classes) : undefined;
    if (found !== undefined) {
      at -= found[0].length;
      return set(found[0].length, on);
    }
    const value = (unicode ? source.codePointAt(at) : source.charCodeAt(at)) ?? 0;
    return literal(value, value > 0xffff ? 2 : 1, on);
  }

  function group(on: Switches): Node {
    const [, look, name, added = '', removed = ''] = take(opening) ?? [];
    const plain = source[at - 1] === '(';
    const isCounted = plain || name !== undefined;
    if (isCounted) groups += 1;
    const index = groups;
    const body = inside(added + removed === '' ? on : switched(on, added, removed, unicode));
    if (isCounted) return { kind: 'group', index, body };
    return look === undefined
      ? body
      : { kind: 'look', behind: look[0] === '<', negated: look.endsWith('!'), body };
  }

  function inside(on: Switches): Node {
    depth += 1;
    if (depth > deepest) throw new TooDeep();
    if (on.i) ignoreCase = true;
    const body = choice(on);
    depth -= 1;
    at += 1;
    return body;
  }

  function escaped(on: Switches): Node {
    const found = readEscape(source, at, context);
    if (found.kind === 'set') return set(found.length, on);
    if (found.kind === 'literal') return literal(found.value, found.length, on);
    at += found.length;
    if (found.kind === 'edge')
      return { kind: 'edge', at: found.negated ? 'notWord' : 'word', flags: on.letterFlags };
    hasBackReferences = true;
    return { kind: 'back', groups: groupsNamed(names, found.name), flags: on.letterFlags };
  }

  function lineEdge(character: string, { m }: Switches): Node {
    at += 1;
    const place = character === '^' ? (m ? 'lineStart' : 'start') : m ? 'lineEnd' : 'end';
    return { kind: 'edge', at: place, flags: '' };
  }

  function set(length: number, on: Switches): Node {
    const atom: Atom = { source: source.slice(at, at + length), flags: on.setFlags };
    at += length;
    return { kind: 'char', atom };
  }

  function literal(value: number, length: number, on: Switches): Node {
    at += length;
    return { kind: 'char', atom: { source: '', flags: on.letterFlags, literal: value } };
  }

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(source) ?? undefined;
    at += found?.[0].length ?? 0;
    return found;
  }

  try {
    const root = choice(switched({ i: false, m: false, s: false }, flags, '', unicode));
    const sticky = flags.includes('y');
    return { root, unicode, sticky, ignoreCase, groupCount: groups, hasBackReferences };
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class TooDeep extends Error {}

function switched(
  on: Omit<Switches, 'letterFlags' | 'setFlags'>,
  added: string,
  removed: string,
  unicode: boolean,
): Switches {
  const is = (flag: 'i' | 'm' | 's') => (on[flag] || added.includes(flag)) && !removed.includes(flag);
  const [i, m, s] = [is('i'), is('m'), is('s')];
  const letterFlags = `${i ? 'i' : ''}${unicode ? 'u' : ''}`;
  return { i, m, s, letterFlags, setFlags: `${s ? 's' : ''}${letterFlags}` };
}

function count(digits: string): number {
  const number = Number(digits);
  return number >= infinite ? Number.POSITIVE_INFINITY : number;
}

/** The names of all groups in their order, `undefined` for one that has none. */
function groupNames(source: string): (string | undefined)[] {
  if (!source.includes('(')) return [];
  const found = source.matchAll(/\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\]|\((?:\?<(?![=!])([^>]*)>|(?!\?))/g);
  return [...found]
    .filter(([text]) => text.startsWith('('))
    .map(([, name]) => (name === undefined ? undefined : plainName(name)));
}

function groupsNamed(names: readonly (string | undefined)[], wanted: string | number): number[] {
  if (typeof wanted === 'number') return [wanted];
  return names.flatMap((name, index) => (name === wanted ? [index + 1] : []));
}
