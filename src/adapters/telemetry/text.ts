import picocolors from 'picocolors';

interface Line {
  time?: string;
  level?: string;
  says?: string;
  [field: string]: unknown;
}

/** Makes a line of JSON into one that a person likes to read: `09:30:01 warn  Something happened  where=lane`. */
export function textFormatter(colourful: boolean): (line: string) => string {
  const colours = picocolors.createColors(colourful);
  const levels: Record<string, (text: string) => string> = {
    debug: colours.dim,
    info: colours.cyan,
    warn: colours.yellow,
    error: colours.red,
  };
  return (line) => {
    const { time = '', level = '', says = '', error, ...fields } = JSON.parse(line) as Line;
    const paint = levels[level] ?? String;
    const details = Object.entries(fields).map(([name, value]) => `${name}=${short(value)}`);
    const tail = details.length === 0 ? '' : `  ${colours.dim(details.join(' '))}`;
    const clock = new Date(time).toTimeString().slice(0, 8);
    return `${colours.dim(clock)} ${paint(level.padEnd(5))} ${oneLine(says)}${tail}${errorLines(error)}\n`;
  };
}

function short(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

function errorLines(error: unknown): string {
  if (error === undefined) return '';
  const { stack, cause } = (typeof error === 'object' ? error : { stack: error }) as Record<string, unknown>;
  const why = cause === undefined ? '' : `${errorLines(cause).replace('\n  ', '\n  because: ')}`;
  return `\n  ${String(stack ?? JSON.stringify(error)).replaceAll('\n', '\n  ')}${why}`;
}

/** A line stays a line, and a stranger's control characters do nothing to the terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
