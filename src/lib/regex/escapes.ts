/** What a backslash and what follows it mean. */
export type Escape =
  | { kind: 'literal'; length: number; value: number }
  | { kind: 'set'; length: number }
  | { kind: 'edge'; length: number; negated: boolean }
  | { kind: 'back'; length: number; name: string | number };

/** What has to be known of the rest of the pattern to understand an escape. */
export interface EscapeContext {
  unicode: boolean;
  groupCount: number;
  hasNames: boolean;
}

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const octal = /(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/y;
const decimal = /[1-9]\d*/y;
const property = /[pP]\{[^}]*\}/y;
const named = /k<([^>]*)>/y;
const control = /c([A-Za-z])/y;
const hexadecimal = /x([\dA-Fa-f]{2})/y;
const pair = /u([dD][89abAB][\dA-Fa-f]{2})\\u([dD][c-fC-F][\dA-Fa-f]{2})/y;
const unit = /u([\dA-Fa-f]{4})/y;
const point = /u\{([\dA-Fa-f]+)\}/y;

/** Reads the escape at a place of a valid pattern, with the liberties that JavaScript allows for the web's sake. */
export function readEscape(source: string, at: number, context: EscapeContext): Escape {
  const letter = source[at + 1] ?? '';
  if ('dDsSwW'.includes(letter)) return { kind: 'set', length: 2 };
  if (letter === 'b' || letter === 'B') return { kind: 'edge', length: 2, negated: letter === 'B' };
  const value = controls[letter];
  if (value !== undefined) return { kind: 'literal', length: 2, value };
  if (letter >= '0' && letter <= '9') return readDigits(source, at, context);
  if (letter === 'p' || letter === 'P') return readProperty(source, at, context);
  if (letter === 'k') return readNamed(source, at, context);
  if (letter === 'c') return readControl(source, at);
  return readCode(source, at, context) ?? identity(source, at, context);
}

function readDigits(source: string, at: number, { unicode, groupCount }: EscapeContext): Escape {
  const digits = matchAt(decimal, source, at + 1)?.[0];
  if (digits !== undefined && (unicode || Number(digits) <= groupCount))
    return { kind: 'back', length: 1 + digits.length, name: Number(digits) };
  const code = matchAt(octal, source, at + 1)?.[0];
  if (code === undefined) return { kind: 'literal', length: 2, value: source.charCodeAt(at + 1) };
  return { kind: 'literal', length: 1 + code.length, value: Number.parseInt(code, 8) };
}

function readProperty(source: string, at: number, context: EscapeContext): Escape {
  const found = context.unicode ? matchAt(property, source, at + 1) : undefined;
  return found === undefined ? identity(source, at, context) : { kind: 'set', length: 1 + found[0].length };
}

function readNamed(source: string, at: number, context: EscapeContext): Escape {
  const found = context.unicode || context.hasNames ? matchAt(named, source, at + 1) : undefined;
  if (found === undefined) return identity(source, at, context);
  return { kind: 'back', length: 1 + found[0].length, name: plainName(found[1] ?? '') };
}

function readControl(source: string, at: number): Escape {
  const letter = matchAt(control, source, at + 1)?.[1];
  // Without a letter after it, the backslash means itself.
  if (letter === undefined) return { kind: 'literal', length: 1, value: 0x5c };
  return { kind: 'literal', length: 3, value: letter.charCodeAt(0) % 32 };
}

function readCode(source: string, at: number, { unicode }: EscapeContext): Escape | undefined {
  const both = unicode ? matchAt(pair, source, at + 1) : undefined;
  if (both !== undefined) {
    const [high, low] = [hex(both[1]), hex(both[2])];
    return {
      kind: 'literal',
      length: 12,
      value: String.fromCharCode(high, low).codePointAt(0) ?? 0,
    };
  }
  const found =
    matchAt(hexadecimal, source, at + 1) ??
    matchAt(unit, source, at + 1) ??
    (unicode ? matchAt(point, source, at + 1) : undefined);
  return found && { kind: 'literal', length: 1 + found[0].length, value: hex(found[1]) };
}

function identity(source: string, at: number, { unicode }: EscapeContext): Escape {
  const value = (unicode ? source.codePointAt(at + 1) : source.charCodeAt(at + 1)) ?? 0;
  return { kind: 'literal', length: value > 0xffff ? 3 : 2, value };
}

/** A group's name with its escapes resolved, so that names can be compared. */
export function plainName(name: string): string {
  return name.replace(/\\u(?:\{([\dA-Fa-f]+)\}|([\dA-Fa-f]{4}))/g, (_, long, short) =>
    long === undefined ? String.fromCharCode(hex(short)) : String.fromCodePoint(hex(long)),
  );
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 16);
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source) ?? undefined;
}
