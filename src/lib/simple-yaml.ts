/**
 * Reads the simple YAML that programs write for a handful of texts: keys at the left edge, each with a plain, quoted or
 * block text. Undefined for anything that needs more of YAML than that.
 */
export function readYaml(text: string): { [key: string]: string } | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const found: [string, string][] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const block = lines.slice(at + 1, endOfBlock(lines, at + 1));
    const entry = isSkipped(line) ? [] : entryOf(line, block);
    if (entry === undefined) return undefined;
    if (entry.length === 2) found.push([entry[0], entry[1]]);
    at += entry.length === 2 ? 1 + block.length : 1;
  }
  return Object.fromEntries(found);
}

function isSkipped(line: string): boolean {
  return /^\s*(?:#.*)?$/.test(line) || /^(?:---|\.\.\.)\s*$/.test(line);
}

function endOfBlock(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && /^(?:[ \t]|$)/.test(lines[end] ?? '')) end += 1;
  return end;
}

function entryOf(line: string, block: readonly string[]): [string, string] | undefined {
  const match = /^([\w -]+?)[ \t]*:(?:[ \t]+(.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, key = '', written = ''] = match;
  const style = /^([|>])([+-]?)\d*[ \t]*$/.exec(written);
  const value =
    style === null
      ? scalar([written, ...block.map((one) => one.trim())])
      : blockText(block, style[1], style[2]);
  return value === undefined ? undefined : [key, value];
}

function blockText(block: readonly string[], style = '|', chomping = ''): string {
  const indents = block.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = indents.reduce((least, one) => Math.min(least, one), 80);
  const lines = block.map((line) => line.slice(indent));
  const text = style === '|' ? lines.join('\n') : folded(lines);
  return chomping === '-' ? text.trimEnd() : `${text.trimEnd()}\n`;
}

/** One line break is a space, an empty line is a line break. */
function folded(lines: readonly string[]): string {
  return lines.join('\n').replace(/\n(\n*)/g, (_, more: string) => more || ' ');
}

function scalar(lines: readonly string[]): string | undefined {
  const text = folded(lines).trim();
  if (text.startsWith('"')) return doubleQuoted(text);
  if (text.startsWith("'"))
    return /^'(?:[^']|'')*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : undefined;
  return /^[[{&*!|>%@`]/.test(text) ? undefined : text.replace(/[ \t]#.*$/, '');
}

function doubleQuoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll('\n', '\\n').replace(/\\x([0-9a-f]{2})/gi, '\\u00$1'));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
