/** A stretch of bytes. */
export interface Place {
  from: number;
  to: number;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
/** How much of a list is taken in at a time. */
const chunkBytes = 65_536;

/**
 * Where the value of a member of a member … stands in a JSON document: so that half a million entries need not be
 * objects all at once. Undefined when there is none. Throws a SyntaxError where the document is cut off.
 */
export function placeAt(bytes: Buffer, path: readonly string[]): Place | undefined {
  let place: Place | undefined = { from: afterSpace(bytes, 0), to: bytes.length };
  for (const key of path) place = place && memberAt(bytes, place.from, key);
  return place;
}

function memberAt(bytes: Buffer, start: number, key: string): Place | undefined {
  if (bytes[start] !== openObject) return undefined;
  for (let at = afterSpace(bytes, start + 1); bytes[at] === quote; at = afterSpace(bytes, at)) {
    const end = afterString(bytes, at);
    const name: unknown = JSON.parse(bytes.toString('utf8', at, end));
    const mark = afterSpace(bytes, end);
    if (bytes[mark] !== colon) break;
    const from = afterSpace(bytes, mark + 1);
    const to = afterValue(bytes, from);
    if (name === key) return { from, to };
    at = afterSpace(bytes, to);
    if (bytes[at] !== comma) return undefined;
    at += 1;
  }
  return undefined;
}

/** The elements of a list that stands there, some at a time. Throws a SyntaxError where it is none. */
export function* elementsAt(bytes: Buffer, { from, to }: Place): Generator<unknown> {
  const last = bytes.lastIndexOf(closeList, to - 1);
  let start = from + 1;
  for (let at = start; at < last; ) {
    const end = afterValue(bytes, at);
    at = bytes[end] === comma ? end + 1 : last;
    if (at < last && end - start < chunkBytes) continue;
    const list: unknown = JSON.parse(`[${bytes.toString('utf8', start, at === last ? last : end)}]`);
    if (Array.isArray(list)) yield* list;
    start = at;
  }
}

/** The document without the value that stands there. */
export function parsedWithout(bytes: Buffer, { from, to }: Place): unknown {
  return JSON.parse(`${bytes.toString('utf8', 0, from)}null${bytes.toString('utf8', to)}`);
}

function afterSpace(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}

function afterString(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(quote, start + 1); end !== -1; end = bytes.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  throw new SyntaxError('A string does not end.');
}

function afterValue(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at];
    const opens = byte === openList || byte === openObject;
    const closes = byte === closeList || byte === closeObject;
    if (depth === 0 && at > start && (closes || byte === comma)) return at;
    if (byte === quote) at = afterString(bytes, at);
    else at += 1;
    if (opens) depth += 1;
    if (closes) depth -= 1;
    if (depth === 0 && (closes || byte === quote)) return at;
  }
  throw new SyntaxError('A value does not end.');
}
