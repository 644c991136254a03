/** JSON as it was read, and what is odd about it. */
export interface LenientJson {
  value: unknown;
  /** Keys that an object has twice; the last of them counts. */
  repeatedKeys: string[];
  /** `NaN` and `Infinity`, which some programs write and no JSON knows; they are read as nothing. */
  noNumbers: number;
}

/** JSON that is not read: it is none, or it is made to hurt. */
export class JsonRefused extends Error {
  override readonly name = 'JsonRefused' as const;
}

interface Scan {
  text: string;
  at: number;
  values: number;
  /** What is open: the keys seen so far in an object, undefined for a list. */
  open: (Set<string> | undefined)[];
  repeated: Set<string>;
  /** Where a NaN stands: beginning and end. */
  odd: [number, number][];
}

const deepest = 200;
const mostValues = 500_000;
/** In an object of more keys than this, not all that stand twice are found. */
const mostKeysKept = 10_000;
const mostRepeatedTold = 20;

/**
 * Reads JSON from strangers: its depth and the number of its values are counted before anything is built, keys that
 * come twice are told, and what is no number is nothing.
 */
export function readJson(text: string): LenientJson {
  const scan: Scan = { text, at: 0, values: 0, open: [], repeated: new Set(), odd: [] };
  while (scan.at < text.length) step(scan);
  return { value: parsed(withoutOdd(scan)), repeatedKeys: [...scan.repeated], noNumbers: scan.odd.length };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new JsonRefused('it is not readable as JSON', { cause });
  }
}

function step(scan: Scan): void {
  const letter = scan.text[scan.at];
  if (letter === '"') readString(scan);
  else if (letter === '{' || letter === '[') opened(scan, letter === '{' ? new Set() : undefined);
  else if (letter === '}' || letter === ']') closed(scan);
  else if (letter === ',') counted(scan);
  else if (letter === 'N' || letter === 'I' || letter === '-') readOdd(scan);
  else scan.at += 1;
}

function opened(scan: Scan, keys: Set<string> | undefined): void {
  scan.open.push(keys);
  if (scan.open.length > deepest) throw new JsonRefused(`it is nested deeper than ${deepest} levels`);
  counted(scan);
}

function closed(scan: Scan): void {
  scan.open.pop();
  scan.at += 1;
}

function counted(scan: Scan): void {
  scan.values += 1;
  scan.at += 1;
  if (scan.values > mostValues)
    throw new JsonRefused(`it holds more than ${mostValues.toLocaleString('en')} values`);
}

/** Skips a string; in an object and before a colon it is a key. */
function readString(scan: Scan): void {
  const { text, at } = scan;
  const end = endOfString(text, at);
  scan.at = end;
  const keys = scan.open.at(-1);
  if (keys === undefined || !isFollowedByColon(text, end)) return;
  const key = keyOf(text.slice(at, end));
  if (keys.has(key) && scan.repeated.size < mostRepeatedTold) scan.repeated.add(key);
  if (keys.size < mostKeysKept) keys.add(key);
}

function endOfString(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function isFollowedByColon(text: string, at: number): boolean {
  let next = at;
  while (' \t\r\n'.includes(text[next] ?? 'x')) next += 1;
  return text[next] === ':';
}

function keyOf(written: string): string {
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}

function readOdd(scan: Scan): void {
  const found = /^-?(?:NaN|Infinity)\b/.exec(scan.text.slice(scan.at, scan.at + 12));
  if (found !== null) scan.odd.push([scan.at, scan.at + found[0].length]);
  scan.at += found?.[0].length ?? 1;
}

function withoutOdd({ text, odd }: Scan): string {
  if (odd.length === 0) return text;
  const pieces = odd.map(([begin], index) => text.slice(odd[index - 1]?.[1] ?? 0, begin));
  return [...pieces, text.slice(odd.at(-1)?.[1])].join('null');
}
