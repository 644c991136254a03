import type { SaidLine } from './line.ts';

/** A mention by its host's mark where somebody can be told of: at the beginning of a clause, or as one of two. */
const mark =
  /(?<=^|[\n.!?,;:…]\s*|\b(?:and|but|so|because|btw|me|I)\s+|>\s+and\s+|[^\p{L}\p{N}\s]\s+)<@!?(?<id>[\w-]{1,40})>(?='s\b|’s\b|\s+(?:and\b|\p{L}))/gu;

/** A line with names for the mentions that begin a clause; which of them is meant its own list says. */
export function withNames(line: SaidLine): SaidLine {
  if (line.mentions.length === 0 || !line.text.includes('<@')) return line;
  const names = new Map(line.mentions.map(({ id, name }) => [id, name]));
  const text = line.text.replace(mark, (written, id: string) => {
    const name = names.get(id);
    return name === undefined ? written : `@${name}`;
  });
  return { ...line, text };
}
