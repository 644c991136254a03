import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';

/** Colours and weights, or nothing of the kind where the output is no terminal. */
export interface Paint {
  /** `#rrggbb` as it is: modern terminals show sixteen million colours. */
  name(text: string, colour: string): string;
  soft(text: string): string;
  strong(text: string): string;
  /** Bold, italic and code of a Markdown text; without colours it stays as it is written. */
  markdown(text: string): string;
}

export function createPaint(colours: boolean): Paint {
  const { dim, bold, italic, cyan } = picocolors.createColors(colours);
  return {
    name(text, colour) {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      return colours ? bold(`\u001b[38;2;${red};${green};${blue}m${text}\u001b[39m`) : text;
    },
    soft: dim,
    strong: bold,
    markdown(text) {
      if (!colours) return text;
      return text
        .replace(/\*\*(.+?)\*\*/g, (_, words: string) => bold(words))
        .replace(/(?<!\*)\*([^*\n]+)\*(?!\*)/g, (_, words: string) => italic(words))
        .replace(/`([^`\n]+)`/g, (_, words: string) => cyan(words));
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from elsewhere, without anything that could steer the terminal or turn the direction of what follows. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(steering, '');
}

const moments = /<t:(\d{1,12})(?::([tTdDfFR]))?>/g;

/** Moments as Discord writes them, in the time and manner of this machine: what commands say holds them. */
export function withMoments(text: string, timeZone?: string): string {
  return text.replace(moments, (_, seconds: string, style = 'f') => {
    const date = new Date(Number(seconds) * 1_000);
    const isTime = style === 't' || style === 'T';
    const format = new Intl.DateTimeFormat(undefined, {
      ...(timeZone !== undefined && { timeZone }),
      ...(!isTime && { dateStyle: 'medium' }),
      ...(style !== 'd' && style !== 'D' && { timeStyle: 'short' }),
    });
    return format.format(date);
  });
}
