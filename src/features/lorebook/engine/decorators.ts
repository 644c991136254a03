import type { Position, Role } from '../book.ts';

/** What the decorators of an entry ask for. */
export interface Rules {
  force: 'on' | 'off' | undefined;
  /** Whether having fired before decides: always again, or never again. */
  repeat: 'always' | 'never' | undefined;
  /** Not before the character has spoken so often. */
  after: number | undefined;
  /** Only when the number of the character's messages is a multiple. */
  every: number | undefined;
  greeting: number | undefined;
  userIcon: string | undefined;
  /** Of each list one key has to match as well. */
  alsoKeys: readonly (readonly string[])[];
  /** None of these may match. */
  notKeys: readonly string[];
  scanDepth: number | undefined;
  depth: number | undefined;
  /** Counted from the oldest message. */
  reverseDepth: number | undefined;
  role: Role | undefined;
  position: Position | undefined;
  /** Given up first when the budget is full. */
  leaveFirst: boolean;
  /** Parts of the card's prompt that it silences. */
  silences: readonly ('system_prompt' | 'post_history_instructions')[];
}

export const noRules: Rules = {
  force: undefined,
  repeat: undefined,
  after: undefined,
  every: undefined,
  greeting: undefined,
  userIcon: undefined,
  alsoKeys: [],
  notKeys: [],
  scanDepth: undefined,
  depth: undefined,
  reverseDepth: undefined,
  role: undefined,
  position: undefined,
  leaveFirst: false,
  silences: [],
};

export interface Decorated {
  content: string;
  rules: Rules;
}

/**
 * As the recorded engine reads decorators: it knows two, tells known ones by how the line begins and obeys only the
 * exact line; other leading `@@` lines are cut off, but a text of nothing else stays as it is.
 */
export function readCompatDecorators(content: string): Decorated {
  if (!content.startsWith('@@')) return { content, rules: noRules };
  const lines = content.split('\n');
  const body = lines.findIndex((line) => !line.startsWith('@@'));
  const obeyed = understood(body === -1 ? lines : lines.slice(0, body));
  const force = obeyed.includes('@@activate') ? 'on' : obeyed.includes('@@dont_activate') ? 'off' : undefined;
  return {
    content: body === -1 ? content : lines.slice(body).join('\n'),
    rules: { ...noRules, force },
  };
}

const compatKnown = ['@@activate', '@@dont_activate'];

/** The decorators that count; a fallback (`@@@`) counts where the line before was not known. */
function understood(lines: readonly string[]): string[] {
  let wantsFallback = false;
  const counted: string[] = [];
  for (const line of lines) {
    if (line.startsWith('@@@') && !wantsFallback) continue;
    const decorator = line.startsWith('@@@') ? line.slice(1) : line;
    const isKnown = compatKnown.some((known) => decorator.startsWith(known));
    if (isKnown) counted.push(decorator);
    wantsFallback = !isKnown;
  }
  return counted;
}

/** As the V3 specification has them. Lines nobody understands are cut off too, and their fallbacks tried. */
export function readStrictDecorators(content: string): Decorated {
  const { lines, body } = leadingLines(content);
  if (lines.length === 0) return { content, rules: noRules };
  let rules = noRules;
  const taken = new Set<string>();
  let isDone = false;
  for (const line of lines) {
    const isFallback = line.startsWith('@@@');
    if (isFallback && isDone) continue;
    const { name, value } = decoratorOf(line);
    const changed = taken.has(name) && name !== 'additional_keys' ? rules : meaningOf(name)?.(value, rules);
    isDone = changed !== undefined;
    if (changed === undefined) continue;
    taken.add(name);
    rules = changed;
  }
  return { content: body, rules: settled(rules) };
}

function leadingLines(content: string): { lines: string[]; body: string } {
  const all = content.replaceAll('\r\n', '\n').split('\n');
  const first = all.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('@@'));
  const head = (first === -1 ? all : all.slice(0, first)).map((line) => line.trim());
  const lines = head.filter((line) => line !== '');
  return { lines, body: lines.length === 0 || first === -1 ? '' : all.slice(first).join('\n').trimEnd() };
}

function decoratorOf(line: string): { name: string; value: string } {
  const [, name = '', value = ''] = /^@@@?(\S*)\s*(.*)$/.exec(line) ?? [];
  return { name, value: value.trim() };
}

type Meaning = (value: string, rules: Rules) => Rules | undefined;

const positionsOfV3: Record<string, Position | undefined> = {
  before_desc: 'before-character',
  after_desc: 'after-character',
  personality: 'personality',
  scenario: 'scenario',
};
const rolesOfV3: Record<string, Role | undefined> = {
  system: 'system',
  user: 'user',
  assistant: 'assistant',
};

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['activate', (_, rules) => ({ ...rules, force: 'on' })],
  ['dont_activate', (_, rules) => ({ ...rules, force: rules.force ?? 'off' })],
  ['activate_only_after', whole((after) => ({ after }))],
  ['activate_only_every', whole((every) => (every > 0 ? { every } : undefined))],
  ['keep_activate_after_match', (_, rules) => ({ ...rules, repeat: rules.repeat ?? 'always' })],
  ['dont_activate_after_match', (_, rules) => ({ ...rules, repeat: rules.repeat ?? 'never' })],
  ['depth', whole((depth) => ({ depth }))],
  ['reverse_depth', whole((reverseDepth) => ({ reverseDepth }))],
  ['scan_depth', whole((scanDepth) => ({ scanDepth }))],
  ['is_greeting', whole((greeting) => ({ greeting }))],
  ['role', oneOf(rolesOfV3, (role) => ({ role }))],
  ['position', oneOf(positionsOfV3, (position) => ({ position }))],
  ['ignore_on_max_context', (_, rules) => ({ ...rules, leaveFirst: true })],
  ['additional_keys', list((keys, { alsoKeys }) => ({ alsoKeys: [...alsoKeys, keys] }))],
  ['exclude_keys', list((notKeys) => ({ notKeys }))],
  ['is_user_icon', (value, rules) => (value === '' ? undefined : { ...rules, userIcon: value })],
  ['disable_ui_prompt', silence],
]);

function meaningOf(name: string): Meaning | undefined {
  return meanings.get(name);
}

function whole(meaning: (number: number) => Partial<Rules> | undefined): Meaning {
  return (value, rules) => {
    const change = /^-?\d{1,9}$/.test(value) ? meaning(Number(value)) : undefined;
    return change && { ...rules, ...change };
  };
}

function oneOf<Value>(
  known: Record<string, Value | undefined>,
  meaning: (value: Value) => Partial<Rules>,
): Meaning {
  return (value, rules) => {
    const found = Object.hasOwn(known, value) ? known[value] : undefined;
    return found === undefined ? undefined : { ...rules, ...meaning(found) };
  };
}

function list(meaning: (values: string[], rules: Rules) => Partial<Rules>): Meaning {
  return (value, rules) => {
    const values = value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    return values.length === 0 ? undefined : { ...rules, ...meaning(values, rules) };
  };
}

function silence(value: string, rules: Rules): Rules | undefined {
  if (value !== 'system_prompt' && value !== 'post_history_instructions') return undefined;
  return { ...rules, silences: [...rules.silences, value] };
}

/** A place beats every depth, and depth beats depth counted from the other end. */
function settled(rules: Rules): Rules {
  if (rules.position !== undefined) return { ...rules, depth: undefined, reverseDepth: undefined };
  return rules.depth === undefined ? rules : { ...rules, reverseDepth: undefined };
}
